using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Lisp;
using TinyTotIL.Compiler.Text;
using TinyTotIL.Runtime.Scheme;

namespace TinyTotIL.Compiler.Tests.Lisp;

/// <summary>Data with their places.</summary>
public sealed class SyntaxReaderTests
{
    private readonly DiagnosticBag _diagnostics = new();

    [Theory]
    [InlineData("(a . (b . (c)))", "(a b c)")]
    [InlineData("(a . b)", "(a . b)")]
    [InlineData("'a `(b ,c ,@d)", "(quote a) (quasiquote (b (unquote c) (unquote-splicing d)))")]
    [InlineData("#(1 #(2) \"x\") #u8(1 255) #\\a #t #false", "#(1 #(2) \"x\") #u8(1 255) #\\a #t #f")]
    [InlineData("(a #;b c) (a #;(b c)) #;d", "(a c) (a)")]
    [InlineData("(a #;'b c) #; #;b c d", "(a c) d")]
    [InlineData("'#0=(a . #0#)", "(quote #0=(a . #0#))")]
    [InlineData("'(#1=(1) #1#)", "(quote ((1) (1)))")]
    [InlineData("#!fold-case ABC #!no-fold-case ABC |A b|", "abc ABC |A b|")]
    [InlineData("(a ; comment\n b #| block #| nested |# |# c)", "(a b c)")]
    public void Data_are_read_as_the_report_says(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Read(text).Select(datum => DatumWriter.ToText(SyntaxData.ToValue(datum), DatumStyle.Write))));

    [Fact]
    public void Data_know_where_they_stand()
    {
        const string Text = "(a (b c) . d) 'x";
        var data = Read(Text);
        var list = (PairSyntax)data[0];
        Assert.Equal("(a (b c) . d)", TextOf(list));
        Assert.Equal("a", TextOf(list.Car));
        Assert.Equal("(b c)", TextOf(((PairSyntax)list.Cdr).Car));
        Assert.Equal("d", TextOf(((PairSyntax)list.Cdr).Cdr));
        Assert.Equal("'x", TextOf(data[1]));

        string TextOf(Syntax syntax) => syntax.Place.Source.SpanText(syntax.Place.Span).ToString();
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("#(", ")")]
    [InlineData("'", "")]
    [InlineData("(quote ", ")")]
    [InlineData("#;", "")]
    public void Data_may_be_nested_to_any_depth(string open, string close)
    {
        const int Depth = 1_000_000;
        var data = Read(string.Concat(Enumerable.Repeat(open, Depth)) + "1" + string.Concat(Enumerable.Repeat(close, Depth)));
        foreach (var datum in data)
        {
            Assert.NotEqual(default, SyntaxData.ToValue(datum).Kind);
        }
    }

    [Fact]
    public void A_million_parentheses_that_nothing_closes_are_one_mistake()
    {
        Read(new string('(', 1_000_000));
        Assert.Equal("TT4002", Assert.Single(_diagnostics.All).Code);
        _ = _diagnostics.All[0].Render();
    }

    private List<Syntax> Read(string text) => SyntaxReader.ReadAll(new SourceText("data", text), _diagnostics);
}
