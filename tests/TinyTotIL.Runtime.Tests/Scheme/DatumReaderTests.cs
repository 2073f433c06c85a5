using System.Text;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Scheme;

/// <summary>Data read from text, shown as WRITE writes them.</summary>
public sealed class DatumReaderTests
{
    [Theory]
    [InlineData("()", "()")]
    [InlineData("(a b c)", "(a b c)")]
    [InlineData("(a . b)", "(a . b)")]
    [InlineData("(a . (b . (c . ())))", "(a b c)")]
    [InlineData("(a b . c)", "(a b . c)")]
    [InlineData("#(1 #(2) () \"x\")", "#(1 #(2) () \"x\")")]
    [InlineData("#()", "#()")]
    [InlineData("#u8(0 255 17)", "#u8(0 255 17)")]
    [InlineData("'a", "(quote a)")]
    [InlineData("`(a ,b ,@c)", "(quasiquote (a (unquote b) (unquote-splicing c)))")]
    [InlineData("''a", "(quote (quote a))")]
    [InlineData("(a #;b c)", "(a c)")]
    [InlineData("(a #;(b #;c d) #;#;e f g)", "(a g)")]
    [InlineData("(a . b #;c)", "(a . b)")]
    [InlineData("#;a b", "b")]
    [InlineData("#0=(a b)", "(a b)")]
    [InlineData("(#0=a #0# #0#)", "(a a a)")]
    [InlineData("#0=(a . #0#)", "#0=(a . #0#)")]
    [InlineData("#0=(#0# b #0#)", "#0=(#0# b #0#)")]
    [InlineData("#5=#(1 #5# #6=(x . #6#))", "#0=#(1 #0# #1=(x . #1#))")]
    [InlineData("(#0=#1=(a #0# #1#) #1#)", "(#0=(a #0# #0#) #0#)")]
    [InlineData("#0='#0#", "#0=(quote #0#)")]
    public void Text_is_read_as_a_datum(string text, string written) => Assert.Equal(written, DatumWriter.ToText(Read(text), DatumStyle.Write));

    [Theory]
    [InlineData("(a (b c)", 0, "the list that begins here has no ')'")]
    [InlineData("(a (b c", 3, "the list that begins here has no ')'")]
    [InlineData("x #(a", 2, "the vector that begins here has no ')'")]
    [InlineData(" #u8(1", 1, "the bytevector that begins here has no ')'")]
    [InlineData("a )", 2, "there is no '(' that this ')' closes")]
    [InlineData("(a . )", 5, "a datum must follow '.'")]
    [InlineData("( . a)", 2, "'.' stands where only a datum can")]
    [InlineData("(a . b c)", 7, "only one datum can follow '.'")]
    [InlineData("(a . b . c)", 7, "'.' stands where only a datum can")]
    [InlineData("#(a . b)", 4, "'.' stands where only a datum can")]
    [InlineData("('.", 2, "'.' stands where only a datum can")]
    [InlineData("(a ')", 3, "a datum must follow \"'\"")]
    [InlineData("(a ,@)", 3, "a datum must follow ',@'")]
    [InlineData("(a #;)", 3, "a datum must follow '#;'")]
    [InlineData("`", 0, "a datum must follow '`'")]
    [InlineData("#0=", 0, "a datum must follow a label")]
    [InlineData("#0=#0#", 0, "a label cannot stand for itself")]
    [InlineData("(#0# #0=a)", 1, "the label #0= is not defined before this")]
    [InlineData("(#0=a #0=b)", 6, "the label #0= is defined a second time")]
    [InlineData("#u8(1 256)", 6, "the elements of a bytevector are integers from 0 to 255")]
    [InlineData("#u8(1 a)", 6, "the elements of a bytevector are integers from 0 to 255")]
    [InlineData("#0=#u8(#0#)", 7, "the elements of a bytevector are integers from 0 to 255")]
    [InlineData("(a [b])", 3, "'[' has no meaning in Scheme; lists are written with '(' and ')'")]
    public void What_is_no_datum_is_said_with_its_place(string text, int start, string message)
    {
        var reader = new DatumReader(new DatumLexer(text));
        bool isRead;
        do
        {
            isRead = reader.TryRead(out var datum);
            Assert.NotEqual(ValueKind.EndOfFile, datum.Kind);
        }
        while (isRead);
        Assert.Equal((start, message), (reader.Problem!.Start, reader.Problem.Message));
    }

    [Fact]
    public void Data_are_read_one_after_the_other()
    {
        var reader = new DatumReader(new DatumLexer("a (b) #0=c #0=d"));
        foreach (string expected in (string[])["a", "(b)", "c", "d", "#<eof>", "#<eof>"])
        {
            Assert.True(reader.TryRead(out var datum));
            Assert.Equal(expected, DatumWriter.ToText(datum, DatumStyle.Write));
        }
    }

    [Theory]
    [InlineData("", "there is no datum")]
    [InlineData("a b", "more follows after the datum")]
    [InlineData("a )", "more follows after the datum")]
    [InlineData("(a", "the list that begins here has no ')'")]
    public void A_literal_is_exactly_one_datum(string text, string message)
    {
        Assert.False(DatumReader.TryParse(text, out _, out var problem));
        Assert.Equal(message, problem!.Message);
        Assert.Equal(message, Assert.Throws<FormatException>(() => DatumReader.Parse(text)).Message);
    }

    [Fact]
    public void Vectors_of_literals_cannot_change()
    {
        Assert.True(((VectorValue)DatumReader.Parse("#(1)").Tag!).IsConstant);
        Assert.True(((BytevectorValue)DatumReader.Parse("#u8(1)").Tag!).IsConstant);
        Assert.False(((VectorValue)Read("#(1)").Tag!).IsConstant);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("#(", ")")]
    [InlineData("'", "")]
    [InlineData("(a . ", ")")]
    [InlineData("#;", " x")]
    public void A_million_levels_are_read_and_written(string opening, string closing)
    {
        const int Levels = 1_000_000;
        var text = new StringBuilder().Insert(0, opening, Levels).Append('x').Insert(Levels * opening.Length + 1, closing, Levels);
        Assert.True(new DatumReader(new DatumLexer(text.ToString())).TryRead(out var datum));
        string written = DatumWriter.ToText(datum, DatumStyle.Write);
        long expected = opening switch { "#;" => 1, "'" => (8L * Levels) + 1, "(a . " => (2 * Levels) + 5, _ => text.Length };
        Assert.Equal(expected, written.Length);
    }

    [Fact]
    public void A_million_openings_without_an_end_are_an_error() => Assert.False(DatumReader.TryParse(new string('(', 1_000_000), out _, out _));

    [Fact]
    public void A_datum_has_a_greatest_length()
    {
        var reader = new DatumReader(new DatumLexer("(a b) (a b c d e f)")) { LongestDatum = 10 };
        Assert.True(reader.TryRead(out _));
        Assert.False(reader.TryRead(out _));
        Assert.Equal("the datum has more than 10 characters", reader.Problem!.Message);
    }

    [Fact]
    public void A_million_closings_are_an_error() => Assert.False(DatumReader.TryParse(new string(')', 1_000_000), out _, out _));

    private static Value Read(string text)
    {
        var reader = new DatumReader(new DatumLexer(text));
        Assert.True(reader.TryRead(out var datum), reader.Problem?.Message);
        return datum;
    }
}
