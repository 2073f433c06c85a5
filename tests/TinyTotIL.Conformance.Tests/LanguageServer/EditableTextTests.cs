using System.Text;
using TinyTotIL.Cli.LanguageServer;
using TinyTotIL.Cli.Protocol;

namespace TinyTotIL.Conformance.Tests.LanguageServer;

/// <summary>A text that is held in blocks is the string it would be otherwise.</summary>
public sealed class EditableTextTests
{
    private static readonly string[] Pieces = ["", "", "x", "LOAD a", "\n", "\r", "\r\n", "\n\r", "\ud83d\ude00", "é\n", "\r\nCALL b\r\nRET", "a\rb\r\r\nc\n\nd"];

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, "a single line")]
    [InlineData(3, "\r\n")]
    [InlineData(4, "\n\r\n\r\r\n\ud83d\ude00\r")]
    public void A_short_text_changes_as_a_string_does(int seed, string text) => ChangesAlike(seed, text, changes: 400, longest: 5);

    [Theory]
    [InlineData(5, "PUSH_INT 12\n")]
    [InlineData(6, "PUSH_STR \ud83d\ude00\ud83d\ude00 é\r\n")]
    [InlineData(7, "LOAD a\r")]
    [InlineData(8, "NULL\rNULL\r\nNULL\n\n\r\r\n")]
    [InlineData(9, "\n")]
    public void A_text_of_many_blocks_changes_as_a_string_does(int seed, string line) =>
        ChangesAlike(seed, string.Concat(Enumerable.Repeat(line, 12_000 / line.Length)), changes: 400, longest: 3);

    [Fact]
    public void A_text_with_lines_longer_than_a_block_changes_as_a_string_does() =>
        ChangesAlike(10, string.Concat(Enumerable.Range(0, 6).Select(number => new string('x', number * 3000) + "\r\n")), changes: 400, longest: 1);

    [Fact]
    public void A_text_that_is_deleted_piece_by_piece_and_typed_anew_changes_as_a_string_does()
    {
        var plain = new PlainText(string.Concat(Enumerable.Range(0, 2000).Select(number => $"PUSH_INT {number}\r\n")));
        var edited = new EditableText(plain.Value);
        var random = new Random(12);
        while (plain.Value.Length > 0)
        {
            int line = random.Next(Math.Max(1, plain.Value.Count('\n')));
            Change(plain, edited, (line, 0), (line + 40, 0), "");
        }

        for (int line = 0; line < 500; line++)
        {
            Change(plain, edited, (line, 0), (line, 0), "NULL\r");
            Change(plain, edited, (line, 4), (line + 1, 0), " ; typed\r\n");
        }
    }

    [Fact]
    public void An_LF_that_comes_to_stand_behind_a_CR_ends_the_same_line()
    {
        // At some of these lines a block begins; what is wrong with it shows at a place further down.
        string text = string.Concat(Enumerable.Repeat("LOAD a\r", 1000));
        for (int line = 1; line < 700; line++)
        {
            var plain = new PlainText(text);
            var edited = new EditableText(text);
            Change(plain, edited, (line, 0), (line, line % 2 * 6), "\n");
            Change(plain, edited, (900, 2), (900, 3), "x");
            Change(plain, edited, (line - 1, 6), (line, 0), "");
            Change(plain, edited, (900, 2), (901, 3), "y");
        }
    }

    [Fact]
    public void An_LF_that_loses_the_line_before_it_ends_the_one_before_that()
    {
        string text = string.Concat(Enumerable.Repeat("NULL\rPOP\n", 700));
        for (int line = 1; line < 1000; line += 2)
        {
            var plain = new PlainText(text);
            var edited = new EditableText(text);
            Change(plain, edited, (line, 0), (line, 3), "");
            Change(plain, edited, (1200, 2), (1200, 3), "x");
        }
    }

    [Fact]
    public void A_range_that_ends_before_it_begins_changes_nothing()
    {
        string text = string.Concat(Enumerable.Range(0, 2000).Select(number => $"LOAD n{number}\n"));
        var edited = new EditableText(text);
        Assert.Throws<InvalidMessageException>(() => edited.Replace(new TextPosition(3, 2), new TextPosition(3, 1), "x"));
        Assert.Throws<InvalidMessageException>(() => edited.Replace(new TextPosition(1500, 0), new TextPosition(2, 9), "x"));
        Assert.Throws<InvalidMessageException>(() => edited.Replace(new TextPosition(int.MaxValue, 0), new TextPosition(1999, int.MaxValue), "x"));
        Assert.Equal(text, edited.ToString());
        edited.Replace(new TextPosition(int.MaxValue, int.MaxValue), new TextPosition(2000, 0), "x");
        edited.Replace(new TextPosition(0, 9), new TextPosition(0, 8), "y");
        Assert.Equal("LOAD n0y" + text[7..] + "x", edited.ToString());
    }

    private static void ChangesAlike(int seed, string text, int changes, int longest)
    {
        var plain = new PlainText(text);
        var edited = new EditableText(text);
        var random = new Random(seed);
        for (int change = 0; change < changes; change++)
        {
            var from = plain.AnyPlace(random);
            var to = random.Next(3) switch
            {
                0 => from,
                1 => plain.AnyPlace(random),
                _ => (from.Line + random.Next(longest + 1), random.Next(8)),
            };
            (from, to) = plain.OffsetOf(from) <= plain.OffsetOf(to) ? (from, to) : (to, from);

            // A piece from anywhere to anywhere would soon leave nothing.
            bool isLarge = plain.OffsetOf(to) - plain.OffsetOf(from) > text.Length / 50;
            Change(plain, edited, from, to, isLarge && random.Next(8) > 0 ? Filling(plain, from, to) : Pieces[random.Next(Pieces.Length)]);
        }
    }

    /// <summary>What stands there now, with other line ends.</summary>
    private static string Filling(PlainText plain, (int Line, int Character) from, (int Line, int Character) to) =>
        new StringBuilder(plain.Value[plain.OffsetOf(from)..plain.OffsetOf(to)]).Replace("\r\n", "\r").Replace("\r\r", "\n").ToString();

    private static void Change(PlainText plain, EditableText edited, (int Line, int Character) from, (int Line, int Character) to, string piece)
    {
        plain.Replace(from, to, piece);
        edited.Replace(new TextPosition(from.Line, from.Character), new TextPosition(to.Line, to.Character), piece);
        Assert.Equal(plain.Value, edited.ToString());
    }
}
