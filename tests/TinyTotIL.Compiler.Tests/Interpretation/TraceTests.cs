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
    public void Names_from_a_program_keep_to_their_line_of_the_trace()
    {
        string output = BothEngines.Output("""
            SOURCE "a\u{1b}[2J\n\0.lisp" 7
            CALL f\u001B[31m
            HALT
            LABEL f\u001B[31m
            LOAD x\u001B[1m
            """.Replace(@"\u001B", "\u001B", StringComparison.Ordinal));
        Assert.Equal(
            "Error: Undefined variable: x\u001B[1m\n"
            + "  at f\\u{1B}[31m (a\\u{1B}[2J\\n\\u{0}.lisp:7)\n"
            + "  at <top level> (a\\u{1B}[2J\\n\\u{0}.lisp:7)\n"
            + "exit code 1\n",
            output);
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
