using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>Divides the text of data into tokens, as section 7.1.1 of R7RS describes them.</summary>
/// <remarks>
/// It reads one unit after the other and never more than the token and what it takes to know that the token has ended, so that a port can be
/// read datum by datum. After an error it goes on behind it. It does not know which parentheses belong together.
/// </remarks>
public sealed partial class DatumLexer
{
    /// <summary>More digits are no label that anyone would write.</summary>
    private const int LabelDigits = 18;

    private readonly DatumSource _source;
    private char[] _text = new char[64];
    private int _length;
    private int _start;

    /// <summary>Reads from a source.</summary>
    /// <param name="source">The source.</param>
    public DatumLexer(DatumSource source) => _source = source;

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    public DatumLexer(string text)
        : this(new TextDatumSource(text))
    {
    }

    /// <summary>The longest symbol, number or string, in UTF-16 units.</summary>
    public int LongestToken { get; init; } = 1 << 27;

    /// <summary>Whether <c>#!fold-case</c> is in force.</summary>
    public bool FoldsCase { get; set; }

    private ReadOnlySpan<char> Text => _text.AsSpan(0, _length);

    /// <summary>The next token; at the end of the text, <see cref="DatumTokenKind.End"/> each time.</summary>
    public DatumToken Next()
    {
        while (true)
        {
            int unit = _source.Peek();
            while (DatumCharacters.IsSpace(unit))
            {
                _source.Read();
                unit = _source.Peek();
            }

            _start = _source.Position;
            _length = 0;
            if (unit == ';')
            {
                SkipLine();
            }
            else if (unit == '#')
            {
                _source.Read();
                if (AfterHash() is { } token)
                {
                    return token;
                }
            }
            else if (unit == 0xFEFF && _start == 0)
            {
                _source.Read();
            }
            else
            {
                return Begin(unit);
            }
        }
    }

    private DatumToken Begin(int unit)
    {
        switch (unit)
        {
            case DatumSource.End:
                return Simple(DatumTokenKind.End);
            case '(':
                return Take(DatumTokenKind.Open);
            case ')':
                return Take(DatumTokenKind.Close);
            case '\'':
                return Take(DatumTokenKind.Quote);
            case '`':
                return Take(DatumTokenKind.Quasiquote);
            case ',':
                _source.Read();
                return _source.Peek() == '@' ? Take(DatumTokenKind.UnquoteSplicing) : Simple(DatumTokenKind.Unquote);
            case '"':
                _source.Read();
                return ReadQuoted('"') is { } problem ? Wrong(problem) : Atom(Value.Text(Text.ToString()));
            case '|':
                _source.Read();
                return ReadQuoted('|') is { } fault ? Wrong(fault) : Atom(Value.From(SymbolValue.Of(Text)));
            case '[' or ']' or '{' or '}':
                _source.Read();
                return Wrong($"'{(char)unit}' has no meaning in Scheme; lists are written with '(' and ')'");
            default:
                return DatumCharacters.IsDelimiter(unit) ? Stray(unit) : SymbolOrNumber();
        }
    }

    private DatumToken Stray(int unit)
    {
        _source.Read();
        return Wrong($"the control character U+{unit:X4} cannot stand here");
    }

    private DatumToken SymbolOrNumber()
    {
        if (!ReadToDelimiter())
        {
            return TooLong();
        }

        if (Text is ".")
        {
            return Simple(DatumTokenKind.Dot);
        }

        if (MayBeNumber(Text))
        {
            if (NumberSyntax.TryRead(Text, 10, out var number))
            {
                return Atom(number);
            }

            if (IsNumberGoneWrong(Text))
            {
                return Wrong($"'{Shown}' is neither a number nor a symbol{(Text[^1] is 'i' or 'I' ? "; complex numbers are not supported" : "")}");
            }
        }

        return Atom(Value.From(FoldsCase ? SymbolValue.Of(Folded(Text)) : SymbolValue.Of(Text)));
    }

    /// <summary>Whether a text reads as the symbol of that name; otherwise it is written between bars.</summary>
    /// <param name="text">The text.</param>
    internal static bool IsSymbol(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text is "." || text[0] == '#')
        {
            return false;
        }

        foreach (char unit in text)
        {
            if (unit is < 'a' or > 'z' && (DatumCharacters.IsDelimiter(unit) || (unit >= 0x80 && !char.IsLetterOrDigit(unit) && !DatumCharacters.IsGraphic(unit))))
            {
                return false;
            }
        }

        return !MayBeNumber(text) || (!NumberSyntax.TryRead(text, 10, out _) && !IsNumberGoneWrong(text));
    }

    private static bool MayBeNumber(ReadOnlySpan<char> text) => char.IsAsciiDigit(text[0]) || text[0] is '+' or '-' or '.';

    /// <summary>
    /// What begins like a number and is none is a slip of the pen, but for the names of successor and predecessor; and the imaginary units are
    /// numbers, which we do not have.
    /// </summary>
    private static bool IsNumberGoneWrong(ReadOnlySpan<char> text)
    {
        if (text is "1+" or "1-" or "-1+")
        {
            return false;
        }

        if (text is "+i" or "-i" or "+I" or "-I")
        {
            return true;
        }

        int digit = text[0] is '+' or '-' ? 1 : 0;
        digit += digit < text.Length && text[digit] == '.' ? 1 : 0;
        return digit < text.Length && char.IsAsciiDigit(text[digit]);
    }

    /// <summary>Reads on after <c>#</c>; null after a comment or directive.</summary>
    private DatumToken? AfterHash()
    {
        int unit = _source.Peek();
        switch (unit)
        {
            case '(':
                return Take(DatumTokenKind.OpenVector);
            case ';':
                return Take(DatumTokenKind.DatumComment);
            case '|':
                _source.Read();
                return SkipBlock() ? null : Wrong("the comment that begins here with '#|' has no '|#'");
            case '!':
                _source.Read();
                return Directive();
            case '\\':
                _source.Read();
                return ReadCharacter();
            case >= '0' and <= '9':
                return Label();
            default:
                return HashWord();
        }
    }

    private DatumToken HashWord()
    {
        Add('#');
        if (!ReadToDelimiter())
        {
            return TooLong();
        }

        switch (Lowered(Text))
        {
            case "#t" or "#true":
                return Atom(Value.Bool(true));
            case "#f" or "#false":
                return Atom(Value.Bool(false));
            case "#u8" when _source.Peek() == '(':
                return Take(DatumTokenKind.OpenBytevector);
            case "#u8":
                return Wrong("a bytevector is written #u8( with its bytes and ')'");
            case ['#', 'x' or 'd' or 'b' or 'o' or 'e' or 'i', ..]:
                return NumberSyntax.TryRead(Text, 10, out var number) ? Atom(number) : Wrong($"'{Shown}' is not a number");
            default:
                return Wrong($"'{Shown}' is not the beginning of any datum");
        }
    }

    private DatumToken Label()
    {
        long number = 0;
        for (int digits = 1; char.IsAsciiDigit((char)_source.Peek()); digits++)
        {
            number = (10 * number) + (_source.Read() - '0');
            if (digits == LabelDigits)
            {
                return Wrong("the number of a label is too large");
            }
        }

        switch (_source.Peek())
        {
            case '=':
                _source.Read();
                return new DatumToken(DatumTokenKind.LabelDefinition, _start, _source.Position, Value.Int(number));
            case '#':
                _source.Read();
                return new DatumToken(DatumTokenKind.LabelReference, _start, _source.Position, Value.Int(number));
            default:
                return Wrong($"'#{number}' is not the beginning of any datum; a label is written '#{number}=' and referred to as '#{number}#'");
        }
    }

    /// <summary>Reads on after <c>#!</c>. What begins a script that the system can run is a comment.</summary>
    private DatumToken? Directive()
    {
        if (_start == 0 && _source.Peek() is '/' or ' ')
        {
            SkipLine();
            return null;
        }

        if (!ReadToDelimiter())
        {
            return TooLong();
        }

        switch (Text)
        {
            case "fold-case":
                FoldsCase = true;
                return null;
            case "no-fold-case":
                FoldsCase = false;
                return null;
            default:
                return Wrong($"'#!{Shown}' is not known; there are '#!fold-case' and '#!no-fold-case'");
        }
    }

    private void SkipLine()
    {
        while (_source.Peek() is not (DatumSource.End or '\n' or '\r'))
        {
            _source.Read();
        }
    }

    private bool SkipBlock()
    {
        int depth = 1;
        while (depth > 0)
        {
            switch (_source.Read())
            {
                case DatumSource.End:
                    return false;
                case '|' when _source.Peek() == '#':
                    _source.Read();
                    depth--;
                    break;
                case '#' when _source.Peek() == '|':
                    _source.Read();
                    depth++;
                    break;
            }
        }

        return true;
    }

    /// <summary>Reads on up to what ends a symbol; false when that is too long.</summary>
    private bool ReadToDelimiter()
    {
        while (!DatumCharacters.IsDelimiter(_source.Peek()))
        {
            if (!Add((char)_source.Read()))
            {
                return false;
            }
        }

        return true;
    }

    private bool Add(char unit)
    {
        if (_length == _text.Length)
        {
            if (_length >= LongestToken)
            {
                return false;
            }

            Array.Resize(ref _text, (int)Math.Min(LongestToken, 2L * _length));
        }

        _text[_length++] = unit;
        return true;
    }

    private static string Folded(ReadOnlySpan<char> text) => TextCase.Fold(text.ToString());

    /// <summary>Words after <c>#</c> are the same in capitals; longer ones than any that is known need no second form.</summary>
    private static ReadOnlySpan<char> Lowered(ReadOnlySpan<char> text) => text.Length <= 16 ? text.ToString().ToLowerInvariant() : text;

    private DatumToken Take(DatumTokenKind kind)
    {
        _source.Read();
        return Simple(kind);
    }

    private DatumToken Simple(DatumTokenKind kind) => new(kind, _start, _source.Position);

    private DatumToken Atom(Value value) => new(DatumTokenKind.Atom, _start, _source.Position, value);

    private DatumToken Wrong(string message) => new(DatumTokenKind.Error, _start, _source.Position, default, message);

    private DatumToken TooLong() => Wrong($"a symbol, number or string has more than {LongestToken} characters");
}
