using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>Text in upper and lower case, where one character can become several, and a sigma at the end of a word is another one.</summary>
internal static class TextCase
{
    private const int Sigma = 0x3A3;
    private const char FinalSigma = '\u03C2';
    private const int DottedI = 0x130;
    private const int CapitalSharpS = 0x1E9E;

    /// <summary>What takes several characters in upper case.</summary>
    private static readonly FrozenDictionary<int, string> Expanding = Expansions().ToFrozenDictionary();

    /// <summary>The text in upper case.</summary>
    /// <param name="text">The text.</param>
    public static string Up(string text) =>
        Ascii.IsValid(text) ? text.ToUpperInvariant() : Map(text, static (scalar, target) => Append(target, scalar, isFolded: false));

    /// <summary>The text in lower case.</summary>
    /// <param name="text">The text.</param>
    public static string Down(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.ToLowerInvariant();
        }

        var target = new StringBuilder(text.Length);
        for (int unit = 0; unit < text.Length;)
        {
            int start = unit;
            int scalar = TextScalars.Next(text, ref unit);
            if (scalar == Sigma && EndsWord(text, start, unit))
            {
                target.Append(FinalSigma);
            }
            else if (scalar == DottedI)
            {
                target.Append("i\u0307");
            }
            else
            {
                Append(target, CharacterCase.Down(scalar));
            }
        }

        return target.ToString();
    }

    /// <summary>The text as it is compared where case does not count.</summary>
    /// <param name="text">The text.</param>
    public static string Fold(string text) =>
        Ascii.IsValid(text) ? text.ToLowerInvariant() : Map(text, static (scalar, target) => Append(target, scalar, isFolded: true));

    private static string Map(string text, Action<int, StringBuilder> append)
    {
        var target = new StringBuilder(text.Length);
        for (int unit = 0; unit < text.Length;)
        {
            append(TextScalars.Next(text, ref unit), target);
        }

        return target.ToString();
    }

    private static void Append(StringBuilder target, int scalar, bool isFolded)
    {
        if (isFolded && scalar is DottedI or CapitalSharpS)
        {
            target.Append(scalar == DottedI ? "i\u0307" : "ss");
        }
        else if (Expanding.TryGetValue(scalar, out string? several))
        {
            // What is folded is the lower case of what the character is in upper case.
            foreach (char unit in several)
            {
                target.Append(isFolded ? (char)CharacterCase.Fold(unit) : unit);
            }
        }
        else
        {
            Append(target, isFolded ? CharacterCase.Fold(scalar) : CharacterCase.Up(scalar));
        }
    }

    private static void Append(StringBuilder target, int scalar)
    {
        Span<char> units = stackalloc char[2];
        target.Append(units[..TextScalars.Encode(scalar, units)]);
    }

    /// <summary>Whether letters stand before a character and none after it; marks in between do not count.</summary>
    private static bool EndsWord(string text, int start, int end)
    {
        int before = start - 1;
        while (before >= 0 && IsIgnored(text[before]))
        {
            before--;
        }

        int after = end;
        while (after < text.Length && IsIgnored(text[after]))
        {
            after++;
        }

        return before >= 0 && IsCased(text, before) && (after == text.Length || !IsCased(text, after));
    }

    private static bool IsCased(string text, int unit)
    {
        unit -= unit > 0 && char.IsLowSurrogate(text[unit]) ? 1 : 0;
        int scalar = TextScalars.Next(text, ref unit);
        return CharacterCase.IsUpper(scalar) || CharacterCase.IsLower(scalar) || CharUnicodeInfo.GetUnicodeCategory(scalar) == UnicodeCategory.TitlecaseLetter;
    }

    private static bool IsIgnored(char unit) => unit is '\'' or '.' or ':' or '\u00B7' or '\u2018' or '\u2019' or '\u2024' or '\u2027' or '^' or '`'
        || CharUnicodeInfo.GetUnicodeCategory(unit) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierSymbol;

    private static Dictionary<int, string> Expansions()
    {
        var table = new Dictionary<int, string>
        {
            [0xDF] = "SS", [0x149] = "\u02BCN", [0x1F0] = "J\u030C", [0x390] = "\u0399\u0308\u0301", [0x3B0] = "\u03A5\u0308\u0301", [0x587] = "\u0535\u0552",
            [0x1E96] = "H\u0331", [0x1E97] = "T\u0308", [0x1E98] = "W\u030A", [0x1E99] = "Y\u030A", [0x1E9A] = "A\u02BE",
            [0x1F50] = "\u03A5\u0313", [0x1F52] = "\u03A5\u0313\u0300", [0x1F54] = "\u03A5\u0313\u0301", [0x1F56] = "\u03A5\u0313\u0342",
            [0x1FB2] = "\u1FBA\u0399", [0x1FB3] = "\u0391\u0399", [0x1FB4] = "\u0386\u0399", [0x1FB6] = "\u0391\u0342", [0x1FB7] = "\u0391\u0342\u0399",
            [0x1FBC] = "\u0391\u0399", [0x1FC2] = "\u1FCA\u0399", [0x1FC3] = "\u0397\u0399", [0x1FC4] = "\u0389\u0399", [0x1FC6] = "\u0397\u0342",
            [0x1FC7] = "\u0397\u0342\u0399", [0x1FCC] = "\u0397\u0399", [0x1FD2] = "\u0399\u0308\u0300", [0x1FD3] = "\u0399\u0308\u0301",
            [0x1FD6] = "\u0399\u0342", [0x1FD7] = "\u0399\u0308\u0342", [0x1FE2] = "\u03A5\u0308\u0300", [0x1FE3] = "\u03A5\u0308\u0301",
            [0x1FE4] = "\u03A1\u0313", [0x1FE6] = "\u03A5\u0342", [0x1FE7] = "\u03A5\u0308\u0342", [0x1FF2] = "\u1FFA\u0399", [0x1FF3] = "\u03A9\u0399",
            [0x1FF4] = "\u038F\u0399", [0x1FF6] = "\u03A9\u0342", [0x1FF7] = "\u03A9\u0342\u0399", [0x1FFC] = "\u03A9\u0399",
            [0xFB00] = "FF", [0xFB01] = "FI", [0xFB02] = "FL", [0xFB03] = "FFI", [0xFB04] = "FFL", [0xFB05] = "ST", [0xFB06] = "ST",
            [0xFB13] = "\u0544\u0546", [0xFB14] = "\u0544\u0535", [0xFB15] = "\u0544\u053B", [0xFB16] = "\u054E\u0546", [0xFB17] = "\u0544\u053D",
        };

        // Vowels with an iota below, which stands beside them in upper case; the second eight of each row are capitals already.
        foreach (var (first, capital) in new[] { (0x1F80, 0x1F08), (0x1F90, 0x1F28), (0x1FA0, 0x1F68) })
        {
            for (int i = 0; i < 16; i++)
            {
                table[first + i] = $"{(char)(capital + (i & 7))}\u0399";
            }
        }

        return table;
    }
}
