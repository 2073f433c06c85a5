using TinyTotIL.Compiler.Tests.Fakes;

namespace TinyTotIL.Compiler.Tests.Interpretation;

public sealed class StackTests
{
    [Theory]
    [InlineData("PUSH_INT -5", "-5")]
    [InlineData("PUSH_FLOAT 2.5", "2.5")]
    [InlineData("PUSH_STR \"a b\"", "a b")]
    [InlineData("PUSH_TEXT \"a;\\tb\"", "a;\tb")]
    [InlineData("PUSH_BOOL true", "true")]
    [InlineData("TRUE", "true")]
    [InlineData("FALSE", "false")]
    [InlineData("NULL", "null")]
    public void A_literal_is_pushed(string literal, string shown) =>
        Assert.Equal($"{shown}\n", ProgramRun.Of($"{literal}\nPRINT").Output);

    [Theory]
    [InlineData("DUP", "3 3 2 1")]
    [InlineData("POP", "2 1")]
    [InlineData("SWAP", "2 3 1")]
    [InlineData("OVER", "2 3 2 1")]
    [InlineData("ROT", "1 3 2")]
    public void A_stack_instruction_rearranges_the_top(string instruction, string fromTheTop)
    {
        string[] expected = fromTheTop.Split(' ');
        string prints = string.Concat(Enumerable.Repeat("PRINT\n", expected.Length));
        var run = ProgramRun.Of($"PUSH_INT 1\nPUSH_INT 2\nPUSH_INT 3\n{instruction}\n{prints}");
        Assert.Null(run.Error);
        Assert.Equal(expected, run.Lines);
    }

    [Theory]
    [InlineData("DUP", "DUP")]
    [InlineData("POP", "POP")]
    [InlineData("SWAP", "SWAP")]
    [InlineData("OVER", "OVER")]
    [InlineData("ROT", "ROT")]
    [InlineData("ADD", "ADD")]
    [InlineData("PRINT", "PRINT")]
    [InlineData("STORE x", "STORE")]
    [InlineData("JZ 0", "JZ")]
    [InlineData("JNZ 0", "JNZ")]
    [InlineData("CALL_FUNCTION", "CALL_FUNCTION")]
    [InlineData("TAIL_CALL_FUNCTION", "TAIL_CALL_FUNCTION")]
    [InlineData("THROW", "THROW")]
    [InlineData("INDEX", "INDEX")]
    [InlineData("SET_FIELD f", "SET_FIELD")]
    [InlineData("READ_FILE", "read_file")]
    [InlineData("READ_BYTES", "read_bytes")]
    [InlineData("WRITE_FILE", "WRITE_FILE")]
    public void An_empty_stack_is_reported_by_the_name_of_the_instruction(string instruction, string name) =>
        Assert.Equal($"Stack underflow during {name}", ProgramRun.Of(instruction).Error);

    [Theory]
    [InlineData("ADD")]
    [InlineData("SWAP")]
    [InlineData("OVER")]
    [InlineData("ROT")]
    [InlineData("SET_FIELD f")]
    public void Values_popped_before_an_underflow_are_gone(string instruction)
    {
        // The handler remembers one value; the failing instruction pops it, so only the exception is left to print.
        var run = ProgramRun.Of($"""
            PUSH_INT 1
            TRY caught
            {instruction}
            LABEL caught
            POP
            PRINT
            """);
        Assert.Equal("Stack underflow during PRINT", run.Error);
    }

    [Fact]
    public void A_type_mismatch_keeps_nothing_of_what_it_popped()
    {
        var run = ProgramRun.Of("""
            PUSH_INT 7
            PUSH_INT 1
            PUSH_STR x
            TRY caught
            ADD
            LABEL caught
            POP
            PRINT
            """);
        Assert.Equal("7\n", run.Output);
    }

    [Fact]
    public void MAKE_LIST_puts_the_deepest_value_first() =>
        Assert.Equal("[1, 2, 3]\n[]\n", ProgramRun.Of("""
            PUSH_INT 1
            PUSH_INT 2
            PUSH_INT 3
            MAKE_LIST 3
            PRINT
            MAKE_LIST 0
            PRINT
            """).Output);

    [Fact]
    public void MAKE_LIST_checks_its_count_before_it_pops()
    {
        var run = ProgramRun.Of("""
            PUSH_INT 1
            PUSH_INT 2
            TRY caught
            MAKE_LIST 3
            LABEL caught
            PRINT
            PRINT
            PRINT
            """);
        Assert.Equal(
            ["Exception: Need 3 stack items but only 2 available", "Stack trace:", "  at instruction 3", "2", "1"],
            run.Lines);
    }

    [Fact]
    public void A_list_size_beyond_all_memory_is_an_ordinary_error() =>
        Assert.Equal(
            "Need 9223372036854775807 stack items but only 0 available",
            ProgramRun.Of("MAKE_LIST 9223372036854775807").Error);

    [Fact]
    public void INDEX_takes_the_list_and_then_the_index() =>
        Assert.Equal("20\n", ProgramRun.Of("""
            PUSH_INT 10
            PUSH_INT 20
            MAKE_LIST 2
            PUSH_INT 1
            INDEX
            PRINT
            """).Output);

    [Fact]
    public void INDEX_checks_the_index_before_it_takes_the_list()
    {
        var run = ProgramRun.Of("""
            NEW_LIST
            PUSH_STR x
            TRY caught
            INDEX
            LABEL caught
            PRINT
            PRINT
            """);
        Assert.Equal(
            ["Exception: INDEX expects an integer index but got Str(\"x\")", "Stack trace:", "  at instruction 3", "[]"],
            run.Lines);
    }

    [Fact]
    public void INDEX_reports_a_bad_index_even_when_the_list_is_missing() =>
        Assert.Equal("INDEX expects an integer index but got Str(\"x\")", ProgramRun.Of("PUSH_STR x\nINDEX").Error);

    [Fact]
    public void INDEX_reports_a_missing_list_when_the_index_is_good() =>
        Assert.Equal("Stack underflow during INDEX", ProgramRun.Of("PUSH_INT 0\nINDEX").Error);
}
