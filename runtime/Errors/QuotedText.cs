using System.Globalization;
using System.Text;

namespace TinyTotIL.Runtime.Errors;

/// <summary>Text in quotation marks with the escapes <c>\n \r \t \0 \" \\ \u{hex}</c>: how it is read and written.</summary>
public static class QuotedText
{
    private const int MostHexDigits = 6;

    /// <summary>Where quoted text ends: the offset after its closing quotation mark, or -1 when it has none.</summary>
    /// <param name="text">Text that begins with a quotation mark.</param>
    public static int FindEnd(ReadOnlySpan<char> text)
    {
        int position = 1;
        while (position < text.Length)
        {
            int step = text[position..].IndexOfAny('"', '\\');
            if (step < 0)
            {
                return -1;
            }

            position += step;
            if (text[position] == '"')
            {
                return position + 1;
            }

            position += 2;
        }

        return -1;
    }

    /// <summary>Reads quoted text at the beginning of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">What it says; empty on failure.</param>
    /// <param name="length">Length of the quoted text; on failure, of what is wrong.</param>
    /// <param name="errorAt">Offset of what is wrong.</param>
    public static QuotedTextError Read(ReadOnlySpan<char> text, out string value, out int length, out int errorAt)
    {
        (value, length, errorAt) = ("", text.Length, 0);
        if (text.IsEmpty || text[0] != '"')
        {
            return QuotedTextError.NotQuoted;
        }

        int end = FindEnd(text);
        if (end < 0)
        {
            return QuotedTextError.NotClosed;
        }

        var error = Unescape(text[1..(end - 1)], out value, out errorAt, out int errorLength);
        errorAt++;
        length = error == QuotedTextError.None ? end : errorLength;
        return error;
    }

    /// <summary>Writes text in quotation marks. Characters that would not show, or not safely, become escapes.</summary>
    /// <param name="output">Receives it.</param>
    /// <param name="value">Well-formed text.</param>
    public static void Write(StringBuilder output, string value)
    {
        output.Append('"');
        foreach (var rune in value.EnumerateRunes())
        {
            string? escape = rune.Value switch
            {
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\0' => "\\0",
                '"' => "\\\"",
                '\\' => "\\\\",
                _ => null,
            };
            if (escape is not null)
            {
                output.Append(escape);
            }
            else if (rune.IsAscii && rune.Value is >= ' ' and < 0x7F)
            {
                output.Append((char)rune.Value);
            }
            else if (DisplayText.IsSafe(rune))
            {
                output.Append(rune.ToString());
            }
            else
            {
                output.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            }
        }

        output.Append('"');
    }

    private static QuotedTextError Unescape(ReadOnlySpan<char> text, out string value, out int errorAt, out int errorLength)
    {
        (value, errorAt, errorLength) = ("", 0, 0);
        int escape = text.IndexOf('\\');
        if (escape < 0)
        {
            value = text.ToString();
            return QuotedTextError.None;
        }

        var result = new StringBuilder(text.Length);
        int position = 0;
        while (escape >= 0)
        {
            result.Append(text[position..escape]);
            var error = ReadEscape(text[escape..], result, out int length);
            if (error != QuotedTextError.None)
            {
                (errorAt, errorLength) = (escape, length);
                return error;
            }

            position = escape + length;
            int next = text[position..].IndexOf('\\');
            escape = next < 0 ? -1 : position + next;
        }

        value = result.Append(text[position..]).ToString();
        return QuotedTextError.None;
    }

    private static QuotedTextError ReadEscape(ReadOnlySpan<char> text, StringBuilder result, out int length)
    {
        length = 2;
        char? simple = text[1] switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '0' => '\0',
            '"' => '"',
            '\\' => '\\',
            _ => null,
        };
        if (simple is { } character)
        {
            result.Append(character);
            return QuotedTextError.None;
        }

        if (text[1] != 'u')
        {
            length = text.Length > 2 && char.IsSurrogatePair(text[1], text[2]) ? 3 : 2;
            return QuotedTextError.UnknownEscape;
        }

        var digits = text.Length > 2 && text[2] == '{' ? HexDigits(text[3..]) : default;
        if (digits.IsEmpty || 3 + digits.Length >= text.Length || text[3 + digits.Length] != '}')
        {
            length = Math.Min(3 + digits.Length, text.Length);
            return QuotedTextError.MalformedUnicode;
        }

        length = digits.Length + 4;
        if (!Rune.TryCreate(int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), out var rune))
        {
            return QuotedTextError.NotACharacter;
        }

        result.Append(rune.ToString());
        return QuotedTextError.None;
    }

    private static ReadOnlySpan<char> HexDigits(ReadOnlySpan<char> text)
    {
        int count = 0;
        while (count < MostHexDigits && count < text.Length && char.IsAsciiHexDigit(text[count]))
        {
            count++;
        }

        return text[..count];
    }
}
