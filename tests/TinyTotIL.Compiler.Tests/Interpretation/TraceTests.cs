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
            ["inner (main.ttvm:10:1)", "outer (main.ttvm:6:1)", "<top level> (main.ttvm:1:1)"],
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
        Assert.Equal(["<top level> (main.ttvm:5:1)"], run.Trace);
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
            ["fail (m:4:1)", "<top level> (m:2:1)", "<top level> (main.ttvm:1:1)"],
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

    [Theory]
    [InlineData("TAIL_CALL second")]
    [InlineData("MAKE_FUNCTION second\nTAIL_CALL_FUNCTION")]
    public void A_frame_replaced_by_a_tail_call_is_missing_and_the_trace_says_so(string tailCall) =>
        Assert.Equal(
            ["at second", "(tail calls from first)", "at <top level>"],
            Calls($"""
                CALL first
                HALT
                LABEL first
                {tailCall}
                LABEL second
                LOAD missing
                """));

    [Fact]
    public void Of_several_tail_calls_the_first_function_is_named() =>
        Assert.Equal(
            ["at third", "(tail calls from first)", "at outer", "at <top level>"],
            Calls("""
                CALL outer
                HALT
                LABEL outer
                CALL first
                RET
                LABEL first
                TAIL_CALL second
                LABEL second
                TAIL_CALL third
                LABEL third
                LOAD missing
                """));

    [Theory]
    [InlineData("MAKE_FUNCTION first\nCALL_FUNCTION", "TAIL_CALL second")] // Which function a value is, nobody knows.
    [InlineData("CALL second", "TAIL_CALL second")] // It may have called itself or not.
    [InlineData("CALL first", "JMP second")] // A jump leaves no frame behind that could have been replaced.
    [InlineData("CALL first", "FALSE\nJZ second\nTAIL_CALL second")]
    public void Nothing_is_said_of_tail_calls_that_are_not_certain(string call, string way) =>
        Assert.Equal(
            ["at second", "at <top level>"],
            Calls($"""
                {call}
                CALL second
                HALT
                LABEL first
                {way}
                LABEL second
                LOAD missing
                FALSE
                JZ second
                TAIL_CALL first
                """));

    [Fact]
    public void Calls_put_in_line_are_shown_as_calls()
    {
        // So small a function has no frame of its own in compiled code; the interpreter makes one.
        string output = BothEngines.Output("""
            PUSH_INT 1
            CALL twice n
            PRINT
            HALT
            LABEL twice
            LOAD n
              CALL half n
            RET
            LABEL half
            LOAD n
            PUSH_INT 0
                DIV
            RET
            """);
        Assert.Equal(
            "Error: Division by zero\n  at half (main.ttvm:12:5)\n  at twice (main.ttvm:7:3)\n  at <top level> (main.ttvm:2:1)\nexit code 1\n", output);
    }

    [Fact]
    public void Columns_count_characters() =>
        Assert.Equal(["<top level> (main.ttvm:2:4)"], ProgramRun.Of("NULL\n\u2003 \tLOAD missing").Trace);

    [Fact]
    public void SOURCE_may_give_a_column()
    {
        string output = BothEngines.Output("""
            SOURCE "a.lisp" 7 12
            CALL f
            HALT
            LABEL f
            SOURCE "b.lisp" 3
            LOAD missing
            """);
        Assert.Equal("Error: Undefined variable: missing\n  at f (b.lisp:3)\n  at <top level> (a.lisp:7:12)\nexit code 1\n", output);
    }

    [Fact]
    public void A_module_is_named_where_its_file_is_another()
    {
        var source = new MemoryModuleSource()
            .Add(ProgramRun.MainPath, "IMPORT m")
            .Add("m", """
                SOURCE "poem.src" 1 5
                LOAD missing
                """);
        Assert.Equal(
            "Error: Undefined variable: missing\n  at <top level> (poem.src:1:5 in m)\n  at <top level> (main.ttvm:1:1)\nexit code 1\n",
            BothEngines.Output(source));
    }

    /// <summary>The lines below the error, without places.</summary>
    private static string[] Calls(string program) =>
        [.. BothEngines.Output(program).Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Trim().Split(" (main")[0])];
}
