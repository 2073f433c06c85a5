using TinyTotIL.Compiler.Tests.Fakes;

namespace TinyTotIL.Compiler.Tests.Interpretation;

public sealed class ClosureTests
{
    [Fact]
    public void A_closure_keeps_the_value_captured_not_the_variable() =>
        Assert.Equal("15\n", ProgramRun.Of("""
            PUSH_INT 10
            STORE base
            CAPTURE base
            MAKE_LAMBDA add n
            STORE f
            PUSH_INT 99
            STORE base
            PUSH_INT 5
            LOAD f
            CALL_FUNCTION
            PRINT
            HALT
            LABEL add
            LOAD n
            LOAD base
            ADD
            RET
            """).Output);

    [Fact]
    public void Capturing_again_overwrites_and_keeps_the_place() =>
        Assert.Equal("Current scope: Some({\"a\": Int(3), \"b\": Int(2)})\n", ProgramRun.Of("""
            PUSH_INT 1
            STORE a
            CAPTURE a
            PUSH_INT 2
            STORE b
            CAPTURE b
            PUSH_INT 3
            STORE a
            CAPTURE a
            MAKE_LAMBDA show
            CALL_FUNCTION
            HALT
            LABEL show
            DUMP_SCOPE
            RET
            """).Output);

    [Fact]
    public void CAPTURE_of_an_unknown_variable_is_an_error() =>
        Assert.Equal("Undefined variable: x", ProgramRun.Of("CAPTURE x").Error);

    [Fact]
    public void MAKE_LAMBDA_leaves_no_capture_pending() =>
        Assert.Equal("closure@6 () [captured: 1]\nclosure@6 () [captured: 0]\n", ProgramRun.Of("""
            PUSH_INT 1
            STORE a
            CAPTURE a
            MAKE_LAMBDA body
            PRINT
            MAKE_LAMBDA body
            LABEL body
            PRINT
            """).Output);

    [Fact]
    public void Captures_pend_across_calls_returns_and_exceptions() =>
        Assert.Equal("closure@0 (p) [captured: 2]\n", ProgramRun.Of("""
            TRY caught
            CALL collect
            LABEL caught
            POP
            PUSH_INT 2
            STORE b
            CAPTURE b
            MAKE_LAMBDA 0 p
            PRINT
            HALT
            LABEL collect
            PUSH_INT 1
            STORE a
            CAPTURE a
            PUSH_STR out
            THROW
            """).Output);

    [Fact]
    public void One_MAKE_LAMBDA_makes_closures_over_different_names()
    {
        var run = ProgramRun.Of("""
            PUSH_INT 1
            STORE a
            PUSH_INT 2
            STORE b
            CAPTURE a
            CALL make
            STORE f
            CAPTURE b
            CALL make
            STORE g
            LOAD f
            CALL_FUNCTION
            LOAD g
            CALL_FUNCTION
            HALT
            LABEL make
            MAKE_LAMBDA show
            RET
            LABEL show
            DUMP_SCOPE
            RET
            """);
        Assert.Equal(["Current scope: Some({\"a\": Int(1)})", "Current scope: Some({\"b\": Int(2)})"], run.Lines);
    }

    [Fact]
    public void A_parameter_hides_a_captured_variable_and_keeps_its_place() =>
        Assert.Equal("Current scope: Some({\"x\": Int(7), \"y\": Int(2), \"z\": Int(8)})\n", ProgramRun.Of("""
            PUSH_INT 1
            STORE x
            PUSH_INT 2
            STORE y
            CAPTURE x
            CAPTURE y
            MAKE_LAMBDA show z x
            STORE f
            PUSH_INT 8
            PUSH_INT 7
            LOAD f
            CALL_FUNCTION
            HALT
            LABEL show
            DUMP_SCOPE
            RET
            """).Output);

    [Fact]
    public void A_repeated_parameter_of_a_closure_takes_its_leftmost_value() =>
        Assert.Equal("Current scope: Some({\"x\": Int(7)})\n", ProgramRun.Of("""
            PUSH_INT 1
            STORE x
            CAPTURE x
            MAKE_LAMBDA show x x
            STORE f
            PUSH_INT 7
            PUSH_INT 8
            LOAD f
            CALL_FUNCTION
            HALT
            LABEL show
            DUMP_SCOPE
            RET
            """).Output);

    [Fact]
    public void Storing_into_a_captured_name_changes_one_call_only() =>
        Assert.Equal("2\n2\n", ProgramRun.Of("""
            PUSH_INT 1
            STORE n
            CAPTURE n
            MAKE_LAMBDA count
            STORE f
            LOAD f
            CALL_FUNCTION
            PRINT
            LOAD f
            CALL_FUNCTION
            PRINT
            HALT
            LABEL count
            LOAD n
            PUSH_INT 1
            ADD
            STORE n
            LOAD n
            RET
            """).Output);
}
