using TinyTotIL.Compiler.Tests.Fakes;

namespace TinyTotIL.Compiler.Tests.Interpretation;

/// <summary>The messages and programs the language specification works out.</summary>
public sealed class WorkedExampleTests
{
    [Theory]
    [InlineData("PUSH_STR \"x\"\nPUSH_INT 1\nADD", "ADD expects two numbers (int or float) but got Str(\"x\"), Int(1)")]
    [InlineData("PUSH_INT 1\nPUSH_FLOAT 1\nEQ", "EQ expects values of the same type but got Int(1), Float(1.0)")]
    [InlineData("PUSH_STR \"abc\"\nLEN", "LEN expects a list or object but got Str(\"abc\")")]
    [InlineData("PUSH_INT 1\nADD", "Stack underflow during ADD")]
    [InlineData("PUSH_INT 1\nMAKE_LIST 1\nPUSH_INT -1\nINDEX", "Index 18446744073709551615 out of bounds for list of length 1")]
    [InlineData("PUSH_INT 5\nTHROW", "Parse error on line 1: Unhandled exception: Thrown value: Int(5)")]
    [InlineData("RET", "No variable scope available")]
    [InlineData("LOAD n", "Undefined variable: n")]
    [InlineData("PUSH_INT 1\nPUSH_INT 0\nDIV", "Division by zero")]
    [InlineData("MAKE_LIST 2", "Need 2 stack items but only 0 available")]
    [InlineData("PUSH_STR boo\nTHROW", "Parse error on line 1: Unhandled exception: boo")]
    public void An_error_has_exactly_its_text(string program, string error) =>
        Assert.Equal(error, ProgramRun.Of(program).Error);

    [Fact]
    public void The_usual_shape_of_a_handler_works() =>
        Assert.Equal(["Exception: bad", "Stack trace:", "  at instruction 2"], ProgramRun.Of("""
            TRY oops
            PUSH_STR "bad"
            THROW
            END_TRY
            JMP done
            LABEL oops
            CATCH
            PRINT
            LABEL done
            HALT
            """).Lines);

    [Fact]
    public void Subtraction_and_truncating_division_take_the_deeper_value_first() =>
        Assert.Equal(["5", "-3", "-3"], ProgramRun.Of("""
            PUSH_INT 7
            PUSH_INT 2
            SUB
            PRINT
            PUSH_INT -7
            PUSH_INT 2
            DIV
            PRINT
            PUSH_INT 7
            PUSH_INT -2
            DIV
            PRINT
            """).Lines);

    [Fact]
    public void A_comparison_can_be_negated_but_not_combined()
    {
        var run = ProgramRun.Of("""
            PUSH_INT 2
            PUSH_INT 1
            GT
            NOT
            PRINT
            TRUE
            PUSH_INT 2
            PUSH_INT 1
            GT
            AND
            """);
        Assert.Equal("false\n", run.Output);
        Assert.Equal("AND expects two Booleans but got Bool(true), Int(1)", run.Error);
    }
}
