using System.Text;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.Lowering;
using TinyTotIL.Compiler.Tests.Fakes;
using TinyTotIL.Compiler.Tests.Ir;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Tests.Lowering;

/// <summary>How code for the stack machine divides into segments, and how control passes between them.</summary>
public sealed class StackMachineLoweringTests
{
    private const int Length = StackMachineLowering.SegmentLength;

    /// <summary>Makes the main program dynamic: it may find the stack empty.</summary>
    private const string Dynamic = "PUSH_INT 0\nPUSH_INT 0\nPOP\nPOP\nTRY start\nPOP\nLABEL start\nSTORE error\n";

    private const int DynamicLength = 7;

    [Fact]
    public void A_straight_stretch_runs_on_into_the_next_segment()
    {
        string text = Dynamic + Additions(Length) + "LOAD sum\nPRINT";
        var segments = Segments(text);
        Assert.Equal([0, Length], segments.Select(segment => segment.Entry));
        Assert.Equal([Length], Exits(segments[0]));
        Assert.Contains(Length, Leaders(segments[1]));
        Assert.Equal("64\n", BothEngines.Output(text));
    }

    [Fact]
    public void Jumps_and_branches_go_forward_and_back_between_segments()
    {
        string text = Dynamic + "PUSH_INT 3\nSTORE n\nPUSH_INT 0\nSTORE sum\nJMP far\nLABEL near\n" + Steps(Length)
            + "LABEL far\nLOAD n\nJZ end\nLOAD n\nPUSH_INT 1\nSUB\nSTORE n\nJMP near\nLABEL end\nLOAD sum\nPRINT";
        var segments = Segments(text);
        Assert.Equal([0, Length], segments.Select(segment => segment.Entry));
        Assert.Equal([Length, Length + DynamicLength + 5], Exits(segments[0]).Order());
        Assert.Equal([DynamicLength + 5], Exits(segments[1]));
        Assert.Equal("192\n", BothEngines.Output(text));
    }

    [Fact]
    public void Calls_and_returns_cross_segments()
    {
        string text = Dynamic + Additions(Length - DynamicLength - 10) + "NULL\nCALL far x\nLOAD sum\nPRINT\nHALT\n" + Nulls(20) + "LABEL far\nTRY caught\nRET\nLABEL caught\nRET";
        Assert.Equal(2, Segments(text).Count);
        Assert.Equal("59\n", BothEngines.Output(text));
    }

    [Fact]
    public void A_call_may_be_the_last_instruction_of_a_segment()
    {
        for (int shift = 0; shift < 6; shift++)
        {
            string text = Dynamic + new StringBuilder().Insert(0, "NULL\nPOP\n", (Length - DynamicLength - 4) / 2) + Nulls(shift)
                + "TRUE\nCALL odd c\nMAKE_FUNCTION odd c\nSTORE f\nFALSE\nLOAD f\nCALL_FUNCTION\nPUSH_STR done\nPRINT\nHALT\nLABEL odd\nLOAD c\nJZ on\nNULL\nLABEL on\nRET";
            Assert.Equal("done\n", BothEngines.Output(text));
        }
    }

    [Fact]
    public void Errors_find_handlers_of_other_segments()
    {
        string text = Dynamic + "TRY caught\n" + Additions(Length) + "PUSH_STR boom\nTHROW\n" + Additions(Length) + "LABEL caught\nEXCEPTION_MESSAGE\nPRINT\nLOAD sum\nPRINT";
        Assert.Equal("boom\n64\n", BothEngines.Output(text));
    }

    [Fact]
    public void Segments_that_no_stack_machine_runs_are_not_made()
    {
        string text = "CALL direct\nTRUE\nJZ uneven\nNULL\nLABEL uneven\nJMP last\nLABEL direct\n" + Additions(2 * Length) + "RET\nLABEL last\nPUSH_STR end\nPRINT";
        var segments = Segments(text);
        Assert.Equal([0, 2 * Length], segments.Select(segment => segment.Entry));
        Assert.Single(LoweredPrograms.Of(text).Functions, function => function.Kind == IrFunctionKind.Direct);
    }

    [Fact]
    public void Direct_functions_are_called_directly_from_segments()
    {
        var segment = Segments(Dynamic + "NULL\nCALL two v\nPRINT\nPRINT\nHALT\nLABEL two\nLOAD v\nTRUE\nRET").Single();
        string text = IrPrinter.Print(segment);
        Assert.Contains("NeedItems(1L)", text, StringComparison.Ordinal);
        Assert.Contains("= call f0(", text, StringComparison.Ordinal);
        Assert.Contains("extra_result 0", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_end_of_the_program_may_be_the_beginning_of_a_segment()
    {
        string text = Dynamic + Nulls(Length - DynamicLength);
        Assert.Equal(2, Segments(text).Count);
        Assert.Equal("", BothEngines.Output(text));
    }

    /// <summary>Frames and values are charged as the interpreter charges them, so even the depth agrees.</summary>
    [Theory]
    [InlineData("CALL deeper n")]
    [InlineData("PUSH_INT 1\nPUSH_INT 2\nPUSH_INT 3\nLOAD n\nCALL deeper n")]
    [InlineData("NULL\nSTORE a\nNULL\nSTORE b\nNULL\nSTORE c\nNULL\nSTORE d\nNULL\nSTORE e\nLOAD n\nCALL deeper n")]
    public void Endless_recursion_goes_as_deep_as_in_the_interpreter(string recursion)
    {
        string program =
            $"""
            PUSH_INT 0
            CALL deeper n
            LABEL deeper
            LOAD n
            JZ go
            NULL
            LABEL go
            LOAD n
            PUSH_INT 1
            ADD
            {recursion}
            """;
        Assert.NotEmpty(Segments(program));
        Assert.StartsWith("Error: Call stack overflow", BothEngines.Output(program));
    }

    [Fact]
    public void The_operand_stack_has_its_limit_exactly_as_in_the_interpreter()
    {
        // Three quarters of a power of two.
        var limits = new RuntimeLimits { OperandStackValues = 96 };
        string Pushing(int count) => $"LABEL more\n{Nulls(count)}PRINT\nPUSH_INT 1\nJZ more";
        Assert.NotEmpty(Segments(Pushing(96)));
        Assert.Equal("null\n", BothEngines.Output(Pushing(96), limits));
        Assert.StartsWith("Error: Operand stack overflow", BothEngines.Output(Pushing(97), limits));
    }

    private static IReadOnlyList<IrFunction> Segments(string text)
    {
        var module = LoweredPrograms.Of(text);
        IrVerifier.Verify(module, "test");
        return [.. module.Functions.Where(function => function.Kind == IrFunctionKind.StackMachineSegment)];
    }

    private static IEnumerable<int> Leaders(IrFunction segment) => segment.Blocks.Select(block => block.Leader).Where(leader => leader >= 0);

    /// <summary>Indexes at which a segment leaves for another one, known when it was compiled.</summary>
    private static IEnumerable<int> Exits(IrFunction segment) =>
        segment.Blocks.Where(block => block.Leader < 0 && block.Number > 0).Select(block => block.Terminator.Address);

    /// <summary>Sets a sum to a quarter of a number of instructions.</summary>
    private static string Additions(int instructions) => "PUSH_INT 0\nSTORE sum\n" + Steps(instructions);

    private static string Steps(int instructions) => new StringBuilder().Insert(0, "LOAD sum\nPUSH_INT 1\nADD\nSTORE sum\n", instructions / 4).ToString();

    private static string Nulls(int count) => new StringBuilder().Insert(0, "NULL\n", count).ToString();
}
