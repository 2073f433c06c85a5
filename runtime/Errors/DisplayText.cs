using System.Globalization;
using System.Text;

namespace TinyTotIL.Runtime.Errors;

/// <summary>Text from a program, made safe to show on one line of a terminal.</summary>
public static class DisplayText
{
    /// <summary>Text longer than this is not worth quoting whole.</summary>
    public const int QuotedLength = 60;

    private const char Ellipsis = '\u2026';

    /// <summary>Characters that would move the cursor, hide text or reorder it, as escapes; the others as they are.</summary>
    /// <param name="text">Any text.</param>
    public static string Escape(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsSafe(rune))
            {
                result.Append(rune.ToString());
            }
            else
            {
                result.Append(rune.Value switch
                {
                    '\t' => @"\t",
                    '\r' => @"\r",
                    '\n' => @"\n",
                    _ => string.Create(CultureInfo.InvariantCulture, $@"\u{{{rune.Value:X}}}"),
                });
            }
        }

        return result.ToString();
    }

    /// <summary>The beginning of a text, with an ellipsis where it was cut.</summary>
    /// <param name="text">Any text.</param>
    public static string Shorten(ReadOnlySpan<char> text)
    {
        if (text.Length <= QuotedLength)
        {
            return text.ToString();
        }

        int length = char.IsHighSurrogate(text[QuotedLength - 1]) ? QuotedLength - 1 : QuotedLength;
        return string.Concat(text[..length], [Ellipsis]);
    }

    /// <summary>Whether a character prints as itself: no control, format, surrogate or line separator character.</summary>
    /// <param name="rune">The character.</param>
    public static bool IsSafe(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
