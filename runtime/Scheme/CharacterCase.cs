using System.Globalization;
using System.Text;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>What Unicode says of characters: upper and lower case, letters and digits.</summary>
/// <remarks>.NET leaves out mappings that depend on nothing but are surprising in some languages; Scheme has them.</remarks>
internal static class CharacterCase
{
    private const int DotlessI = 0x131;
    private const int DottedI = 0x130;
    private const int LongS = 0x17F;

    /// <summary>Letters that are of lower case by a property of their own, as first and last of ranges.</summary>
    private static readonly int[] OtherLower =
    [
        0xAA, 0xAA, 0xBA, 0xBA, 0x2B0, 0x2B8, 0x2C0, 0x2C1, 0x2E0, 0x2E4, 0x345, 0x345, 0x37A, 0x37A, 0x1D2C, 0x1D6A, 0x1D78, 0x1D78, 0x1D9B, 0x1DBF,
        0x2071, 0x2071, 0x207F, 0x207F, 0x2090, 0x209C, 0x2170, 0x217F, 0x24D0, 0x24E9, 0x2C7C, 0x2C7D, 0xA69C, 0xA69D, 0xA770, 0xA770, 0xA7F8, 0xA7F9,
        0xAB5C, 0xAB5F,
    ];

    /// <summary>The same of upper case.</summary>
    private static readonly int[] OtherUpper = [0x2160, 0x216F, 0x24B6, 0x24CF, 0x1F130, 0x1F149, 0x1F150, 0x1F169, 0x1F170, 0x1F189];

    /// <summary>The one character of upper case that stands for a character.</summary>
    /// <param name="scalar">The character.</param>
    public static int Up(int scalar) => scalar switch
    {
        < 0x80 => scalar is >= 'a' and <= 'z' ? scalar - 0x20 : scalar,
        DotlessI => 'I',
        LongS => 'S',
        _ => Rune.TryCreate(scalar, out var rune) ? Rune.ToUpperInvariant(rune).Value : scalar,
    };

    /// <summary>The one character of lower case that stands for a character.</summary>
    /// <param name="scalar">The character.</param>
    public static int Down(int scalar) => scalar switch
    {
        < 0x80 => scalar is >= 'A' and <= 'Z' ? scalar + 0x20 : scalar,
        DottedI => 'i',
        _ => Rune.TryCreate(scalar, out var rune) ? Rune.ToLowerInvariant(rune).Value : scalar,
    };

    /// <summary>The one character that stands for a character where case does not count.</summary>
    /// <param name="scalar">The character.</param>
    public static int Fold(int scalar) => scalar switch
    {
        < 0x80 => Down(scalar),
        DotlessI or DottedI => scalar,

        // The letters of Cherokee that came first are those of upper case.
        >= 0x13A0 and <= 0x13F5 => scalar,
        >= 0x13F8 and <= 0x13FD => scalar - 8,
        >= 0xAB70 and <= 0xABBF => scalar - 0xAB70 + 0x13A0,
        _ => Down(Up(scalar)),
    };

    /// <summary>Whether a character is a letter or counts as one.</summary>
    /// <param name="scalar">The character.</param>
    public static bool IsAlphabetic(int scalar) =>
        scalar < 0x80 ? char.IsAsciiLetter((char)scalar)
        : CharUnicodeInfo.GetUnicodeCategory(scalar) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber
        || IsIn(OtherLower, scalar) || IsIn(OtherUpper, scalar);

    /// <summary>Whether a character is a decimal digit of some script.</summary>
    /// <param name="scalar">The character.</param>
    public static bool IsDigit(int scalar) => CharUnicodeInfo.GetUnicodeCategory(scalar) == UnicodeCategory.DecimalDigitNumber;

    /// <summary>The value of a decimal digit of some script; -1 of what is none.</summary>
    /// <param name="scalar">The character.</param>
    public static int DigitOf(int scalar) =>
        scalar < 0x80 ? (char.IsAsciiDigit((char)scalar) ? scalar - '0' : -1)
        : IsDigit(scalar) && Rune.TryCreate(scalar, out var rune) ? (int)Rune.GetNumericValue(rune)
        : -1;

    /// <summary>Whether a character is white space.</summary>
    /// <param name="scalar">The character.</param>
    public static bool IsSpace(int scalar) => scalar <= char.MaxValue && char.IsWhiteSpace((char)scalar);

    /// <summary>Whether a character is of upper case.</summary>
    /// <param name="scalar">The character.</param>
    public static bool IsUpper(int scalar) => CharUnicodeInfo.GetUnicodeCategory(scalar) == UnicodeCategory.UppercaseLetter || IsIn(OtherUpper, scalar);

    /// <summary>Whether a character is of lower case.</summary>
    /// <param name="scalar">The character.</param>
    public static bool IsLower(int scalar) => CharUnicodeInfo.GetUnicodeCategory(scalar) == UnicodeCategory.LowercaseLetter || IsIn(OtherLower, scalar);

    private static bool IsIn(int[] ranges, int scalar)
    {
        for (int i = 0; i < ranges.Length && ranges[i] <= scalar; i += 2)
        {
            if (scalar <= ranges[i + 1])
            {
                return true;
            }
        }

        return false;
    }
}
