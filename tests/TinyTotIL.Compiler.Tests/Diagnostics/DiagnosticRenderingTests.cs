using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Tests.Diagnostics;

public sealed class DiagnosticRenderingTests
{
    private static readonly DiagnosticDescriptor Wrong = new("TT1999", Severity.Warning, "'{0}' is wrong");

    /// <summary>Renders a text in which the place stands between two brackets; returns the two lines below the message.</summary>
    private static string[] Excerpt(string marked)
    {
        int start = marked.IndexOf('[', StringComparison.Ordinal);
        int end = marked.IndexOf(']', StringComparison.Ordinal) - 1;
        var source = new SourceText("p", marked.Remove(start, 1).Remove(end, 1));
        var bag = new DiagnosticBag();
        bag.Report(Wrong, source, new SourceSpan(start, end - start), null, "it");
        return Assert.Single(bag.All).Render().Split('\n')[1..];
    }

    [Fact]
    public void A_diagnostic_shows_its_place()
    {
        var source = new SourceText("prog.ttvm", "HALT\nHALT\nFOO 1\n");
        var bag = new DiagnosticBag();
        bag.Report(Wrong, source, new SourceSpan(10, 3), "Parse error on line 3: FOO 1", "FOO");
        Assert.Equal("prog.ttvm:3:1: warning TT1999: 'FOO' is wrong\n  3 | FOO 1\n    | ^^^", bag.All[0].ToString());
        Assert.False(bag.HasErrors);
    }

    [Fact]
    public void A_diagnostic_without_a_text_shows_what_it_knows()
    {
        var bag = new DiagnosticBag();
        bag.Report(Wrong, "a.ttb", null, "x");
        bag.ReportAtByte(Wrong, "a.ttb", 1234567890123, null, "x");
        bag.ReportAtLine(Wrong, "a.ttb", null, 5, null, "x");
        bag.ReportAtLine(Wrong, "a.ttvm", new SourceText("a.ttvm", "\n  ADD ; c"), 2, null, "x");
        bag.ReportAtLine(Wrong, "a.ttvm", new SourceText("a.ttvm", ""), 2, null, "x");
        Assert.Equal(
            [
                "a.ttb: warning TT1999: 'x' is wrong",
                "a.ttb: byte 1234567890123: warning TT1999: 'x' is wrong",
                "a.ttb: warning TT1999: 'x' is wrong",
                "a.ttvm:2:3: warning TT1999: 'x' is wrong\n  2 |   ADD ; c\n    |   ^^^^^^^",
                "a.ttvm: warning TT1999: 'x' is wrong",
            ],
            bag.All.Select(diagnostic => diagnostic.Render()));
    }

    [Fact]
    public void Messages_cannot_steer_a_terminal()
    {
        var bag = new DiagnosticBag();
        bag.Report(Wrong, "a\u001B[2J\n.ttvm", null, "x\u001B[31m\r\n\t\u202Ey\uD800{1}");
        Assert.Equal(@"a\u{1B}[2J\n.ttvm: warning TT1999: 'x\u{1B}[31m\r\n\t\u{202E}y" + "\uFFFD" + "{1}' is wrong", bag.All[0].Render());
    }

    [Theory]
    [InlineData("a [b] c", "  1 | a b c", "    |   ^")]
    [InlineData("\t[PUSH]\tx", "  1 |     PUSH    x", "    |     ^^^^")]
    [InlineData("a[\t]b", "  1 | a   b", "    |  ^^^")]
    [InlineData("abc[]", "  1 | abc", "    |    ^")]
    [InlineData("[]", "  1 | ", "    | ^")]
    [InlineData("a[b\nc]d", "  1 | ab", "    |  ^")]
    [InlineData("\u4E16\u754C [x]", "  1 | \u4E16\u754C x", "    |      ^")]
    [InlineData("[\U0001F600]x", "  1 | \U0001F600x", "    | ^^")]
    [InlineData("e\u0301 [x]", "  1 | e\u0301 x", "    |   ^")]
    [InlineData("\u0001\u001B[\u007F]", "  1 | \u2401\u241B\u2421", "    |   ^")]
    [InlineData("\u202E\uFEFF[x]", "  1 | \uFFFD\uFFFDx", "    |   ^")]
    public void The_underline_stands_under_its_place(string marked, string line, string underline) =>
        Assert.Equal([line, underline], Excerpt(marked));

    [Fact]
    public void Half_a_surrogate_pair_takes_one_column() => Assert.Equal(["  1 | \uFFFDx\uFFFD", "    |  ^"], Excerpt("\uD800[x]\uDC00"));

    [Fact]
    public void Of_a_long_line_a_window_is_shown()
    {
        string[] lines = Excerpt($"{new string('a', 5000)}[bcd]{new string('e', 5000)}");
        Assert.Equal($"  1 | \u2026{new string('a', 40)}bcd{new string('e', 57)}\u2026", lines[0]);
        Assert.Equal($"    | {new string(' ', 41)}^^^", lines[1]);
    }

    [Fact]
    public void A_place_longer_than_the_window_is_underlined_to_its_end()
    {
        string[] lines = Excerpt($"ab[{new string('c', 5000)}]");
        Assert.Equal($"  1 | ab{new string('c', 98)}\u2026", lines[0]);
        Assert.Equal($"    |   {new string('^', 98)}", lines[1]);
    }

    [Fact]
    public void The_window_does_not_cut_a_character()
    {
        string faces = string.Concat(Enumerable.Repeat("\U0001F600", 200));
        Assert.DoesNotContain('\uFFFD', Excerpt($"{faces}[x]{faces}")[0]);
        Assert.DoesNotContain('\uFFFD', Excerpt($"a{faces}[x]{faces}")[0]);
    }

    [Theory]
    [InlineData(null, null, "internal compiler error (lower): detail")]
    [InlineData("f", null, "internal compiler error (lower, function 'f'): detail")]
    [InlineData("f", "p", "internal compiler error (lower, pass 'p', function 'f'): detail")]
    [InlineData(null, "p", "internal compiler error (lower, pass 'p'): detail")]
    public void An_internal_error_says_where_it_happened(string? function, string? pass, string message) =>
        Assert.Equal(message, new InternalCompilerException("lower", "detail", function, pass).Message);
}
