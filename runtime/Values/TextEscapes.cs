using System.Globalization;
using System.Text;

namespace TinyTotIL.Runtime.Values;

/// <summary>Text in quotes as the Debug form shows it.</summary>
internal static class TextEscapes
{
    /// <summary>
    /// First and last code points of the characters that extend the one before them although their category is not
    /// that of a mark without width: Unicode's property Other_Grapheme_Extend, less what the categories cover.
    /// </summary>
    private static ReadOnlySpan<int> OtherExtending =>
    [
        0x09BE, 0x09BE, 0x09D7, 0x09D7, 0x0B3E, 0x0B3E, 0x0B57, 0x0B57, 0x0BBE, 0x0BBE, 0x0BD7, 0x0BD7, 0x0CC0, 0x0CC0,
        0x0CC2, 0x0CC2, 0x0CC7, 0x0CC8, 0x0CCA, 0x0CCB, 0x0CD5, 0x0CD6, 0x0D3E, 0x0D3E, 0x0D57, 0x0D57, 0x0DCF, 0x0DCF,
        0x0DDF, 0x0DDF, 0x1715, 0x1715, 0x1734, 0x1734, 0x1B35, 0x1B35, 0x1B3B, 0x1B3B, 0x1B3D, 0x1B3D, 0x1B43, 0x1B44,
        0x1BAA, 0x1BAA, 0x1BF2, 0x1BF3, 0x302E, 0x302F, 0xA953, 0xA953, 0xA9C0, 0xA9C0, 0xFF9E, 0xFF9F,
        0x111C0, 0x111C0, 0x11235, 0x11235, 0x1133E, 0x1133E, 0x1134D, 0x1134D, 0x11357, 0x11357, 0x113B8, 0x113B8,
        0x113C2, 0x113C2, 0x113C5, 0x113C5, 0x113C7, 0x113C9, 0x113CF, 0x113CF, 0x114B0, 0x114B0, 0x114BD, 0x114BD,
        0x115AF, 0x115AF, 0x116B6, 0x116B6, 0x11930, 0x11930, 0x1193D, 0x1193D, 0x11F41, 0x11F41, 0x16FF0, 0x16FF1,
        0x1D165, 0x1D166, 0x1D16D, 0x1D172,
    ];

    /// <summary>Writes text between double quotes, escaped.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="text">The text.</param>
    public static void WriteQuoted(TextOutput output, ReadOnlySpan<char> text)
    {
        output.Write("\"");
        int literalFrom = 0, i = 0;
        while (i < text.Length && !output.IsFull)
        {
            int width = 1;
            if (IsPlain(text[i]) || !NeedsEscape(text[i..], out width, out int codePoint))
            {
                i += width;
                continue;
            }

            output.Write(text[literalFrom..i]);
            WriteEscape(output, codePoint);
            i += width;
            literalFrom = i;
        }

        output.Write(text[literalFrom..i]);
        output.Write("\"");
    }

    private static bool IsPlain(char character) => character is >= ' ' and <= '~' and not ('"' or '\\');

    private static bool NeedsEscape(ReadOnlySpan<char> text, out int width, out int codePoint)
    {
        if (Rune.DecodeFromUtf16(text, out var rune, out width) != System.Buffers.OperationStatus.Done)
        {
            // Half of a surrogate pair; text from outside never holds one.
            codePoint = text[0];
            width = 1;
            return true;
        }

        codePoint = rune.Value;
        return codePoint is '"' or '\\' || !IsPrintable(Rune.GetUnicodeCategory(rune)) || ExtendsPrevious(codePoint);
    }

    private static bool IsPrintable(UnicodeCategory category) => category is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark);

    private static bool ExtendsPrevious(int codePoint)
    {
        int place = OtherExtending.BinarySearch(codePoint);

        // Not found: the complement is the place of the next bound, odd when that is the end of a range.
        return place >= 0 || (~place & 1) == 1;
    }

    private static void WriteEscape(TextOutput output, int codePoint)
    {
        switch (codePoint)
        {
            case '"':
                output.Write("\\\"");
                break;
            case '\\':
                output.Write("\\\\");
                break;
            case '\n':
                output.Write("\\n");
                break;
            case '\r':
                output.Write("\\r");
                break;
            case '\t':
                output.Write("\\t");
                break;
            case '\0':
                output.Write("\\0");
                break;
            default:
                output.Write($"\\u{{{codePoint:x}}}");
                break;
        }
    }
}
