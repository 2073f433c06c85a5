using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Tests.Ir;

public sealed class IrReaderTests
{
    [Fact]
    public void White_space_and_comments_only_separate()
    {
        const string Text = "func f0 f(a)->1@0{b0:r0=get a r1:int=const 2;const 3\nr2=call_operation ArithmeticOperations.Add(r0,r1)raises return r2}";
        Assert.Equal(
            """
            func f0 f(a) -> 1 @0 {
              b0:
                r0 = get a                                          @0
                r1: int = const 2
                r2 = call_operation ArithmeticOperations.Add(r0, r1) raises
                return r2
            }

            """,
            IrPrinter.Print(IrReader.ReadFunction(Text)),
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_bytecode_index_left_out_is_that_of_the_line_before()
    {
        var function = IrReader.ReadFunction("func f0 f() @7 { b0: r0 = const 1 r1 = const 2 @9 r2 = const 3 jump b1 b1: return }");
        Assert.Equal([7, 9, 9], function.Blocks[0].Instructions.Select(instruction => instruction.Address));
        Assert.Equal(9, function.Blocks[0].Terminator.Address);
        Assert.Equal(7, function.Blocks[1].Terminator.Address);
    }

    [Fact]
    public void A_branch_names_the_way_of_true_first()
    {
        var function = IrReader.ReadFunction("func f0 f() @0 { b0: r0 = const 1 branch r0 ? b1 : b2 b1: return b2: return }");
        var branch = Assert.IsType<Terminator.Branch>(function.Blocks[0].Terminator);
        Assert.Equal((1, 2), (branch.Otherwise.Block, branch.IfFalsy.Block));
    }

    [Fact]
    public void An_operation_is_the_one_that_lowering_uses()
    {
        var function = IrReader.ReadFunction("func f0 f() @0 { b0: call_operation ControlOperations.Halt() raises unreachable }");
        var call = Assert.IsType<IrInstruction.CallOperation>(function.Blocks[0].Instructions[0]);
        Assert.Same(RuntimeOperation.Of(Runtime.Operations.ControlOperations.Halt), call.Operation);
    }

    [Fact]
    public void Every_operation_of_the_instruction_table_has_a_name()
    {
        foreach (var row in InstructionSet.All.Where(row => row.Operation is not null))
        {
            var operation = RuntimeOperation.Of(row.Operation!);
            Assert.Same(operation, OperationNames.Find(operation.Name));
        }
    }

    [Theory]
    [InlineData("func f0 f() @0 {\n  b0:\n    $", 3, 5, "'$' has no meaning here")]
    [InlineData("func f0 \"f() @0 {\n}", 1, 9, "the text is not closed on its line")]
    [InlineData("func f0 \"a\\q\"", 1, 11, "this is not an escape")]
    [InlineData("func f0 \"a\\u{110000}\"", 1, 11, "this is not an escape")]
    [InlineData("func f0 \"a\\u{}\"", 1, 11, "this is not an escape")]
    [InlineData("func f0 \"a\\", 1, 9, "the text is not closed on its line")]
    [InlineData("function f0", 1, 1, "a function begins here")]
    [InlineData("func g0", 1, 6, "'f' and a number are expected")]
    [InlineData("func f99999999999 f()", 1, 6, "'f' and a number are expected")]
    [InlineData("func f0 r0() @0 {}", 1, 9, "a name is expected; one that looks like a reference is quoted")]
    [InlineData("func f0 f(a b) @0 {}", 1, 13, "',' is expected")]
    [InlineData("func f0 f(a: integer) @0 {}", 1, 14, "'integer' is no type")]
    [InlineData("func f0 f() @0 { var a, a b0: return }", 1, 25, "this variable is declared twice")]
    [InlineData("func f0 f() @0 { b0: r0 = get a return }", 1, 31, "there is no such variable")]
    [InlineData("func f0 f() @0 { var a b0: r0 = get %a return }", 1, 38, "there is no such variable")]
    [InlineData("func f0 f() @0 { b0: r0 = fetch a return }", 1, 27, "'fetch' is no instruction that defines a register")]
    [InlineData("func f0 f() @0 { b0: leap b1 }", 1, 22, "'leap' is no instruction and ends no block")]
    [InlineData("func f0 f() @0 { b0: r0 = const }", 1, 33, "a constant is expected")]
    [InlineData("func f0 f() @0 { b0: r0 = const 9223372036854775808 return }", 1, 33, "this is no number, or too large for an integer")]
    [InlineData("func f0 f() @0 { b0: r0 = const nan 12 return }", 1, 37, "the bits of a NaN are expected in hexadecimal")]
    [InlineData("func f0 f() @0 { b0: r0 = extra_result 2147483648 return }", 1, 40, "a number is expected, within its range")]
    [InlineData("func f0 f() @0 { b0: call_operation ControlOperations.Stop() return }", 1, 37, "the runtime has no such operation")]
    [InlineData("func f0 f() @0 { b0: call_operation String.Concat() return }", 1, 37, "the runtime has no such operation")]
    [InlineData("func f0 f() @0 { b0: return", 1, 28, "'b' and a number are expected")]
    [InlineData("func f0 f() @0 { b0: return } }", 1, 31, "the function has ended")]
    [InlineData("", 1, 1, "a word is expected")]
    public void A_fault_is_reported_at_its_place(string text, int line, int column, string message)
    {
        var fault = Assert.Throws<IrFormatException>(() => IrReader.ReadFunction(text));
        Assert.Equal($"IR text, line {line}, column {column}: {message}", fault.Message);
        Assert.Equal((line, column), (fault.Line, fault.Column));
    }

    [Theory]
    [InlineData("module m0 \"a\" @0 length 1", 1, 26, "segment_length is missing")]
    [InlineData("segment_length 8\nmodule m1 \"a\" @0 length 1", 2, 8, "'m0' is expected: numbers go up from 0")]
    [InlineData("segment_length 8\nmodule m0 \"a\" @0 1", 2, 18, "'length' is expected")]
    [InlineData("segment_length 8\nprototype p0 () @0 address -1 in m0", 2, 28, "a number is expected, within its range")]
    [InlineData("segment_length 8\nimports", 2, 1, "'imports' begins nothing")]
    [InlineData("segment_length 8\n\"module\"", 2, 1, "a word is expected")]
    public void A_fault_of_a_program_is_reported_at_its_place(string text, int line, int column, string message)
    {
        var fault = Assert.Throws<IrFormatException>(() => IrReader.ReadModule(text));
        Assert.Equal($"IR text, line {line}, column {column}: {message}", fault.Message);
    }
}
