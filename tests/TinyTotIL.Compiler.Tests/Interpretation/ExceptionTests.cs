using TinyTotIL.Compiler.Tests.Fakes;

namespace TinyTotIL.Compiler.Tests.Interpretation;

public sealed class ExceptionTests
{
    [Fact]
    public void Catch_code_finds_the_exception_on_what_was_there_at_TRY() =>
        Assert.Equal(["Exception: bad", "Stack trace:", "  at instruction 5", "1"], ProgramRun.Of("""
            PUSH_INT 1
            TRY oops
            PUSH_INT 2
            PUSH_INT 3
            PUSH_STR bad
            THROW
            END_TRY
            LABEL oops
            CATCH
            PRINT
            PRINT
            """).Lines);

    [Fact]
    public void An_error_of_an_instruction_becomes_an_exception_with_its_address() =>
        Assert.Equal(["Exception: Division by zero", "Stack trace:", "  at instruction 3"], ProgramRun.Of("""
            TRY oops
            PUSH_INT 1
            PUSH_INT 0
            DIV
            LABEL oops
            PRINT
            """).Lines);

    [Fact]
    public void A_thrown_value_that_is_no_text_is_shown_in_debug_form() =>
        Assert.Equal("Thrown value: List([Int(1)])\n", ProgramRun.Of("""
            TRY oops
            PUSH_INT 1
            MAKE_LIST 1
            THROW
            LABEL oops
            EXCEPTION_MESSAGE
            PRINT
            """).Output);

    [Fact]
    public void A_rethrown_exception_keeps_its_trace() =>
        Assert.Equal(["Exception: a", "Stack trace:", "  at instruction 3"], ProgramRun.Of("""
            TRY outer
            TRY inner
            PUSH_STR a
            THROW
            LABEL inner
            THROW
            LABEL outer
            PRINT
            """).Lines);

    [Fact]
    public void A_rethrown_exception_that_nothing_catches_shows_its_message_and_the_last_throw() =>
        Assert.Equal("Parse error on line 3: Unhandled exception: a", ProgramRun.Of("""
            TRY inner
            PUSH_STR a
            THROW
            LABEL inner
            THROW
            """).Error);

    [Fact]
    public void An_error_in_catch_code_goes_to_the_next_outer_handler() =>
        Assert.Equal("second\n", ProgramRun.Of("""
            TRY outer
            TRY inner
            PUSH_STR first
            THROW
            LABEL inner
            PUSH_STR second
            THROW
            LABEL outer
            EXCEPTION_MESSAGE
            PRINT
            """).Output);

    [Fact]
    public void An_END_TRY_in_catch_code_closes_the_outer_handler() =>
        Assert.Equal("Parse error on line 7: Unhandled exception: second", ProgramRun.Of("""
            TRY outer
            TRY inner
            PUSH_STR first
            THROW
            LABEL inner
            POP
            END_TRY
            PUSH_STR second
            THROW
            LABEL outer
            PUSH_STR "not reached"
            PRINT
            """).Error);

    [Fact]
    public void END_TRY_without_a_handler_does_nothing() => Assert.Null(ProgramRun.Of("END_TRY\nEND_TRY").Error);

    [Fact]
    public void Values_consumed_from_below_the_TRY_stay_lost()
    {
        var run = ProgramRun.Of("""
            PUSH_INT 1
            PUSH_INT 2
            PUSH_INT 3
            TRY oops
            PRINT
            PRINT
            PUSH_STR bad
            THROW
            LABEL oops
            EXCEPTION_MESSAGE
            PRINT
            PRINT
            PRINT
            """);
        Assert.Equal(["3", "2", "bad", "1"], run.Lines);
        Assert.Equal("Stack underflow during PRINT", run.Error);
    }

    [Fact]
    public void An_error_unwinds_any_number_of_calls_to_the_frame_of_the_TRY() =>
        Assert.Equal(["deep", "mine"], ProgramRun.Of("""
            PUSH_STR mine
            STORE x
            TRY oops
            CALL one
            LABEL oops
            EXCEPTION_MESSAGE
            PRINT
            LOAD x
            PRINT
            HALT
            LABEL one
            CALL two
            RET
            LABEL two
            MAKE_FUNCTION three
            CALL_FUNCTION
            RET
            LABEL three
            PUSH_STR deep
            THROW
            """).Lines);

    [Fact]
    public void A_handler_that_outlives_its_function_runs_in_the_frame_of_the_error()
    {
        var run = ProgramRun.Of("""
            CALL open
            PUSH_STR main
            STORE x
            PUSH_STR boom
            THROW
            LABEL open
            PUSH_STR function
            STORE x
            TRY oops
            RET
            LABEL oops
            EXCEPTION_MESSAGE
            PRINT
            LOAD x
            PRINT
            RET
            """);
        Assert.Equal(["boom", "main"], run.Lines);
        Assert.Equal("No variable scope available", run.Error);
    }

    [Fact]
    public void A_handler_that_outlives_its_function_can_cut_later_calls_short()
    {
        // The handler remembers two frames; at the error there are three, so it lands in the frame of the middle one.
        var run = ProgramRun.Of("""
            CALL open
            CALL middle
            PUSH_STR back
            PRINT
            HALT
            LABEL open
            TRY oops
            RET
            LABEL middle
            PUSH_STR middle
            STORE x
            CALL inner
            LABEL inner
            PUSH_STR inner
            STORE x
            PUSH_STR boom
            THROW
            LABEL oops
            POP
            LOAD x
            PRINT
            RET
            """);
        Assert.Null(run.Error);
        Assert.Equal(["middle", "back"], run.Lines);
    }

    [Fact]
    public void An_END_TRY_in_a_callee_closes_the_callers_handler() =>
        Assert.Equal("Parse error on line 3: Unhandled exception: boom", ProgramRun.Of("""
            TRY oops
            CALL close
            PUSH_STR boom
            THROW
            LABEL close
            END_TRY
            RET
            LABEL oops
            """).Error);

    [Fact]
    public void A_handler_in_a_loop_is_opened_each_time() =>
        Assert.Equal(["b", "a", "end"], ProgramRun.Of("""
            PUSH_INT 2
            STORE n
            LABEL again
            LOAD n
            JZ throw
            TRY oops
            LOAD n
            PUSH_INT 1
            SUB
            STORE n
            JMP again
            LABEL throw
            PUSH_STR b
            THROW
            LABEL oops
            EXCEPTION_MESSAGE
            PRINT
            LOAD n
            JNZ finish
            PUSH_INT 1
            STORE n
            PUSH_STR a
            THROW
            LABEL finish
            PUSH_STR end
            PRINT
            """).Lines);

    [Fact]
    public void A_THROW_to_its_own_address_lands_there()
    {
        // The THROW catches its own exception once and then throws it on, unhandled.
        var run = ProgramRun.Of("""
            TRY self
            PUSH_STR boom
            LABEL self
            THROW
            PUSH_STR "fell through"
            PRINT
            """);
        Assert.Equal("Parse error on line 2: Unhandled exception: boom", run.Error);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public void Output_before_an_uncaught_error_stays()
    {
        var run = ProgramRun.Of("PUSH_INT 1\nPRINT\nLOAD x");
        Assert.Equal("1\n", run.Output);
        Assert.Equal("Undefined variable: x", run.Error);
    }
}
