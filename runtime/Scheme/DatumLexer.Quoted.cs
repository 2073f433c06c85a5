using System.Text;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <content>Strings, symbols between bars, and characters.</content>
public sealed partial class DatumLexer
{
    /// <summary>More of a wrong token need not be shown.</summary>
    private const int MostShown = 40;

    private string Shown
    {
        get
        {
            if (_length <= MostShown)
            {
                return Text.ToString();
            }

            int length = char.IsHighSurrogate(_text[MostShown - 1]) ? MostShown - 1 : MostShown;
            return string.Concat(_text.AsSpan(0, length), "...");
        }
    }

    /// <summary>Reads a string or a symbol between bars after its beginning. A text with something wrong in it is read to its end all the same.</summary>
    /// <returns>What is wrong; null for nothing.</returns>
    private string? ReadQuoted(char quote)
    {
        string? problem = null;
        while (true)
        {
            int unit = _source.Read();
            if (unit == quote)
            {
                return problem;
            }

            switch (unit)
            {
                case DatumSource.End:
                    return quote == '"' ? "the string that begins here has no closing '\"'" : "the symbol that begins here has no closing '|'";
                case '\\':
                    problem = ReadEscape(quote) ?? problem;
                    break;
                case '\r':
                    // Whatever ends a line in the file, in the string it is one newline.
                    SkipIf('\n');
                    problem = Keep('\n') ?? problem;
                    break;
                default:
                    problem = Keep((char)unit) ?? problem;
                    break;
            }
        }
    }

    private string? ReadEscape(char quote)
    {
        int unit = _source.Read();
        switch (unit)
        {
            case 'a':
                return Keep('\a');
            case 'b':
                return Keep('\b');
            case 't':
                return Keep('\t');
            case 'n':
                return Keep('\n');
            case 'r':
                return Keep('\r');
            case '"' or '\\' or '|':
                return Keep((char)unit);
            case 'x' or 'X':
                return ReadHexEscape();
            case ' ' or '\t' or '\n' or '\r' when quote == '"':
                return SkipLineEnd(unit);
            case DatumSource.End:
                return null;
            default:
                // The second half of a pair follows by itself.
                return Keep((char)unit) ?? (char.IsSurrogate((char)unit) || unit < ' '
                    ? "a '\\' stands before a character that it has no meaning for"
                    : $"'\\{(char)unit}' is not an escape; a backslash itself is written '\\\\'");
        }
    }

    /// <summary>A line end after a backslash, with the blanks on both sides of it, is not part of the string.</summary>
    private string? SkipLineEnd(int unit)
    {
        while (unit is ' ' or '\t')
        {
            unit = _source.Peek() is ' ' or '\t' or '\n' or '\r' ? _source.Read() : 0;
        }

        if (unit == 0)
        {
            return "blanks after '\\' must be followed by the end of the line";
        }

        if (unit == '\r')
        {
            SkipIf('\n');
        }

        while (_source.Peek() is ' ' or '\t')
        {
            _source.Read();
        }

        return null;
    }

    private string? ReadHexEscape()
    {
        const string Form = "a character by its number is written '\\x', hexadecimal digits and ';'";
        long code = 0;
        int digits = 0;
        for (; char.IsAsciiHexDigit((char)_source.Peek()); digits++)
        {
            code = Math.Min(int.MaxValue, (16 * code) + Convert.ToInt32(((char)_source.Read()).ToString(), 16));
        }

        if (digits == 0 || _source.Peek() != ';')
        {
            return Form;
        }

        _source.Read();
        return DatumCharacters.IsScalar(code) ? Keep((int)code) : $"'\\x{code:x};' is not the number of a character";
    }

    /// <summary>Reads on after <c>#\</c>.</summary>
    private DatumToken ReadCharacter()
    {
        int first = _source.Read();
        if (first == DatumSource.End)
        {
            return Wrong("'#\\' must be followed by a character");
        }

        Add((char)first);
        if (!ReadToDelimiter())
        {
            return TooLong();
        }

        var text = Text;
        if (Rune.DecodeFromUtf16(text, out var rune, out int width) == System.Buffers.OperationStatus.Done && width == text.Length)
        {
            return Atom(Value.Character(rune.Value));
        }

        if (text is ['x' or 'X', .. var digits] && IsHexadecimal(digits))
        {
            long code = digits.TrimStart('0').Length <= 8 ? Convert.ToInt64(digits.ToString(), 16) : int.MaxValue;
            return DatumCharacters.IsScalar(code) ? Atom(Value.Character((int)code)) : Wrong($"'#\\{Shown}' is not the number of a character");
        }

        return DatumCharacters.TryFind(FoldsCase ? Folded(text) : text, out int scalar)
            ? Atom(Value.Character(scalar))
            : Wrong($"'#\\{Shown}' is not the name of a character");
    }

    private static bool IsHexadecimal(ReadOnlySpan<char> digits)
    {
        foreach (char digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit))
            {
                return false;
            }
        }

        return true;
    }

    private void SkipIf(char unit)
    {
        if (_source.Peek() == unit)
        {
            _source.Read();
        }
    }

    private string? Keep(int scalar)
    {
        Span<char> units = stackalloc char[2];
        int count = new Rune(scalar).EncodeToUtf16(units);
        return Keep(units[0]) ?? (count == 2 ? Keep(units[1]) : null);
    }

    private string? Keep(char unit) => Add(unit) ? null : $"a string or symbol has more than {LongestToken} characters";
}
