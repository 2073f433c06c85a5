using System.Globalization;

namespace TinyTotIL.Conformance.Tests.StandardLibrary;

/// <summary>Translates expressions of examples into instructions.</summary>
internal sealed class ExampleCode
{
    private readonly string _text;
    private readonly List<string> _functions = [];
    private int _position;
    private int _count;

    private ExampleCode(string text) => _text = text;

    /// <summary>The instructions of an expression, and the functions that they name.</summary>
    /// <param name="expression">The expression.</param>
    public static (IReadOnlyList<string> Code, IReadOnlyList<string> Functions) Of(string expression)
    {
        var reader = new ExampleCode(expression);
        var code = new List<string>();
        reader.ReadExpression(code);
        return reader._position == expression.Length ? (code, reader._functions) : throw reader.Wrong("the end");
    }

    private void ReadExpression(List<string> code)
    {
        SkipSpace();
        switch (Here)
        {
            case '"':
                code.Add($"PUSH_TEXT {ReadQuoted()}");
                break;
            case '[':
                _position++;
                int length = ReadSequence(']', () => ReadExpression(code));
                code.Add(FormattableString.Invariant($"MAKE_LIST {length}"));
                break;
            case '{':
                ReadObject(code);
                break;
            case '(':
                _position++;
                ReadFunction(code, ReadNames());
                break;
            case '-' or (>= '0' and <= '9'):
                string number = ReadWhile(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '+');
                code.Add(long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? $"PUSH_INT {number}" : $"PUSH_FLOAT {number}");
                break;
            default:
                ReadNamed(code);
                break;
        }
    }

    private void ReadNamed(List<string> code)
    {
        string name = ReadName();
        SkipSpace();
        if (Here == '(')
        {
            _position++;
            _ = ReadSequence(')', () => ReadExpression(code));
            bool isInstruction = char.IsAsciiLetterUpper(name[0]);
            code.AddRange(isInstruction ? [name] : [$"LOAD {name}", "CALL_FUNCTION"]);
        }
        else if (Here == '-')
        {
            ReadFunction(code, [name]);
        }
        else
        {
            code.Add(name switch
            {
                "true" => "TRUE",
                "false" => "FALSE",
                "null" => "NULL",
                "inf" or "nan" => $"PUSH_FLOAT {name}",
                _ => $"LOAD {name}",
            });
        }
    }

    private void ReadObject(List<string> code)
    {
        _position++;
        code.Add("MAKE_OBJECT");
        _ = ReadSequence('}', () =>
        {
            string field = ReadName();
            Expect(':');
            ReadExpression(code);
            code.Add($"SET_FIELD {field}");
        });
    }

    private List<string> ReadNames()
    {
        var names = new List<string>();
        _ = ReadSequence(')', () => names.Add(ReadName()));
        return names;
    }

    private void ReadFunction(List<string> code, IReadOnlyList<string> parameters)
    {
        Expect('-');
        Expect('>');
        string label = FormattableString.Invariant($"example_{++_count}");
        code.Add($"MAKE_FUNCTION {label} {string.Join(' ', parameters)}".TrimEnd());
        var body = new List<string>();
        ReadExpression(body);
        _functions.AddRange([$"LABEL {label}", .. body, "RET"]);
    }

    /// <summary>Reads what stands between commas up to a closing bracket; returns how many.</summary>
    private int ReadSequence(char end, Action readOne)
    {
        int count = 0;
        SkipSpace();
        while (Here != end)
        {
            readOne();
            count++;
            SkipSpace();
            if (Here != end)
            {
                Expect(',');
                SkipSpace();
            }
        }

        _position++;
        return count;
    }

    private string ReadQuoted()
    {
        int start = _position++;
        while (Here != '"')
        {
            _position += Here == '\\' ? 2 : 1;
        }

        return _text[start..++_position];
    }

    private string ReadName()
    {
        SkipSpace();
        string name = ReadWhile(letter => char.IsLetterOrDigit(letter) || letter == '_');
        return name.Length > 0 ? name : throw Wrong("a name");
    }

    private string ReadWhile(Func<char, bool> belongs)
    {
        int start = _position;
        while (_position < _text.Length && belongs(_text[_position]))
        {
            _position++;
        }

        return _text[start.._position];
    }

    private void Expect(char letter)
    {
        SkipSpace();
        _position += Here == letter ? 1 : throw Wrong($"'{letter}'");
    }

    private void SkipSpace() => _ = ReadWhile(char.IsWhiteSpace);

    private char Here => _position < _text.Length ? _text[_position] : _position == _text.Length ? '\0' : throw Wrong("more");

    private FormatException Wrong(string expected) => new($"Expected {expected} at column {_position + 1} of: {_text}");
}
