using System.Text;

namespace TinyTotIL.Conformance.Tests.Cases;

/// <summary>The reader of expectations, which everything else trusts.</summary>
public sealed class CaseFileTests
{
    [Fact]
    public void Printed_lines_add_up_in_the_order_of_the_file()
    {
        var file = Parse("PRINT ; expect: one\nPRINT ; expect:\n      ; expect-text: \"a\\tb\\u{e9}\"\n");
        Assert.Equal("one\n\na\tb\u00e9\n", file.Output);
        Assert.Equal(0, file.ExitCode);
        Assert.Null(file.Error);
    }

    [Fact]
    public void An_expected_error_means_exit_code_one()
    {
        var file = Parse("DIV ; expect error: Division by zero\n; expect trace: f (x.ttvm:1)\n; expect stderr: Warning: w");
        Assert.Equal("Division by zero", file.Error);
        Assert.Equal(1, file.ExitCode);
        Assert.Equal(["f (x.ttvm:1)"], file.Trace);
        Assert.Equal(["Warning: w"], file.Notices);
    }

    [Fact]
    public void An_expected_exit_code_counts_more()
    {
        Assert.Equal(7, Parse("EXIT ; expect exit: 7").ExitCode);
    }

    [Fact]
    public void Only_one_space_after_the_colon_is_dropped()
    {
        Assert.Equal("  x \n", Parse(";expect-text: \"  x \"").Output);
        Assert.Equal(" x\n", Parse("; expect:  x ").Output);
    }

    [Fact]
    public void A_semicolon_inside_the_quotes_of_push_text_is_text()
    {
        Assert.False(Parse("PUSH_TEXT \"a; expect: b\"").ExpectsAnything);
        Assert.Equal("c\n", Parse("PUSH_TEXT \"a; \\\" expect: b\" ; expect: c").Output);
    }

    [Fact]
    public void A_semicolon_inside_the_quotes_of_push_str_begins_a_comment()
    {
        Assert.Equal("b\"\n", Parse("PUSH_STR \"a; expect: b\"").Output);
    }

    [Fact]
    public void A_semicolon_in_a_line_of_Scheme_may_be_a_character()
    {
        Assert.Equal("#\\;\n", Parse("(write #\\;) (newline) ; expect: #\\;").Output);
        Assert.False(Parse("(write \"data: ; args: x\")").ExpectsAnything);
    }

    [Fact]
    public void Header_lines_set_the_scene()
    {
        var file = Parse("; args: a b\n; env: A=b=c\n; stdin: one\n; stdin-text: \"two\"\n; file: f 61 ff\n; seed: 7\n; deferred: later");
        Assert.Equal(["a", "b"], file.Arguments);
        Assert.Equal("b=c", file.Variables["A"]);
        Assert.Equal("one\ntwo", file.Input);
        Assert.Equal([0x61, 0xff], file.Files["f"]);
        Assert.Equal(7ul, file.Seed);
        Assert.Equal("later", file.Deferred);
    }

    [Theory]
    [InlineData("; expected: 5")]
    [InlineData("; expect 5")]
    [InlineData("; expect-error: x")]
    [InlineData("; expect error: a\n; expect error: b")]
    [InlineData("; expect-text: no quotes")]
    [InlineData("; deferred:")]
    public void A_misspelt_expectation_is_not_ignored(string text)
    {
        Assert.Throws<FormatException>(() => Parse(text));
    }

    [Fact]
    public void Other_comments_mean_nothing()
    {
        Assert.False(Parse("; a note: this is no keyword\nPRINT ; prints").ExpectsAnything);
    }

    [Fact]
    public void A_wrong_output_is_noticed()
    {
        var expected = Parse("PRINT ; expect: one");
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => CaseRunner.Check(expected, new ProgramOutcome("two\n", [], ExitCode: 0)));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => CaseRunner.Check(expected, new ProgramOutcome("one\n", [], ExitCode: 1)));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => CaseRunner.Check(expected, new ProgramOutcome("one\n", ["Error: x"], ExitCode: 0)));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => CaseRunner.Check(expected, new ProgramOutcome("one\n", ["a notice"], ExitCode: 0)));
        CaseRunner.Check(expected, new ProgramOutcome("one\n", [], ExitCode: 0));
    }

    private static CaseFile Parse(string text) => CaseFile.Parse(Encoding.UTF8.GetBytes(text));
}
