namespace TinyTotIL.Compiler.Ir;

/// <summary>Splits IR text into tokens. White space and line ends only separate; a semicolon begins a comment.</summary>
internal sealed class IrLexer
{
    private const string Marks = "(){},:=?@%.";

    private readonly string _text;
    private readonly List<IrToken> _tokens = [];
    private int _position;
    private int _line = 1;
    private int _lineStart;

    private IrLexer(string text) => _text = text;

    /// <summary>The tokens of a text; the last one is its end.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="IrFormatException">A character has no meaning, or quoted text is wrong.</exception>
    public static List<IrToken> Read(string text)
    {
        var lexer = new IrLexer(text);
        lexer.Run();
        return lexer._tokens;
    }

    private void Run()
    {
        while (SkipToToken())
        {
            char c = _text[_position];
            if (IrSpelling.BeginsWord(c))
            {
                Add(IrTokenKind.Word, LengthWhile(_position, IrSpelling.ContinuesWord));
            }
            else if (char.IsAsciiDigit(c) || (c == '-' && Next is not '>' and not '\0'))
            {
                Add(IrTokenKind.Number, NumberLength());
            }
            else if (c == '-' && Next == '>')
            {
                Add(IrTokenKind.Mark, 2);
            }
            else if (c == '"')
            {
                AddText();
            }
            else if (Marks.Contains(c, StringComparison.Ordinal))
            {
                Add(IrTokenKind.Mark, 1);
            }
            else
            {
                throw Fault($"'{c}' has no meaning here", _position);
            }
        }

        Add(IrTokenKind.End, 0);
    }

    private char Next => _position + 1 < _text.Length ? _text[_position + 1] : '\0';

    private bool SkipToToken()
    {
        while (_position < _text.Length)
        {
            char c = _text[_position];
            if (c == ';')
            {
                _position += LengthWhile(_position, character => character != '\n');
            }
            else if (char.IsWhiteSpace(c))
            {
                _position++;
                if (c == '\n')
                {
                    _line++;
                    _lineStart = _position;
                }
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private int LengthWhile(int start, Func<char, bool> condition)
    {
        int end = start;
        while (end < _text.Length && condition(_text[end]))
        {
            end++;
        }

        return end - start;
    }

    /// <summary>A sign, digits and letters with points, and the sign of an exponent.</summary>
    private int NumberLength()
    {
        int end = _position + 1;
        while (end < _text.Length)
        {
            bool isExponentSign = _text[end] is '+' or '-' && _text[end - 1] is 'E' or 'e';
            if (!isExponentSign && _text[end] != '.' && !char.IsAsciiLetterOrDigit(_text[end]))
            {
                break;
            }

            end++;
        }

        return end - _position;
    }

    private void Add(IrTokenKind kind, int length)
    {
        _tokens.Add(new IrToken(kind, _text.Substring(_position, length), _line, _position - _lineStart + 1));
        _position += length;
    }

    private void AddText()
    {
        int end = _position + 1;
        while (end < _text.Length && _text[end] is not ('"' or '\n'))
        {
            end += _text[end] == '\\' ? 2 : 1;
        }

        if (end >= _text.Length || _text[end] != '"')
        {
            throw Fault("the text is not closed on its line", _position);
        }

        int wrong = IrSpelling.Unescape(_text.AsSpan(_position + 1, end - _position - 1), out string value);
        if (wrong >= 0)
        {
            throw Fault("this is not an escape", _position + 1 + wrong);
        }

        _tokens.Add(new IrToken(IrTokenKind.Text, value, _line, _position - _lineStart + 1));
        _position = end + 1;
    }

    private IrFormatException Fault(string message, int position) => new(message, _line, position - _lineStart + 1);
}
