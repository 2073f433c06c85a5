using System.Text;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Functions of characters. What asks about a text asks about each of its characters; the answer for the empty text is 0.</summary>
[TtvmLibrary("string")]
public static class CharacterNatives
{
    /// <summary>Number of the first character of a text.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text; not empty.</param>
    [TtvmFunction("string.char_code"), Pure]
    public static long CharCode(ProcessContext context, string text)
    {
        if (text.Length == 0)
        {
            context.Raise("string.char_code: the text is empty");
            return 0;
        }

        return TextPositions.CodeAt(text, 0);
    }

    /// <summary>The character with a number.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="code">From 0 to 0x10FFFF, and not from 0xD800 to 0xDFFF.</param>
    [TtvmFunction("string.from_char_code"), Pure]
    public static string FromCharCode(ProcessContext context, long code)
    {
        if (code is < 0 or > 0x10FFFF or (>= 0xD800 and <= 0xDFFF))
        {
            context.RaiseTypeMismatch("string.from_char_code", "number of a Unicode character as argument 1", Value.Int(code));
            return "";
        }

        return new Rune((int)code).ToString();
    }

    /// <summary>1 when all characters are the digits 0 to 9.</summary>
    /// <param name="text">The text.</param>
    [TtvmFunction("string.is_digit"), Pure]
    public static long IsDigit(string text) => AreAll(text, static rune => Rune.IsDigit(rune) && rune.IsAscii);

    /// <summary>1 when all characters are letters of some script.</summary>
    /// <param name="text">The text.</param>
    [TtvmFunction("string.is_alpha"), Pure]
    public static long IsAlpha(string text) => AreAll(text, Rune.IsLetter);

    /// <summary>1 when all characters are letters or digits of some script.</summary>
    /// <param name="text">The text.</param>
    [TtvmFunction("string.is_alnum"), Pure]
    public static long IsAlnum(string text) => AreAll(text, Rune.IsLetterOrDigit);

    /// <summary>1 when all characters are white space.</summary>
    /// <param name="text">The text.</param>
    [TtvmFunction("string.is_space"), Pure]
    public static long IsSpace(string text) => AreAll(text, Rune.IsWhiteSpace);

    /// <summary>1 when all characters are upper-case letters.</summary>
    /// <param name="text">The text.</param>
    [TtvmFunction("string.is_upper"), Pure]
    public static long IsUpper(string text) => AreAll(text, Rune.IsUpper);

    /// <summary>1 when all characters are lower-case letters.</summary>
    /// <param name="text">The text.</param>
    [TtvmFunction("string.is_lower"), Pure]
    public static long IsLower(string text) => AreAll(text, Rune.IsLower);

    private static long AreAll(string text, Func<Rune, bool> holds)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!holds(rune))
            {
                return 0;
            }
        }

        return text.Length > 0 ? 1 : 0;
    }
}
