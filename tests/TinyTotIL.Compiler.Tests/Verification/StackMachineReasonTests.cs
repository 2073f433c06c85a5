using System.Text;
using TinyTotIL.Compiler.Tests.Fakes;

namespace TinyTotIL.Compiler.Tests.Verification;

/// <summary>Each reason for running on a stack machine, with a program that has it.</summary>
public sealed class StackMachineReasonTests
{
    private const string Numbers = "PUSH_INT 1\nPUSH_INT 2\nPUSH_INT 3\n";

    [Theory]
    [InlineData("the stack height at instruction 5 is not the same", "TRUE\nCALL f\nHALT\nLABEL f\nJZ on\nNULL\nLABEL on\nPRINT\nRET")]
    [InlineData("the open handlers at instruction 5 are not the same", "TRUE\nCALL f\nHALT\nLABEL f\nJZ on\nTRY out\nLABEL on\nRET\nLABEL out\nPRINT\nRET")]
    [InlineData("its effect on the stack is not the same on every path", "FALSE\nCALL f\nHALT\nLABEL f\nJZ on\nNULL\nRET\nLABEL on\nRET")]
    [InlineData("it calls the code at instruction 5, which runs on a stack machine", "TRUE\nCALL f c\nHALT\nLABEL f\nCALL g\nRET\nLABEL g\nTRY out\nRET\nLABEL out\nRET")]
    [InlineData("it returns with a handler open", "CALL f\nHALT\nLABEL f\nTRY out\nRET\nLABEL out\nRET")]
    [InlineData("protected code uses values from below its TRY", Numbers + "CALL f\nHALT\nLABEL f\nTRY out\nPRINT\nEND_TRY\nRET\nLABEL out\nRET")]
    [InlineData("its END_TRY may close a handler of its caller", "TRY out\nCALL f\nNULL\nTHROW\nLABEL out\nPRINT\nHALT\nLABEL f\nEND_TRY\nRET")]
    [InlineData("it calls function values that take different numbers", "MAKE_FUNCTION one a\nCALL f g\nMAKE_FUNCTION two\nCALL f g\nHALT\nLABEL f\nPUSH_INT 7\nLOAD g\nCALL_FUNCTION\nRET\nLABEL one\nRET\nLABEL two\nPRINT\nRET")]
    [InlineData("it calls function values that take different numbers", "NULL\nMAKE_FUNCTION one\nCALL f g\nHALT\nLABEL f\nLOAD g\nCALL_FUNCTION\nRET\nLABEL one\nPRINT\nRET")]
    [InlineData("it calls function values that leave different numbers", "MAKE_FUNCTION one\nCALL f g\nMAKE_FUNCTION two\nCALL f g\nHALT\nLABEL f\nLOAD g\nCALL_FUNCTION\nRET\nLABEL one\nRET\nLABEL two\nNULL\nRET")]
    [InlineData("a tail call leaves values, handlers or the top level behind", "CALL f\nPRINT\nHALT\nLABEL f\nNULL\nTAIL_CALL g\nLABEL g\nRET")]
    [InlineData("a tail call leaves values, handlers or the top level behind", "CALL f\nHALT\nLABEL f\nTRY out\nTAIL_CALL g\nLABEL out\nRET\nLABEL g\nRET")]
    [InlineData("a tail call leaves values of its caller behind", Numbers + "CALL f c\nCALL f c\nHALT\nLABEL f\nLOAD c\nJZ on\nTAIL_CALL g\nLABEL on\nPOP\nNULL\nRET\nLABEL g\nRET")]
    [InlineData("captures in this program wait across calls", "NULL\nSTORE a\nCALL f\nMAKE_LAMBDA g\nPRINT\nHALT\nLABEL f\nNULL\nSTORE b\nCAPTURE b\nRET\nLABEL g\nRET")]
    public void A_function_says_why_it_is_dynamic(string reason, string text)
    {
        var program = new AnalysedProgram(text);
        Assert.Contains(reason, program["f"].DynamicReason, StringComparison.Ordinal);
        BothEngines.Output(text);
    }

    [Theory]
    [InlineData("it can find the operand stack empty", "NULL\nPOP\nPOP")]
    [InlineData("a tail call leaves values, handlers or the top level behind", "TAIL_CALL f\nLABEL f\nHALT")]
    [InlineData("the stack height at instruction 0 is not the same", "NULL\nPUSH_INT 1\nJZ 0\nPUSH_INT 0\nJZ 6\nNULL\nHALT")]
    [InlineData("it makes a list of more values than fit its stack", "MAKE_LIST 1001")]
    [InlineData("captures in this program wait across calls", "NULL\nSTORE a\nCAPTURE a\nCALL f\nMAKE_LAMBDA g\nPRINT\nHALT\nLABEL f\nRET\nLABEL g\nRET")]
    [InlineData("captures in this program wait across calls", "NULL\nSTORE a\nTRY caught\nCAPTURE a\nCAPTURE nothing\nLABEL caught\nMAKE_LAMBDA g\nPRINT\nHALT\nLABEL g\nRET")]
    [InlineData("captures in this program wait across calls", "NULL\nSTORE a\nTRUE\nJZ on\nCAPTURE a\nLABEL on\nMAKE_LAMBDA g\nPRINT\nHALT\nLABEL g\nRET")]
    public void A_top_level_says_why_it_is_dynamic(string reason, string text)
    {
        var program = new AnalysedProgram(text);
        Assert.Contains(reason, program.Main.DynamicReason, StringComparison.Ordinal);
        BothEngines.Output(text);
    }

    [Fact]
    public void More_than_a_hundred_parameters_are_too_many() => AssertLimit(
        "it has more than 100 parameters", count => $"{Nulls(count)}CALL f{Names(count)}\nHALT\nLABEL f\nRET");

    [Fact]
    public void More_than_a_hundred_values_taken_are_too_many() => AssertLimit(
        "it takes more than 100 values of its caller", count => $"{Nulls(count)}CALL f\nHALT\nLABEL f\n{Repeat("POP\n", count)}RET");

    [Fact]
    public void More_than_a_hundred_results_are_too_many() => AssertLimit(
        "it leaves more than 100 values", count => $"CALL f\nHALT\nLABEL f\n{Nulls(count)}RET");

    [Fact]
    public void More_than_a_thousand_values_on_the_stack_are_too_many() =>
        AssertLimit("its stack grows too high", count => $"CALL f\nHALT\nLABEL f\n{Nulls(10 * count)}HALT");

    [Fact]
    public void More_than_four_thousand_instructions_are_too_many_for_one_method() =>
        AssertLimit("it is too large for one method", count => $"CALL f\nHALT\nLABEL f\n{Repeat("NULL\nPOP\n", (20 * count) - 1)}NULL\nHALT");

    [Fact]
    public void A_closure_made_on_a_stack_machine_runs_on_it()
    {
        const string Text = "TRUE\nCALL odd\nNULL\nSTORE a\nCAPTURE a\nMAKE_LAMBDA body\nCALL_FUNCTION\nHALT\nLABEL body\nLOAD a\nPRINT\nRET\nLABEL odd\nJZ on\nNULL\nLABEL on\nRET";
        Assert.Contains("made on a stack machine", new AnalysedProgram(Text)["body"].DynamicReason, StringComparison.Ordinal);
        Assert.Equal("null\n", BothEngines.Output(Text));
    }

    [Fact]
    public void What_is_called_where_a_handler_may_outlive_its_function_keeps_its_frame_on_the_stack_machine()
    {
        const string Text = """
            CALL leaves
            CALL fine
            PUSH_STR boom
            THROW
            LABEL leaves
            TRY caught
            RET
            LABEL caught
            EXCEPTION_MESSAGE
            PRINT
            HALT
            LABEL fine
            RET
            """;
        var program = new AnalysedProgram(Text);
        Assert.Contains("must see its frame", program["fine"].DynamicReason, StringComparison.Ordinal);
        Assert.Equal("boom\n", BothEngines.Output(Text));
    }

    /// <summary>A function is direct with a hundred of something and not with one more.</summary>
    private static void AssertLimit(string reason, Func<int, string> program)
    {
        Assert.Null(new AnalysedProgram(program(100))["f"].DynamicReason);
        string beyond = program(101);
        Assert.Contains(reason, new AnalysedProgram(beyond)["f"].DynamicReason, StringComparison.Ordinal);
        BothEngines.Output(beyond);
    }

    private static string Nulls(int count) => Repeat("NULL\n", count);

    private static string Names(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $" p{i}"));

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();
}
