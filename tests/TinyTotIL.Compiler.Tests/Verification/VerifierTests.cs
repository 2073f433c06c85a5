using System.Collections.Immutable;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Interpretation;
using TinyTotIL.Compiler.Tests.Fakes;
using TinyTotIL.Compiler.Text;
using TinyTotIL.Compiler.Verification;

namespace TinyTotIL.Compiler.Tests.Verification;

public sealed class VerifierTests
{
    private static readonly Operand NoOperand = Operand.None.Instance;

    [Fact]
    public void A_program_without_faults_is_accepted_as_it_is()
    {
        var program = Link(Module("main", new(Opcode.PushInt, new Operand.Integer(1), 1), new(Opcode.Jmp, new Operand.Target(ulong.MaxValue), 2)));
        var diagnostics = new DiagnosticBag();
        Assert.Same(program, Verifier.Verify(program, diagnostics)?.Program);
        Assert.Empty(diagnostics.All);
    }

    [Fact]
    public void An_operand_must_be_of_the_kind_its_row_says()
    {
        foreach (var row in InstructionSet.All)
        {
            Operand wrong = row.Shape is OperandShape.Integer ? new Operand.Text("x") : new Operand.Integer(1);
            Assert.Equal("TT3002", Refused(new Instruction(row.Opcode, wrong, 1)).Code);
        }
    }

    [Fact]
    public void A_call_without_a_list_of_names_is_refused() =>
        Assert.Equal("TT3002", Refused(new Instruction(Opcode.Call, new Operand.Call(0, default), 1)).Code);

    [Fact]
    public void A_structured_block_with_its_three_parts_is_accepted() =>
        Assert.NotNull(Verify(Block(new Operand.Target(1), new Operand.Catch(2, "e"))));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(ulong.MaxValue)]
    public void A_structured_TRY_must_lead_to_a_CATCH_after_it(ulong target) =>
        Assert.Equal("TT3003", Refused(Block(new Operand.Target(target), new Operand.Catch(2, "e"))).Code);

    [Fact]
    public void A_structured_TRY_must_lead_somewhere() =>
        Assert.Equal("TT3003", Refused(Block(NoOperand, new Operand.Catch(2, "e"))).Code);

    [Fact]
    public void A_structured_TRY_may_not_lead_backwards() =>
        Assert.Equal("TT3003", Refused(
            new(Opcode.CatchBlock, new Operand.Catch(2, Name: null), 1),
            new(Opcode.TryBlock, new Operand.Target(0), 2),
            new(Opcode.EndTryBlock, NoOperand, 3)).Code);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(ulong.MaxValue)]
    public void A_structured_CATCH_must_lead_to_an_END_TRY_after_it(ulong end) =>
        Assert.Equal("TT3004", Refused(Block(new Operand.Target(1), new Operand.Catch(end, "e"))).Code);

    [Fact]
    public void A_plain_CATCH_does_not_end_a_structured_TRY() =>
        Assert.Equal("TT3003", Refused(
            new(Opcode.TryBlock, new Operand.Target(1), 1), new(Opcode.Catch, NoOperand, 2)).Code);

    [Theory]
    [InlineData(65_535, true)]
    [InlineData(65_536, false)]
    public void A_call_has_a_largest_number_of_parameters(int count, bool isAccepted)
    {
        var call = new Instruction(Opcode.Call, new Operand.Call(0, [.. Enumerable.Repeat("p", count)]), 1);
        var diagnostics = new DiagnosticBag();
        Assert.Equal(isAccepted, Verifier.Verify(Link(Module("main", call)), diagnostics) is not null);
        Assert.Equal(isAccepted ? [] : ["TT3005"], diagnostics.All.Select(diagnostic => diagnostic.Code));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_label_stands_inside_its_module(int address, bool isAccepted)
    {
        var module = new BytecodeModule("main", [new Instruction(Opcode.Null, NoOperand, 1)], [new Label("l", address)], Source: null);
        var diagnostics = new DiagnosticBag();
        Assert.Equal(isAccepted, Verifier.Verify(Link(module), diagnostics) is not null);
        Assert.Equal(isAccepted ? [] : ["TT3006"], diagnostics.All.Select(diagnostic => diagnostic.Code));
    }

    [Fact]
    public void Every_fault_of_the_main_program_is_reported()
    {
        var diagnostics = new DiagnosticBag();
        var wrong = new Instruction(Opcode.PushInt, NoOperand, 1);
        Assert.Null(Verifier.Verify(Link(Module("main", wrong, wrong)), diagnostics));
        Assert.Equal(2, diagnostics.All.Count);
    }

    [Fact]
    public void A_fault_is_shown_at_its_source_line()
    {
        var module = new BytecodeModule(
            "main", [new Instruction(Opcode.PushInt, NoOperand, 2)], [], new SourceText("main", "; first\nPUSH_INT"));
        var diagnostics = new DiagnosticBag();
        Verifier.Verify(Link(module), diagnostics);
        Assert.Equal(2, Assert.Single(diagnostics.All).Line);
    }

    [Fact]
    public void A_program_has_a_largest_size()
    {
        var program = Link(Module("main", new(Opcode.Null, NoOperand, 1), new(Opcode.Null, NoOperand, 1)));
        var diagnostics = new DiagnosticBag();
        Assert.NotNull(Verifier.Verify(program, diagnostics, maximumInstructions: 3));
        Assert.Null(Verifier.Verify(program, diagnostics, maximumInstructions: 2));
        Assert.Equal("TT3001", Assert.Single(diagnostics.All).Code);
    }

    [Fact]
    public void A_fault_in_an_imported_module_becomes_the_error_of_its_IMPORT()
    {
        var program = Link(
            Module("main", new Instruction(Opcode.Import, new Operand.Text("m"), 1)),
            Module("m", new Instruction(Opcode.PushInt, NoOperand, 1)));
        var diagnostics = new DiagnosticBag();
        var verified = Verifier.Verify(program, diagnostics);
        var warning = Assert.Single(diagnostics.All);
        Assert.Equal(("TT2003", Severity.Warning, "main"), (warning.Code, warning.Severity, warning.Path));

        var image = Interpreter.CreateImage(verified!);
        var context = new Runtime.Processes.ProcessContext(image, ClosedWorld.With(new FakeConsole()));
        image.Modules[0].Body!(context);
        Assert.Equal(
            "File operation failed on m: instruction 0 (PUSH_INT) has an operand of the wrong kind",
            context.Raised!.UncaughtText(image, context.Addresses));
    }

    private static Instruction[] Block(Operand onTry, Operand onCatch) =>
    [
        new(Opcode.TryBlock, onTry, 1),
        new(Opcode.CatchBlock, onCatch, 2),
        new(Opcode.EndTryBlock, NoOperand, 3),
    ];

    private static Diagnostic Refused(params Instruction[] code)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(Verifier.Verify(Link(Module("main", code)), diagnostics));
        var diagnostic = Assert.Single(diagnostics.All);
        Assert.Equal(Severity.Error, diagnostic.Severity);
        return diagnostic;
    }

    private static VerifiedProgram? Verify(params Instruction[] code) => Verifier.Verify(Link(Module("main", code)), new DiagnosticBag());

    private static BytecodeModule Module(string path, params Instruction[] code) =>
        new(path, ImmutableArray.Create(code), [], Source: null);

    private static BytecodeProgram Link(params BytecodeModule[] modules) =>
        new([.. modules.Select(module => (module.Path, (BytecodeModule?)module, (string?)null))]);
}
