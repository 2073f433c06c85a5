using TinyTotIL.Compiler.Tests.Fakes;

namespace TinyTotIL.Compiler.Tests.Interpretation;

public sealed class StructuredTryTests
{
    [Fact]
    public void Without_an_error_control_continues_after_END_TRY() =>
        Assert.Equal(["inside", "after"], ProgramRun.Of("""
            TRY
            PUSH_STR inside
            PRINT
            CATCH e
            PUSH_STR handler
            PRINT
            END_TRY
            PUSH_STR after
            PRINT
            """).Lines);

    [Fact]
    public void An_error_is_stored_in_the_variable_of_the_CATCH() =>
        Assert.Equal(["caught boom", "1", "after"], ProgramRun.Of("""
            PUSH_INT 1
            TRY
            PUSH_INT 2
            PUSH_STR boom
            THROW
            CATCH e
            PUSH_TEXT "caught "
            LOAD e
            CONCAT
            PRINT
            PRINT
            END_TRY
            PUSH_STR after
            PRINT
            """).Lines);

    [Fact]
    public void Without_a_name_the_exception_is_pushed() =>
        Assert.Equal("boom\n", ProgramRun.Of("""
            TRY
            PUSH_STR boom
            THROW
            CATCH
            EXCEPTION_MESSAGE
            PRINT
            END_TRY
            """).Output);

    [Fact]
    public void The_normal_path_closes_the_handler() =>
        Assert.Equal("Parse error on line 4: Unhandled exception: boom", ProgramRun.Of("""
            TRY
            CATCH e
            END_TRY
            PUSH_STR boom
            THROW
            """).Error);

    [Fact]
    public void Catch_code_runs_without_its_handler_and_closes_none()
    {
        var run = ProgramRun.Of("""
            TRY
            TRY
            PUSH_STR inner
            THROW
            CATCH e
            LOAD e
            EXCEPTION_MESSAGE
            PRINT
            END_TRY
            PUSH_STR outer
            THROW
            CATCH e
            LOAD e
            EXCEPTION_MESSAGE
            PRINT
            END_TRY
            """);
        Assert.Null(run.Error);
        Assert.Equal(["inner", "outer"], run.Lines);
    }

    [Fact]
    public void The_exception_is_stored_in_the_frame_that_ran_TRY() =>
        Assert.Equal(["mine", "boom"], ProgramRun.Of("""
            PUSH_STR mine
            STORE x
            TRY
            CALL fail
            CATCH e
            LOAD x
            PRINT
            LOAD e
            EXCEPTION_MESSAGE
            PRINT
            END_TRY
            HALT
            LABEL fail
            PUSH_STR other
            STORE e
            PUSH_STR boom
            THROW
            """).Lines);

    [Fact]
    public void A_structured_handler_that_outlives_its_function_stores_in_the_frame_of_the_error()
    {
        var run = ProgramRun.Of("""
            CALL open
            PUSH_STR boom
            THROW
            LABEL open
            TRY
            RET
            CATCH e
            DUMP_SCOPE
            HALT
            END_TRY
            """);
        Assert.Equal(
            "Current scope: Some({\"e\": Exception { message: \"boom\", stack_trace: [\"at instruction 2\"] }})\n",
            run.Output);
    }
}
