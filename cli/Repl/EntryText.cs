using TinyTotIL.Runtime.Scheme;

namespace TinyTotIL.Cli.Repl;

/// <summary>What a text entered so far consists of: whole data, and whether another is begun.</summary>
internal sealed class EntryText
{
    private const int Indentation = 2;

    private readonly string _text;
    private readonly List<int> _open = [];
    private readonly List<string> _data = [];
    private bool _isPrefixed;
    private int _start = -1;

    private EntryText(string text) => _text = text;

    /// <summary>The texts of the data, in order; at last what is wrong or not whole, if anything is.</summary>
    public IReadOnlyList<string> Data => _data;

    /// <summary>Whether nothing is open: no list, no string, no comment, and nothing quoted that is still to come.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Columns by which the next line is moved in.</summary>
    public int Indent => _open is [.., var innermost] ? innermost - LineStart(innermost) + Indentation : 0;

    /// <summary>Looks at a text.</summary>
    /// <param name="text">The text.</param>
    public static EntryText Of(string text)
    {
        var entry = new EntryText(text);
        entry.IsComplete = entry.Read();
        return entry;
    }

    private bool Read()
    {
        var lexer = new DatumLexer(_text);
        while (true)
        {
            var token = lexer.Next();
            if (token.Kind == DatumTokenKind.End)
            {
                TakeRest();
                return _open.Count == 0 && !_isPrefixed;
            }

            if (_start < 0)
            {
                _start = token.Start;
            }

            switch (token.Kind)
            {
                case DatumTokenKind.Open or DatumTokenKind.OpenVector or DatumTokenKind.OpenBytevector:
                    _open.Add(token.Start);
                    _isPrefixed = false;
                    break;
                case DatumTokenKind.Close when _open.Count > 0:
                    _open.RemoveAt(_open.Count - 1);
                    EndDatum(token.End);
                    break;
                case DatumTokenKind.Error when IsUnfinished(token):
                    TakeRest();
                    return false;
                case DatumTokenKind.Error or DatumTokenKind.Close:
                    TakeRest();
                    return true;
                case DatumTokenKind.Atom:
                    EndDatum(token.End);
                    break;
                case DatumTokenKind.Dot:
                    break;
                default:
                    _isPrefixed = true;
                    break;
            }
        }
    }

    /// <summary>Adds what is no whole datum: whoever reads it says what is wrong.</summary>
    private void TakeRest()
    {
        if (_start >= 0)
        {
            _data.Add(_text[_start..]);
        }
    }

    private void EndDatum(int end)
    {
        _isPrefixed = false;
        if (_open.Count == 0)
        {
            _data.Add(_text[_start..end]);
            _start = -1;
        }
    }

    /// <summary>Whether what is wrong is that the text ends too early.</summary>
    private bool IsUnfinished(DatumToken token) =>
        token.End == _text.Length && (_text[token.Start] is '"' or '|' || _text.AsSpan(token.Start).StartsWith("#|"));

    private int LineStart(int offset) => _text.LastIndexOf('\n', offset) + 1;
}
