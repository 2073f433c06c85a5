using TinyTotIL.Compiler.Tests.Fakes;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Tests.Interpretation;

public sealed class ControlTests
{
    [Fact]
    public void An_empty_program_does_nothing()
    {
        var run = ProgramRun.Of("");
        Assert.Null(run.Error);
        Assert.Equal("", run.Output);
    }

    [Theory]
    [InlineData("PUSH_INT 0")]
    [InlineData("FALSE")]
    [InlineData("NULL")]
    public void JZ_jumps_on_zero_false_and_null(string value) => Assert.Equal("jumped\n", Branch("JZ", value));

    [Theory]
    [InlineData("PUSH_INT 1")]
    [InlineData("PUSH_FLOAT 0.0")]
    [InlineData("PUSH_STR \"\"")]
    [InlineData("NEW_LIST")]
    [InlineData("TRUE")]
    public void JZ_falls_through_on_everything_else(string value) => Assert.Equal("stayed\n", Branch("JZ", value));

    [Theory]
    [InlineData("PUSH_INT 0", "stayed\n")]
    [InlineData("NULL", "stayed\n")]
    [InlineData("PUSH_FLOAT 0.0", "jumped\n")]
    [InlineData("TRUE", "jumped\n")]
    public void JNZ_is_the_opposite_of_JZ(string value, string output) => Assert.Equal(output, Branch("JNZ", value));

    [Fact]
    public void A_number_is_an_address() =>
        Assert.Equal("3\n", ProgramRun.Of("""
            JMP 3
            PUSH_INT 2
            PRINT
            PUSH_INT 3
            PRINT
            """).Output);

    [Theory]
    [InlineData("JMP 99999999999")]
    [InlineData("JMP 18446744073709551615")]
    [InlineData("CALL 3")]
    [InlineData("CALL 1000 ")]
    public void An_address_past_the_end_ends_the_program(string instruction)
    {
        var run = ProgramRun.Of($"{instruction}\nPUSH_INT 1\nPRINT");
        Assert.Null(run.Error);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public void HALT_inside_a_function_ends_the_program() =>
        Assert.Equal("", ProgramRun.Of("""
            CALL stop
            PUSH_INT 1
            PRINT
            LABEL stop
            HALT
            """).Output);

    [Fact]
    public void A_HALT_is_the_normal_end_of_a_run() =>
        Assert.Equal(ProcessContext.Halting, ProgramRun.Of("HALT").Outcome);

    [Fact]
    public void EXIT_ends_the_program_past_every_handler()
    {
        var run = ProgramRun.Of("""
            TRY caught
            PUSH_INT 7
            EXIT
            LABEL caught
            PUSH_INT 1
            PRINT
            """);
        Assert.Equal(ProcessContext.Exiting, run.Outcome);
        Assert.Equal(7, run.ExitCode);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public void A_conditional_jump_to_itself_is_taken()
    {
        // Upstream takes a jump to its own address for no jump. Here the JZ consumes both zeros and the one.
        var run = ProgramRun.Of("""
            PUSH_STR left
            PUSH_INT 1
            PUSH_INT 0
            PUSH_INT 0
            JZ 4
            PRINT
            """);
        Assert.Equal("left\n", run.Output);
    }

    [Fact]
    public void SOURCE_and_CATCH_do_nothing() =>
        Assert.Equal("1\n", ProgramRun.Of("""
            SOURCE "a.lisp" 3
            CATCH
            PUSH_INT 1
            PRINT
            """).Output);

    [Fact]
    public void DELETE_of_an_unknown_variable_warns_and_continues()
    {
        var run = ProgramRun.Of("""
            PUSH_INT 1
            STORE x
            DELETE x
            DELETE x
            PUSH_INT 2
            PRINT
            """);
        Assert.Equal("Warning: tried to DELETE unknown variable 'x'\n", run.Errors);
        Assert.Equal("2\n", run.Output);
    }

    [Fact]
    public void DUMP_SCOPE_shows_the_current_frame_only() =>
        Assert.Equal("Current scope: Some({})\nCurrent scope: Some({\"b\": Int(2)})\n", ProgramRun.Of("""
            DUMP_SCOPE
            PUSH_INT 1
            STORE a
            PUSH_INT 2
            CALL inner b
            HALT
            LABEL inner
            DUMP_SCOPE
            RET
            """).Output);

    private static string Branch(string instruction, string value) => ProgramRun.Of($"""
        {value}
        {instruction} there
        PUSH_STR stayed
        PRINT
        HALT
        LABEL there
        PUSH_STR jumped
        PRINT
        """).Output;
}
