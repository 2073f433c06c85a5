using TinyTotIL.Compiler.Tests.Fakes;

namespace TinyTotIL.Compiler.Tests.Interpretation;

/// <summary>Where an uncaught error says it came from.</summary>
public sealed class TraceTests
{
    [Fact]
    public void An_uncaught_error_names_the_failing_instruction_and_every_call()
    {
        var run = ProgramRun.Of("""
            CALL outer
            HALT

            LABEL outer
            MAKE_FUNCTION inner
            CALL_FUNCTION
            RET

            LABEL inner
            LOAD missing
            RET
            """);
        Assert.Equal(
            ["inner (main.ttvm:10)", "outer (main.ttvm:6)", "<top level> (main.ttvm:1)"],
            run.Trace);
    }

    [Fact]
    public void A_caught_error_leaves_no_trace_behind()
    {
        var run = ProgramRun.Of("""
            TRY oops
            CALL fail
            LABEL oops
            POP
            LOAD missing
            HALT
            LABEL fail
            LOAD lost
            """);
        Assert.Equal(["<top level> (main.ttvm:5)"], run.Trace);
    }

    [Fact]
    public void An_error_of_a_module_keeps_the_way_it_came()
    {
        var source = new MemoryModuleSource()
            .Add(ProgramRun.MainPath, "IMPORT m")
            .Add("m", """
                NULL
                CALL fail
                LABEL fail
                LOAD missing
                """);
        Assert.Equal(
            ["fail (m:4)", "<top level> (m:2)", "<top level> (main.ttvm:1)"],
            ProgramRun.Of(source).Trace);
    }

    [Fact]
    public void A_frame_replaced_by_a_tail_call_is_not_in_the_trace()
    {
        var run = ProgramRun.Of("""
            CALL first
            HALT
            LABEL first
            TAIL_CALL second
            LABEL second
            LOAD missing
            """);
        Assert.Equal(["second (main.ttvm:6)", "<top level> (main.ttvm:1)"], run.Trace);
    }
}
