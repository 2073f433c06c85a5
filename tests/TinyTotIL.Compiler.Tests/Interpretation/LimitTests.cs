using TinyTotIL.Compiler.Tests.Fakes;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Tests.Interpretation;

public sealed class LimitTests
{
    [Fact]
    public void Recursion_a_million_deep_works()
    {
        var run = ProgramRun.Of("""
            PUSH_INT 1000000
            CALL down n
            PRINT
            HALT
            LABEL down
            LOAD n
            JZ bottom
            LOAD n
            PUSH_INT 1
            SUB
            CALL down n
            PUSH_INT 1
            ADD
            RET
            LABEL bottom
            PUSH_INT 0
            RET
            """);
        Assert.Null(run.Error);
        Assert.Equal("1000000\n", run.Output);
    }

    [Fact]
    public void Calls_beyond_the_limit_are_an_error_that_can_be_caught()
    {
        var run = ProgramRun.Of(
            """
            PUSH_STR kept
            TRY caught
            PUSH_INT 1
            CALL again n
            LABEL again
            LOAD n
            CALL again n
            LABEL caught
            EXCEPTION_MESSAGE
            PRINT
            PRINT
            """,
            Frames(10));
        Assert.Equal(["Call stack overflow", "kept"], run.Lines);
    }

    [Theory]
    [InlineData("CALL again n")]
    [InlineData("MAKE_FUNCTION again n\nCALL_FUNCTION")]
    public void The_call_that_has_no_room_leaves_its_arguments(string call)
    {
        // The handler was opened with one value more than the call finds, so nothing is cut.
        var run = ProgramRun.Of(
            $"""
            PUSH_STR argument
            TRY caught
            LABEL again
            {call}
            LABEL caught
            POP
            PRINT
            """,
            Frames(1));
        Assert.Equal("argument\n", run.Output);
    }

    [Theory]
    [InlineData("CALL 0 a")]
    [InlineData("MAKE_FUNCTION 0 a\nCALL_FUNCTION")]
    public void A_missing_argument_is_noticed_before_a_missing_frame(string call) =>
        Assert.Equal("Need 1 stack items but only 0 available", ProgramRun.Of(call, Frames(1)).Error);

    [Fact]
    public void A_deep_uncaught_error_counts_every_call()
    {
        var run = ProgramRun.Of("LABEL again\nCALL again", Frames(1000));
        Assert.Equal("Call stack overflow", run.Error);
        Assert.Equal(1000, run.Raised!.FrameCount);
        Assert.Equal(50, run.Raised.Frames.Count);
    }

    [Fact]
    public void Frames_are_charged_for_their_variables()
    {
        string stores = string.Concat(Enumerable.Range(0, 60).Select(i => $"PUSH_INT {i}\nSTORE v{i}\n"));
        int small = ProgramRun.Of("LABEL again\nCALL again", Frames(1000)).Raised!.FrameCount;
        int large = ProgramRun.Of($"LABEL again\n{stores}CALL again", Frames(1000)).Raised!.FrameCount;
        Assert.InRange(large, 10, small / 10);
    }

    [Fact]
    public void Recursion_that_leaves_values_overflows_the_call_stack()
    {
        string pushes = string.Concat(Enumerable.Repeat("PUSH_INT 1\n", 900));
        var run = ProgramRun.Of($"LABEL again\n{pushes}CALL again", new RuntimeLimits { StackBytes = 16 << 20 });
        Assert.Equal("Call stack overflow", run.Error);
    }

    [Fact]
    public void Pushing_without_calls_overflows_the_operand_stack()
    {
        var run = ProgramRun.Of("LABEL again\nPUSH_INT 1\nJMP again", new RuntimeLimits { StackBytes = 1 << 20 });
        Assert.Equal("Operand stack overflow", run.Error);
    }

    [Theory]
    [InlineData("PUSH_INT 1\nDUP\nDUP\nDUP\nDUP")]
    [InlineData("PUSH_INT 1\nPUSH_INT 2\nOVER\nOVER\nOVER")]
    [InlineData("PUSH_INT 1\nPUSH_INT 2\nPUSH_INT 3\nPUSH_INT 4\nNEW_LIST")]
    [InlineData("PUSH_INT 1\nSTORE x\nLOAD x\nLOAD x\nLOAD x\nLOAD x\nLOAD x")]
    [InlineData("NULL\nNULL\nNULL\nNULL\nMAKE_FUNCTION 0")]
    public void Values_beyond_the_limit_are_an_error(string program) =>
        Assert.Equal("Operand stack overflow", ProgramRun.Of(program, Values(4)).Error);

    [Fact]
    public void As_many_values_as_the_limit_are_fine() =>
        Assert.Null(ProgramRun.Of("PUSH_INT 1\nDUP\nDUP\nDUP\nADD\nDUP", Values(4)).Error);

    [Fact]
    public void An_overflow_can_be_caught_where_the_handler_cuts_the_stack()
    {
        var run = ProgramRun.Of(
            """
            TRY caught
            LABEL again
            PUSH_INT 1
            JMP again
            LABEL caught
            EXCEPTION_MESSAGE
            PRINT
            """,
            Values(100));
        Assert.Equal("Operand stack overflow\n", run.Output);
    }

    [Fact]
    public void An_exception_takes_the_place_of_the_top_value_when_the_stack_is_full()
    {
        var run = ProgramRun.Of(
            """
            PUSH_INT 1
            PUSH_INT 2
            TRY caught
            PUSH_INT 3
            LABEL caught
            EXCEPTION_MESSAGE
            PRINT
            PRINT
            """,
            Values(2));
        Assert.Equal(["Operand stack overflow", "1"], run.Lines);
    }

    [Fact]
    public void Handlers_beyond_the_limit_are_an_error_that_the_newest_one_catches()
    {
        var run = ProgramRun.Of(
            """
            LABEL again
            TRY caught
            JMP again
            LABEL caught
            EXCEPTION_MESSAGE
            PRINT
            """,
            Frames(5));
        Assert.Equal("Handler stack overflow\n", run.Output);
    }

    /// <summary>Limits under which this many frames exist at once, the first one included.</summary>
    internal static RuntimeLimits Frames(int count) => new() { StackBytes = (long)count * RuntimeLimits.HeapFrameBytes };

    private static RuntimeLimits Values(int count) => new() { OperandStackValues = count };
}
