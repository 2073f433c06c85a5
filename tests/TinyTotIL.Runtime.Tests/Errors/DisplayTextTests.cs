using TinyTotIL.Runtime.Errors;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Errors;

public sealed class DisplayTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("äöü → 😀 \\", "äöü → 😀 \\")]
    [InlineData("a\u001B[31mb", @"a\u{1B}[31mb")]
    [InlineData("a\tb\r\nc\0", @"a\tb\r\nc\u{0}")]
    [InlineData("\u009B\u007F", @"\u{9B}\u{7F}")]
    [InlineData("a\u202Eb\u2028\uFEFF", @"a\u{202E}b\u{2028}\u{FEFF}")]
    public void Characters_that_steer_a_terminal_show_as_escapes(string text, string shown) => Assert.Equal(shown, DisplayText.Escape(text));

    [Fact]
    public void Half_a_character_is_replaced() => Assert.Equal("a\uFFFDb", DisplayText.Escape("a\uD83Db"));

    [Fact]
    public void Long_text_is_cut_between_characters()
    {
        Assert.Equal(new string('x', 60), DisplayText.Shorten(new string('x', 60)));
        Assert.Equal(new string('x', 60) + "…", DisplayText.Shorten(new string('x', 61)));
        Assert.Equal(new string('x', 59) + "…", DisplayText.Shorten(new string('x', 59) + "😀"));
    }
}
