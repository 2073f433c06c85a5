using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Values;

public class TextEscapesTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain text, it's ~", "plain text, it's ~")]
    [InlineData("say \"hi\"", "say \\\"hi\\\"")]
    [InlineData("a\\b", "a\\\\b")]
    [InlineData("\n\r\t\0", "\\n\\r\\t\\0")]
    [InlineData("\u0001", "\\u{1}")]
    [InlineData("\u001b[0m", "\\u{1b}[0m")]
    [InlineData("\u007f", "\\u{7f}")]
    [InlineData("\u0080", "\\u{80}")]
    [InlineData("\u00a0", "\\u{a0}")]
    [InlineData("\u00ad", "\\u{ad}")]
    [InlineData("\u2003", "\\u{2003}")]
    [InlineData("\u2028\u2029", "\\u{2028}\\u{2029}")]
    [InlineData("\u200d", "\\u{200d}")]
    [InlineData("\u200c", "\\u{200c}")]
    [InlineData("\ufeff", "\\u{feff}")]
    [InlineData("e\u0301", "e\\u{301}")]
    [InlineData("\u20dd", "\\u{20dd}")]
    [InlineData("\u09be", "\\u{9be}")]
    [InlineData("\u09bf", "\u09bf")]
    [InlineData("\u0cc7\u0cc8", "\\u{cc7}\\u{cc8}")]
    [InlineData("\u0cc3", "\u0cc3")]
    [InlineData("\uff9d\uff9e\uff9f\uffa1", "\uff9d\\u{ff9e}\\u{ff9f}\uffa1")]
    [InlineData("\ue000", "\\u{e000}")]
    [InlineData("\u0378", "\\u{378}")]
    [InlineData("\uffff", "\\u{ffff}")]
    [InlineData("\ufe0f", "\\u{fe0f}")]
    [InlineData("grüße 日本 ∑", "grüße 日本 ∑")]
    [InlineData("\ufffd", "\ufffd")]
    [InlineData("\U0001f600", "\U0001f600")]
    [InlineData("\U0001f468\u200d\U0001f469", "\U0001f468\\u{200d}\U0001f469")]
    [InlineData("\U0001d165", "\\u{1d165}")]
    [InlineData("\U000e0041", "\\u{e0041}")]
    [InlineData("\U000f0000", "\\u{f0000}")]
    [InlineData("\U0010ffff", "\\u{10ffff}")]
    public void Text_is_quoted_and_escaped(string text, string expected) =>
        Assert.Equal($"Str(\"{expected}\")", ValueText.Debug(Value.Text(text), AddressSpace.OwnNumbers));

    [Fact]
    public void Half_a_surrogate_pair_is_escaped()
    {
        Assert.Equal("Str(\"a\\u{d83d}\")", ValueText.Debug(Value.Text("a" + (char)0xD83D), AddressSpace.OwnNumbers));
        Assert.Equal("Str(\"\\u{de00}b\")", ValueText.Debug(Value.Text((char)0xDE00 + "b"), AddressSpace.OwnNumbers));
    }

    [Fact]
    public void Names_and_lines_are_escaped_too()
    {
        var fields = Value.From(ObjectValue.Empty.Set("a\"b", Value.From(new ExceptionValue("x\ny", ["\t"]))));
        Assert.Equal(
            "Object({\"a\\\"b\": Exception { message: \"x\\ny\", stack_trace: [\"\\t\"] }})", ValueText.Debug(fields, AddressSpace.OwnNumbers));
    }
}
