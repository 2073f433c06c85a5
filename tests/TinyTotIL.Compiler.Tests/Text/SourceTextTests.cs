using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Tests.Text;

public sealed class SourceTextTests
{
    [Fact]
    public void Lines_end_at_line_feeds_only()
    {
        var source = new SourceText("t", "a\rb\r\nc\n\nd");
        Assert.Equal(4, source.LineCount);
        Assert.Equal(["a\rb", "c", "", "d"], Enumerable.Range(1, 4).Select(line => source.SpanText(source.SpanOfLine(line)).ToString()));
    }

    [Fact]
    public void An_empty_text_has_one_empty_line()
    {
        var source = new SourceText("t", "");
        Assert.Equal(1, source.LineCount);
        Assert.Equal(new SourceSpan(0, 0), source.SpanOfLine(1));
        Assert.Equal((1, 1), (source.LineOf(0), source.ColumnOf(0)));
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(2, 1, 3)]
    [InlineData(3, 2, 1)]
    [InlineData(5, 2, 2)]
    [InlineData(6, 2, 3)]
    [InlineData(7, 3, 1)]
    public void A_surrogate_pair_is_one_column(int offset, int line, int column)
    {
        var source = new SourceText("t", "ab\n\U0001F600c\n");
        Assert.Equal((line, column), (source.LineOf(offset), source.ColumnOf(offset)));
    }

    [Fact]
    public void The_content_of_a_line_is_without_surrounding_white_space()
    {
        var source = new SourceText("t", "  \tADD \r\n   \n");
        Assert.Equal(new SourceSpan(3, 3), source.SpanOfLineContent(1));
        Assert.Equal(source.SpanOfLine(2), source.SpanOfLineContent(2));
    }

    [Theory]
    [InlineData(new byte[] { 0x61, 0xFF }, 1)]
    [InlineData(new byte[] { 0x80 }, 0)]
    [InlineData(new byte[] { 0x61, 0x62, 0xC3 }, 2)]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, 0)]
    [InlineData(new byte[] { 0xC0, 0xAF }, 0)]
    [InlineData(new byte[] { 0x61, 0xF5, 0x80, 0x80, 0x80 }, 1)]
    public void Bytes_that_are_not_text_are_found(byte[] bytes, int offset)
    {
        Assert.False(StrictUtf8.TryDecode(bytes, out _, out int invalidAt));
        Assert.Equal(offset, invalidAt);
    }

    [Fact]
    public void A_bad_byte_far_into_a_file_is_found_exactly()
    {
        byte[] bytes = new byte[100_000];
        Array.Fill(bytes, (byte)'a');
        bytes[77_777] = 0xFE;
        Assert.False(StrictUtf8.TryDecode(bytes, out _, out int invalidAt));
        Assert.Equal(77_777, invalidAt);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_text()
    {
        string[] texts = ["plain", "\uD83D\uDE00 pair", "\uD83D", "x\uDE00", "\uD83D\uDE00\uD83Dx", "\uDE00\uD83D"];
        Assert.Equal([true, true, false, false, false, false], texts.Select(text => StrictUtf8.IsWellFormed(text)));
        Assert.Equal([true, true, false, false, false, false], texts.Select(text => StrictUtf8.TryEncode(text, out _)));
    }
}
