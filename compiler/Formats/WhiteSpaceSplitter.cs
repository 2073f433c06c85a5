using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Formats;

/// <summary>The pieces of a text between runs of white space.</summary>
internal struct WhiteSpaceSplitter
{
    private readonly string _text;
    private readonly int _end;
    private int _position;

    /// <summary>Begins before the first piece.</summary>
    /// <param name="text">The text.</param>
    /// <param name="span">The part of it to split.</param>
    public WhiteSpaceSplitter(string text, SourceSpan span)
    {
        _text = text;
        _position = span.Start;
        _end = span.End;
    }

    /// <summary>The piece found last.</summary>
    public SourceSpan Current { get; private set; }

    /// <summary>Goes to the next piece; false when there is none.</summary>
    public bool MoveNext()
    {
        while (_position < _end && char.IsWhiteSpace(_text[_position]))
        {
            _position++;
        }

        int start = _position;
        while (_position < _end && !char.IsWhiteSpace(_text[_position]))
        {
            _position++;
        }

        Current = new SourceSpan(start, _position - start);
        return Current.Length > 0;
    }
}
