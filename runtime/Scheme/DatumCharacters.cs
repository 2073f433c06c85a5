using System.Globalization;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>Facts of single characters that the reader and the writer of data share.</summary>
internal static class DatumCharacters
{
    private static readonly (string Name, int Scalar)[] Names =
    [
        ("alarm", 7), ("backspace", 8), ("delete", 0x7F), ("escape", 0x1B), ("newline", '\n'), ("null", 0), ("return", '\r'), ("space", ' '), ("tab", '\t'),
    ];

    /// <summary>Whether a symbol or number ends before a character. The end of the text counts as one.</summary>
    /// <param name="unit">A UTF-16 unit, or the end.</param>
    public static bool IsDelimiter(int unit) => unit switch
    {
        < ' ' or '(' or ')' or '"' or ';' or '|' or '\'' or '`' or ',' or '[' or ']' or '{' or '}' or ' ' or 0x7F => true,
        < 0x80 => false,
        _ => char.IsWhiteSpace((char)unit),
    };

    /// <summary>Whether a character separates data and means nothing else.</summary>
    /// <param name="unit">A UTF-16 unit, or the end.</param>
    public static bool IsSpace(int unit) => unit >= 0 && char.IsWhiteSpace((char)unit);

    /// <summary>Whether a number is that of a Unicode scalar value.</summary>
    /// <param name="code">The number.</param>
    public static bool IsScalar(long code) => code is >= 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF);

    /// <summary>The character that a name stands for after <c>#\</c>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="scalar">The character.</param>
    public static bool TryFind(ReadOnlySpan<char> name, out int scalar)
    {
        foreach (var (known, code) in Names)
        {
            if (name.SequenceEqual(known))
            {
                scalar = code;
                return true;
            }
        }

        scalar = 0;
        return false;
    }

    /// <summary>The name of a character; null for one that has none.</summary>
    /// <param name="scalar">The character.</param>
    public static string? NameOf(int scalar)
    {
        foreach (var (name, code) in Names)
        {
            if (code == scalar)
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>Whether a character shows as itself, apart from what stands before and after it.</summary>
    /// <param name="scalar">The character.</param>
    public static bool IsGraphic(int scalar) => scalar is > ' ' and < 0x7F || (scalar >= 0x80 && CharUnicodeInfo.GetUnicodeCategory(scalar) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate) && !IsMark(scalar));

    /// <summary>Whether a character shows as part of the one before it.</summary>
    /// <param name="scalar">The character.</param>
    public static bool IsMark(int scalar) => CharUnicodeInfo.GetUnicodeCategory(scalar) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark;
}
