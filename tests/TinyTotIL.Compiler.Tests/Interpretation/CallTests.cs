using TinyTotIL.Compiler.Tests.Fakes;

namespace TinyTotIL.Compiler.Tests.Interpretation;

public sealed class CallTests
{
    [Fact]
    public void The_last_parameter_takes_the_top_of_the_stack() =>
        Assert.Equal("7\n", ProgramRun.Of("""
            PUSH_INT 10
            PUSH_INT 3
            CALL subtract a b
            PRINT
            HALT
            LABEL subtract
            LOAD a
            LOAD b
            SUB
            RET
            """).Output);

    [Fact]
    public void A_callee_may_take_its_callers_values() =>
        Assert.Equal("9\n", ProgramRun.Of("""
            PUSH_INT 4
            PUSH_INT 5
            CALL join
            PRINT
            HALT
            LABEL join
            ADD
            RET
            """).Output);

    [Fact]
    public void A_callee_may_leave_any_number_of_values() =>
        Assert.Equal(["3", "2", "1", "0"], ProgramRun.Of("""
            PUSH_INT 0
            CALL none
            CALL three
            PRINT
            PRINT
            PRINT
            PRINT
            HALT
            LABEL none
            RET
            LABEL three
            PUSH_INT 1
            PUSH_INT 2
            PUSH_INT 3
            RET
            """).Lines);

    [Fact]
    public void Parameter_names_belong_to_the_call()
    {
        var run = ProgramRun.Of("""
            PUSH_INT 1
            CALL show x
            PUSH_INT 2
            PUSH_INT 3
            CALL show y x
            PUSH_INT 4
            CALL show y
            HALT
            LABEL show
            LOAD x
            PRINT
            RET
            """);
        Assert.Equal("1\n3\n", run.Output);
        Assert.Equal("Undefined variable: x", run.Error);
    }

    [Fact]
    public void A_repeated_parameter_name_takes_its_leftmost_value()
    {
        var run = ProgramRun.Of("""
            PUSH_INT 1
            PUSH_INT 2
            PUSH_INT 3
            CALL show b a b
            HALT
            LABEL show
            DUMP_SCOPE
            RET
            """);
        Assert.Equal("Current scope: Some({\"b\": Int(1), \"a\": Int(2)})\n", run.Output);
    }

    [Fact]
    public void A_callee_does_not_see_its_callers_variables()
    {
        var run = ProgramRun.Of("""
            PUSH_INT 1
            STORE x
            CALL show
            LABEL show
            LOAD x
            """);
        Assert.Equal("Undefined variable: x", run.Error);
    }

    [Fact]
    public void A_frame_starts_empty_however_often_its_depth_was_used()
    {
        var run = ProgramRun.Of("""
            PUSH_INT 1
            CALL keep a
            CALL show
            HALT
            LABEL keep
            PUSH_INT 2
            STORE b
            RET
            LABEL show
            DUMP_SCOPE
            RET
            """);
        Assert.Equal("Current scope: Some({})\n", run.Output);
    }

    [Fact]
    public void CALL_counts_over_the_whole_stack_and_pops_nothing_when_it_fails()
    {
        var run = ProgramRun.Of("""
            PUSH_INT 1
            PUSH_INT 2
            TRY caught
            CALL nowhere a b c
            LABEL caught
            EXCEPTION_MESSAGE
            PRINT
            PRINT
            PRINT
            LABEL nowhere
            """);
        Assert.Equal(["Need 3 stack items but only 2 available", "2", "1"], run.Lines);
    }

    [Fact]
    public void RET_outside_a_call_is_an_error() => Assert.Equal("No variable scope available", ProgramRun.Of("RET").Error);

    [Fact]
    public void A_RET_reached_by_a_jump_returns_from_the_innermost_call() =>
        Assert.Equal("1\n2\n", ProgramRun.Of("""
            CALL outer
            PUSH_INT 2
            PRINT
            HALT
            LABEL outer
            PUSH_INT 1
            PRINT
            JMP shared
            LABEL other
            PUSH_INT 9
            PRINT
            LABEL shared
            RET
            """).Output);

    [Fact]
    public void A_label_can_be_fallen_into() =>
        Assert.Equal("1\n1\nNo variable scope available", FallInto());

    [Fact]
    public void Recursion_returns_to_its_own_RET()
    {
        // Upstream falls through where a RET returns to its own address, which is every level but the outermost here.
        var run = ProgramRun.Of("""
            PUSH_INT 3
            CALL down n
            PUSH_STR Done!
            PRINT
            HALT
            LABEL down
            LOAD n
            PRINT
            LOAD n
            JZ finish
            LOAD n
            PUSH_INT 1
            SUB
            CALL down n
            RET
            LABEL finish
            PUSH_STR end
            PRINT
            RET
            """);
        Assert.Null(run.Error);
        Assert.Equal(["3", "2", "1", "0", "end", "Done!"], run.Lines);
    }

    [Fact]
    public void A_call_of_its_own_address_is_taken()
    {
        // CALL 1 enters itself until a parameter is missing; falling through would print.
        var run = ProgramRun.Of("""
            PUSH_INT 1
            CALL 1 x
            PUSH_STR "fell through"
            PRINT
            """);
        Assert.Equal("Need 1 stack items but only 0 available", run.Error);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public void CALL_FUNCTION_takes_the_function_from_the_top() =>
        Assert.Equal("7\nfunction@5 (a, b)\n", ProgramRun.Of("""
            PUSH_INT 10
            PUSH_INT 3
            MAKE_FUNCTION subtract a b
            CALL_FUNCTION
            JMP after
            LABEL subtract
            LOAD a
            LOAD b
            SUB
            RET
            LABEL after
            PRINT
            MAKE_FUNCTION subtract a b
            PRINT
            """).Output);

    [Theory]
    [InlineData("CALL_FUNCTION")]
    [InlineData("TAIL_CALL_FUNCTION")]
    public void A_callee_must_be_a_function(string instruction) =>
        Assert.Equal(
            $"{instruction} expects a function or closure but got Str(\"f\")",
            ProgramRun.Of($"PUSH_STR f\n{instruction}").Error);

    [Theory]
    [InlineData("CALL_FUNCTION")]
    [InlineData("TAIL_CALL_FUNCTION")]
    public void A_function_value_is_gone_when_its_arguments_are_missing(string instruction)
    {
        var run = ProgramRun.Of($"""
            PUSH_INT 1
            MAKE_FUNCTION 0 a b
            TRY caught
            {instruction}
            LABEL caught
            EXCEPTION_MESSAGE
            PRINT
            PRINT
            PRINT
            """);
        Assert.Equal(["Need 2 stack items but only 1 available", "1"], run.Lines);
        Assert.Equal("Stack underflow during PRINT", run.Error);
    }

    [Fact]
    public void A_function_value_past_the_end_ends_the_program_when_called() =>
        Assert.Equal("function@999 ()\n", ProgramRun.Of("""
            MAKE_FUNCTION 999
            DUP
            PRINT
            CALL_FUNCTION
            PUSH_INT 1
            PRINT
            """).Output);

    [Fact]
    public void A_tail_call_returns_to_the_callers_caller() =>
        Assert.Equal("2\nback\n", ProgramRun.Of("""
            PUSH_INT 1
            CALL first n
            PUSH_STR back
            PRINT
            HALT
            LABEL first
            LOAD n
            PUSH_INT 1
            ADD
            TAIL_CALL second m
            PUSH_STR "not reached"
            PRINT
            LABEL second
            LOAD m
            PRINT
            RET
            """).Output);

    [Fact]
    public void A_tail_call_replaces_the_variables_of_its_frame() =>
        Assert.Equal("Current scope: Some({\"m\": Int(1)})\n", ProgramRun.Of("""
            PUSH_INT 1
            CALL first n
            HALT
            LABEL first
            LOAD n
            TAIL_CALL second m
            LABEL second
            DUMP_SCOPE
            RET
            """).Output);

    [Fact]
    public void A_tail_call_at_top_level_replaces_the_frame()
    {
        var run = ProgramRun.Of("""
            PUSH_INT 1
            STORE x
            TAIL_CALL rest
            LABEL rest
            DUMP_SCOPE
            RET
            """);
        Assert.Equal("Current scope: Some({})\n", run.Output);
        Assert.Equal("No variable scope available", run.Error);
    }

    [Fact]
    public void A_tail_call_of_a_closure_binds_what_it_captured() =>
        Assert.Equal("15\n", ProgramRun.Of("""
            PUSH_INT 10
            STORE base
            CAPTURE base
            MAKE_LAMBDA add n
            STORE f
            LOAD f
            CALL enter f
            PRINT
            HALT
            LABEL enter
            PUSH_INT 5
            LOAD f
            TAIL_CALL_FUNCTION
            LABEL add
            LOAD n
            LOAD base
            ADD
            RET
            """).Output);

    [Fact]
    public void A_chain_of_tail_calls_needs_no_frames()
    {
        var run = ProgramRun.Of(
            """
            PUSH_INT 10000
            CALL loop n
            PUSH_STR done
            PRINT
            HALT
            LABEL loop
            LOAD n
            JZ finish
            LOAD n
            PUSH_INT 1
            SUB
            TAIL_CALL loop n
            LABEL finish
            RET
            """,
            LimitTests.Frames(3));
        Assert.Null(run.Error);
        Assert.Equal("done\n", run.Output);
    }

    private static string FallInto()
    {
        var run = ProgramRun.Of("""
            CALL show
            LABEL show
            PUSH_INT 1
            PRINT
            RET
            """);
        return run.Output + run.Error;
    }
}
