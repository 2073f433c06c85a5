using System.Text;

namespace TinyTotIL.Conformance.Tests.Cases;

/// <summary>The comparison on which <c>ttil test-all</c> and the demonstrations rely: whatever differs must be seen, and said.</summary>
public sealed class CaseComparisonTests
{
    private static readonly CaseFile Stated = CaseFile.Parse("; check: numbers\n; expect: 1\n; expect: 2\n; check: words\n; expect: end\n; expect stderr: notice"u8);

    [Fact]
    public void A_run_that_does_what_is_stated_differs_in_nothing() => Assert.Null(Difference("1\n2\nend\n", 0, "notice"));

    [Theory]
    [InlineData("line 2 of the output is '3', not '2'", "1\n3\nend\n", 0, "notice")]
    [InlineData("line 3 of the output, 'end', is missing", "1\n2\n", 0, "notice")]
    [InlineData("line 4 of the output, 'more', should not be there", "1\n2\nend\nmore\n", 0, "notice")]
    [InlineData("line 3 of the output is 'end (without a line end)', not 'end'", "1\n2\nend", 0, "notice")]
    [InlineData("the exit code is 3, not 0", "1\n2\nend\n", 3, "notice")]
    [InlineData("standard error lacks 'notice'", "1\n2\nend\n", 0)]
    [InlineData("standard error says 'again' besides", "1\n2\nend\n", 0, "notice", "again")]
    [InlineData("Division by zero", "1\n2\n", 1, "notice", "Error: Division by zero", "  at f (x.ttvm:1)")]
    public void The_first_difference_is_said_in_one_line(string expected, string output, int exitCode, params string[] errorLines) =>
        Assert.Equal(expected, Difference(output, exitCode, errorLines));

    [Fact]
    public void An_error_that_should_come_must_come_with_its_text_and_its_calls()
    {
        var stated = CaseFile.Parse(Encoding.UTF8.GetBytes("DIV ; expect error: Division by zero\n; expect trace: f (x.ttvm:1)"));
        Assert.Null(CaseComparison.Difference(stated, new ProgramOutcome("", ["Error: Division by zero", "  at f (x.ttvm:1)"], 1)));
        Assert.Equal("it ended without an error, not with 'Division by zero'", CaseComparison.Difference(stated, new ProgramOutcome("", [], 0)));
        Assert.Equal("it ended with 'boo', not with 'Division by zero'", CaseComparison.Difference(stated, new ProgramOutcome("", ["Error: boo"], 1)));
        Assert.Equal("the trace lacks 'f (x.ttvm:1)'", CaseComparison.Difference(stated, new ProgramOutcome("", ["Error: Division by zero"], 1)));
    }

    [Fact]
    public void Groups_of_lines_are_compared_apart()
    {
        Assert.Equal([new CaseSection("numbers", 0), new CaseSection("words", 2)], Stated.Sections);
        Assert.Null(CaseComparison.Lines(Stated.Output, "1\n2\nstart\n", 0, 2));
        Assert.Equal("line 3 of the output is 'start', not 'end'", CaseComparison.Lines(Stated.Output, "1\n2\nstart\n", 2, int.MaxValue));
    }

    private static string? Difference(string output, int exitCode, params string[] errorLines) =>
        CaseComparison.Difference(Stated, new ProgramOutcome(output, errorLines, exitCode));
}
