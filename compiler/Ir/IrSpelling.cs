using System.Globalization;
using System.Text;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Compiler.Ir;

/// <summary>How names, text and numbers are spelled in IR text.</summary>
/// <remarks>
/// IR text must carry whatever a binary file can hold: names with any characters, text with halves of surrogate pairs, and
/// every bit pattern of a float.
/// </remarks>
internal static class IrSpelling
{
    /// <summary>The bits written as <c>nan</c>; with the sign bit, <c>-nan</c>.</summary>
    public const long QuietNan = 0x7FF8_0000_0000_0000;

    private const int MostHexDigits = 6;

    /// <summary>Letters that, with a number, name a register, block, function, prototype, module or inline site.</summary>
    private const string ReferenceLetters = "rbfpms";

    /// <summary>The word for the place of a check point.</summary>
    /// <param name="place">The place.</param>
    public static string Of(CheckPointPlace place) => place switch
    {
        CheckPointPlace.Loop => "loop",
        CheckPointPlace.QuietLoop => "quiet_loop",
        CheckPointPlace.Call => "call",
    };

    /// <summary>Whether a character can begin a word.</summary>
    /// <param name="c">The character.</param>
    public static bool BeginsWord(char c) => char.IsAsciiLetter(c) || c == '_';

    /// <summary>Whether a character can continue a word.</summary>
    /// <param name="c">The character.</param>
    public static bool ContinuesWord(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '#';

    /// <summary>Whether a word is a reference, such as <c>r12</c>; a name that looks like one is quoted.</summary>
    /// <param name="word">The word.</param>
    public static bool IsReference(ReadOnlySpan<char> word) =>
        word.Length > 1 && ReferenceLetters.Contains(word[0], StringComparison.Ordinal) && !word[1..].ContainsAnyExceptInRange('0', '9');

    /// <summary>Writes a name: as it is when it is a plain word, otherwise quoted.</summary>
    /// <param name="name">The name.</param>
    public static string Name(string name)
    {
        bool isWord = name.Length > 0 && BeginsWord(name[0]) && name.All(ContinuesWord);
        return isWord && !IsReference(name) ? name : Quoted(name);
    }

    /// <summary>Writes text in quotation marks.</summary>
    /// <param name="text">The text; halves of surrogate pairs are kept.</param>
    public static string Quoted(string text)
    {
        var output = new StringBuilder(text.Length + 2).Append('"');
        for (int i = 0; i < text.Length; i++)
        {
            bool isCharacter = Rune.TryGetRuneAt(text, i, out var rune);
            string? escape = text[i] switch
            {
                '\n' => @"\n",
                '\r' => @"\r",
                '\t' => @"\t",
                '"' => "\\\"",
                '\\' => @"\\",
                _ => null,
            };
            if (escape is not null)
            {
                output.Append(escape);
            }
            else if (isCharacter && DisplayText.IsSafe(rune))
            {
                output.Append(rune.ToString());
            }
            else
            {
                output.Append(CultureInfo.InvariantCulture, $"\\u{{{(isCharacter ? rune.Value : text[i]):x}}}");
            }

            i += isCharacter ? rune.Utf16SequenceLength - 1 : 0;
        }

        return output.Append('"').ToString();
    }

    /// <summary>Reads what <see cref="Quoted"/> wrote between the quotation marks.</summary>
    /// <param name="text">The text with its escapes.</param>
    /// <param name="value">What it says; empty on failure.</param>
    /// <returns>Offset of an escape that is wrong, or -1.</returns>
    public static int Unescape(ReadOnlySpan<char> text, out string value)
    {
        var output = new StringBuilder(text.Length);
        value = "";
        int position = 0;
        while (position < text.Length)
        {
            if (text[position] != '\\')
            {
                output.Append(text[position++]);
                continue;
            }

            int length = ReadEscape(text[position..], output);
            if (length == 0)
            {
                return position;
            }

            position += length;
        }

        value = output.ToString();
        return -1;
    }

    /// <summary>Writes a float so that its bits can be read back.</summary>
    /// <param name="value">The float.</param>
    public static string Float(double value)
    {
        if (double.IsNaN(value))
        {
            return BitConverter.DoubleToInt64Bits(value) switch
            {
                QuietNan => "nan",
                QuietNan | long.MinValue => "-nan",
                long bits => string.Create(CultureInfo.InvariantCulture, $"nan 0x{bits:x16}"),
            };
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "inf" : "-inf";
        }

        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
    }

    /// <summary>Length of the escape at the beginning of a text; 0 when it is none.</summary>
    private static int ReadEscape(ReadOnlySpan<char> text, StringBuilder output)
    {
        char? simple = text.Length < 2 ? null : text[1] switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '"' => '"',
            '\\' => '\\',
            _ => null,
        };
        if (simple is { } character)
        {
            output.Append(character);
            return 2;
        }

        int end = text.IndexOf('}');
        if (!text.StartsWith(@"\u{") || end < 4 || end > 3 + MostHexDigits
            || !int.TryParse(text[3..end], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code))
        {
            return 0;
        }

        if (code <= char.MaxValue)
        {
            output.Append((char)code);
        }
        else if (Rune.TryCreate(code, out var rune))
        {
            output.Append(rune.ToString());
        }
        else
        {
            return 0;
        }

        return end + 1;
    }
}
