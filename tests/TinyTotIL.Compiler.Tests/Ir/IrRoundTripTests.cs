using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.Tests.Fakes;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Tests.Ir;

public sealed class IrRoundTripTests
{
    public static TheoryData<string> Examples() => new(LoweredPrograms.Files("examples"));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_reads_back_as_it_was_and_keeps_the_rules(string path)
    {
        var module = LoweredPrograms.OfFile(path)!;
        AssertSame(module, IrReader.ReadModule(IrPrinter.Print(module)));
        IrVerifier.Verify(module, "test");
    }

    [Fact]
    public void Every_case_program_reads_back_as_it_was()
    {
        int count = 0;
        foreach (string path in LoweredPrograms.Files("tests/cases"))
        {
            if (LoweredPrograms.OfFile(path) is { } module)
            {
                string text = IrPrinter.Print(module);
                Assert.Equal(text, IrPrinter.Print(IrReader.ReadModule(text)));
                count++;
            }
        }

        Assert.True(count > 100, $"only {count} programs were found");
    }

    [Fact]
    public void Every_case_program_keeps_the_rules()
    {
        foreach (string path in LoweredPrograms.Files("tests/cases"))
        {
            if (LoweredPrograms.OfFile(path) is { } module)
            {
                IrVerifier.Verify(module, path);
            }
        }
    }

    [Fact]
    public void Tables_of_a_program_read_back_as_they_were()
    {
        var source = new MemoryModuleSource()
            .Add(ProgramRun.MainPath, "IMPORT \"odd \\ path\nIMPORT gone.ttvm\nMAKE_FUNCTION f a b\nSTORE g\nEXPORT g\nEXPORT h\nHALT\nLABEL f\nRET")
            .Add("odd \\ path", "PUSH_INT 1\nSTORE one\nEXPORT one");
        var module = LoweredPrograms.Of(source);
        AssertSame(module, IrReader.ReadModule(IrPrinter.Print(module)));
        Assert.Contains(module.Modules, found => found.LoadError is not null);
        Assert.Contains(module.Exports, found => found.Parameters is not null);
        Assert.Contains(module.Exports, found => found.Parameters is null);
    }

    [Fact]
    public void A_function_with_every_kind_of_instruction_reads_back_as_it_was()
    {
        const string Text = """
            func f7 "every kind"(n, %below0, typed: int) -> 2 text @3 never_raises registers 99 {
              var "r1", "with space", %slot0, %n, %frame: scope, t: text, l: list, o: object, g: function
              site s1 @8
              site s2 @9 in s1
              b0:
                r0: scope = call_operation FrameOperations.New()    @3
                set %frame = r0
                call_operation FrameOperations.Set(r0, r1, "x")     @4
                r2 = get n                                          @9
                check_set r2 n
                r3 = get %n
                set "r1" = r3
                check_set r3 "with space"
                r4 = call_operation ArithmeticOperations.Add(r2, r3) raises
                r5 = make_list(r2, r3, r4)
                r6 = make_list()
                r7 = make_function p1(r5)
                r8 = make_function p0()
                r9 = call f7(r2, r3)
                r10 = extra_result 0
                call f8()
                r11 = call_value r7(r2) -> 2
                call_value r7() -> 0
                r17: function = get g in s1                         @10
                r18 = captured 1 of r17 in s2
                r19: int = narrow r18
                r20: object = narrow r18
                r21: list = make_list(r19, r20) in s2
                r22: text = const "t"
                call_operation ConsoleOperations.Print(r22) in s1   @11
                branch r11 ? b1(r2, r3) : b2
              b1(r12, r13: int) handler b3:
                call_operation ControlOperations.Raise("no\nway") raises @12
                unreachable
              b2:
                tail_call f7(r12, r13)                              @9
              b3:
                r14 = catch_exception                               @13
                tail_call_value r14(r14) -> 2
              b4 leader 12:
                r15: index = const 12                               @13
                r16: index = call_operation StackMachineOperations.Call(p0, 13) raises
                call_operation StackMachineOperations.NeedItems(18446744073709551611L) raises
                dispatch r16
              b5:
                return r0: scope, r1
            }
            """;
        var function = IrReader.ReadFunction(Text);
        Assert.Equal((99, IrType.Text, true), (function.RegisterCount, function.ResultType, function.NeverRaises));
        Assert.Equal<InlineSite>([new InlineSite(8, 0), new InlineSite(9, 1)], function.Sites);
        Assert.Equal([0, 1, 2, 2, 1], function.Blocks[0].Instructions.Select(step => step.Site).Where((site, i) => i == 0 || site != 0));
        Assert.Equal(6, function.Blocks.Length);
        AssertSame(function, IrReader.ReadFunction(IrPrinter.Print(function)));
    }

    [Fact]
    public void Every_primitive_reads_back_as_it_was()
    {
        var steps = ImmutableArray.CreateBuilder<IrInstruction>();
        foreach (var row in Primitives.All)
        {
            ImmutableArray<Register> operands = [.. row.Operands.Select((type, i) => new Register(1 + (steps.Count * 4) + i, type))];
            steps.AddRange(operands.Select(register => new IrInstruction.Constant(register, Zero(register.Type), 0)));
            steps.Add(new IrInstruction.Primitive(new Register(1 + (steps.Count * 4) + 3, row.Result), row.Operator, operands, 0));
        }

        var function = Function([], steps.ToImmutable()) with { RegisterCount = 1 + (4 * steps.Count) };
        AssertSame(function, IrReader.ReadFunction(IrPrinter.Print(function)));
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void An_integer_keeps_its_value(long value) => Assert.Equal(value, Reread(Value.Int(value)).AsInt);

    [Theory]
    [InlineData(0x0000000000000000UL)]
    [InlineData(0x8000000000000000UL)]
    [InlineData(0x0000000000000001UL)]
    [InlineData(0x7FEFFFFFFFFFFFFFUL)]
    [InlineData(0x7FF0000000000000UL)]
    [InlineData(0xFFF0000000000000UL)]
    [InlineData(0x7FF8000000000000UL)]
    [InlineData(0xFFF8000000000000UL)]
    [InlineData(0x7FF8000000000001UL)]
    [InlineData(0xFFFFFFFFFFFFFFFFUL)]
    [InlineData(0x4340000000000001UL)]
    [InlineData(0x3FF0000000000000UL)]
    public void A_float_keeps_its_bits(ulong bits)
    {
        var value = Reread(Value.Float(BitConverter.UInt64BitsToDouble(bits)));
        Assert.True(value.IsFloat);
        Assert.Equal(bits, (ulong)value.Bits);
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("\"quotes\" and \\ backslash; no comment")]
    [InlineData("\n\r\t\0\u0001\u007f\u202e\u2028")]
    [InlineData("\U0001F600 gr\u00FC\u00DFe")]
    [InlineData("half \uD83D of a pair, and the other \uDE00")]
    [InlineData("\uDE00\uD83D")]
    [InlineData("\uFFFD")]
    public void Text_keeps_its_characters(string text)
    {
        Assert.Equal(text, Reread(Value.Text(text)).AsText);
        var variable = new IrVariable(0, text, IrType.Any, IsNamed: true);
        var function = Function([variable], []);
        Assert.Equal(variable, IrReader.ReadFunction(IrPrinter.Print(function)).Variables[0]);
    }

    [Fact]
    public void The_values_without_content_keep_their_kind()
    {
        foreach (var value in new[] { Value.Null, Value.Unset, Value.Bool(true), Value.Bool(false) })
        {
            Assert.Equal(value, Reread(value));
        }
    }

    [Theory]
    [InlineData("r1")]
    [InlineData("b22")]
    [InlineData("f0")]
    [InlineData("2nd")]
    [InlineData("a-b")]
    [InlineData("%temp")]
    [InlineData("name#2")]
    [InlineData("set")]
    [InlineData("jump")]
    public void A_function_and_a_variable_may_have_any_name(string name)
    {
        var function = Function([new IrVariable(0, name, IrType.Any, IsNamed: true), new IrVariable(1, name, IrType.Int, IsNamed: false)], []) with { Name = name };
        AssertSame(function, IrReader.ReadFunction(IrPrinter.Print(function)));
    }

    [Fact]
    public void A_use_that_disagrees_with_its_definition_stays_visible()
    {
        var function = Function([], [new IrInstruction.MakeList(new Register(1, IrType.Any), [new Register(0, IrType.Int), new Register(7, IrType.Scope)], 0)]);
        string text = IrPrinter.Print(function);
        Assert.Contains("r1 = make_list(r0, r7: scope)", text, StringComparison.Ordinal);
        AssertSame(function, IrReader.ReadFunction(text));
    }

    [Fact]
    public void Arguments_that_fit_no_parameter_are_not_lost()
    {
        var operation = RuntimeOperation.Of(ControlOperations.Raise);
        var register = new Register(0, IrType.Int);
        var function = Function([], [new IrInstruction.CallOperation(null, operation, [register], [3, 4UL, "x"], CanRaise: true, 0)]);
        AssertSame(function, IrReader.ReadFunction(IrPrinter.Print(function)));
    }

    private static Value Zero(IrType type) => type switch
    {
        IrType.Int => Value.Int(0),
        IrType.Float => Value.Float(0),
        IrType.Bool => Value.Bool(false),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no primitive takes it"),
    };

    private static Value Reread(Value constant)
    {
        string text = IrPrinter.Print(Function([], [new IrInstruction.Constant(new Register(1, IrType.Any), constant, 0)]));
        return ((IrInstruction.Constant)IrReader.ReadFunction(text).Blocks[0].Instructions[1]).Value;
    }

    /// <summary>A function that defines r0 as an integer, then runs some instructions.</summary>
    private static IrFunction Function(ImmutableArray<IrVariable> variables, ImmutableArray<IrInstruction> instructions)
    {
        var zero = new IrInstruction.Constant(new Register(0, IrType.Int), Value.Int(0), 0);
        var block = new BasicBlock(0, [], [zero, .. instructions], new Terminator.Return([], 0), Handler: null);
        return new IrFunction(0, "f", IrFunctionKind.Direct, 0, [], 0, variables, [block], 8);
    }

    /// <summary>Equal texts, because records that hold arrays compare by reference; the text holds every part.</summary>
    private static void AssertSame(IrFunction expected, IrFunction actual)
    {
        Assert.Equal(IrPrinter.Print(expected), IrPrinter.Print(actual));
        Assert.Equal((expected.Number, expected.Name, expected.Kind, expected.RegisterCount), (actual.Number, actual.Name, actual.Kind, actual.RegisterCount));
        Assert.Equal((expected.ResultType, expected.NeverRaises), (actual.ResultType, actual.NeverRaises));
        Assert.Equal<InlineSite>(expected.Sites, actual.Sites);
        Assert.Equal<IrVariable>(expected.Variables, actual.Variables);
        Assert.Equal<IrVariable>(expected.Parameters, actual.Parameters);
        foreach (var (left, right) in expected.Blocks.Zip(actual.Blocks))
        {
            Assert.Equal<Register>(left.Parameters, right.Parameters);
            Assert.Equal((left.Number, left.Handler, left.Leader), (right.Number, right.Handler, right.Leader));
            Assert.Equal(left.Instructions.Select(Parts), right.Instructions.Select(Parts));
            Assert.Equal<Register>(left.Terminator.Operands, right.Terminator.Operands);
            Assert.Equal(
                left.Terminator.Edges.Select(edge => (edge.Block, string.Join(' ', edge.Arguments))),
                right.Terminator.Edges.Select(edge => (edge.Block, string.Join(' ', edge.Arguments))));
            Assert.Equal((left.Terminator.GetType(), left.Terminator.Address), (right.Terminator.GetType(), right.Terminator.Address));
        }
    }

    private static void AssertSame(IrModule expected, IrModule actual)
    {
        Assert.Equal(IrPrinter.Print(expected), IrPrinter.Print(actual));
        Assert.Equal<IrProgramModule>(expected.Modules, actual.Modules);
        Assert.Equal(expected.SegmentLength, actual.SegmentLength);
        Assert.Equal(expected.Exports.Select(export => export.Name), actual.Exports.Select(export => export.Name));
        Assert.Equal(expected.Exports.Select(export => export.Parameters), actual.Exports.Select(export => export.Parameters));
        Assert.Equal(
            expected.Prototypes.Select(found => (found.Module, found.Address, found.Target, found.Function)),
            actual.Prototypes.Select(found => (found.Module, found.Address, found.Target, found.Function)));
        Assert.Equal(expected.Prototypes.Select(found => found.Parameters), actual.Prototypes.Select(found => found.Parameters));
        Assert.Equal(expected.Prototypes.Select(found => found.Captured), actual.Prototypes.Select(found => found.Captured));
        Assert.Equal(expected.Functions.Length, actual.Functions.Length);
        foreach (var (left, right) in expected.Functions.Zip(actual.Functions))
        {
            AssertSame(left, right);
        }
    }

    /// <summary>What an instruction consists of, apart from what only its text shows.</summary>
    private static (Type Kind, Register? Target, string Operands, bool MayRaise, int Address, int Site) Parts(IrInstruction instruction) =>
        (instruction.GetType(), instruction.Target, string.Join(' ', instruction.Operands.Select(r => $"{r}:{r.Type}")), instruction.MayRaise, instruction.Address, instruction.Site);
}
