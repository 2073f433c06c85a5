using System.Globalization;
using System.Text;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Streams;

/// <summary>A port that characters come from. They wait in a buffer that is filled when it is empty.</summary>
internal abstract class TextInputPort : PortValue
{
    /// <summary>What is given for a character at the end.</summary>
    public const int EndOfInput = DatumSource.End;

    private char[] _buffer = [];
    private int _next;
    private int _end;
    private int _before;
    private DatumReader? _reader;

    /// <inheritdoc/>
    public sealed override bool IsInput => true;

    /// <inheritdoc/>
    public sealed override bool IsTextual => true;

    /// <summary>UTF-16 units taken so far.</summary>
    public int Taken => unchecked(_before + _next) & int.MaxValue;

    /// <summary>Whether a character can be had without waiting.</summary>
    public virtual bool IsReady => _next < _end || !MayWait;

    /// <inheritdoc/>
    internal override bool HasLine => _buffer.AsSpan(_next, _end - _next).Contains('\n');

    /// <summary>Reads data from what comes. It is made once, because directives between data stay in force.</summary>
    public DatumReader Reader => _reader ??= new DatumReader(new DatumLexer(new PortDatumSource(this)));

    /// <summary>The next UTF-16 unit, which stays, or the end.</summary>
    public int PeekUnit() => _next < _end || TryFill() ? _buffer[_next] : EndOfInput;

    /// <summary>Takes the next UTF-16 unit, or gives the end.</summary>
    public int ReadUnit() => _next < _end || TryFill() ? _buffer[_next++] : EndOfInput;

    /// <summary>The next character, which stays, or the end.</summary>
    public int PeekScalar()
    {
        int unit = PeekUnit();
        return unit < 0 || !char.IsSurrogate((char)unit) ? unit : DecodePair(out _);
    }

    /// <summary>Takes the next character, or gives the end.</summary>
    public int ReadScalar()
    {
        int unit = PeekUnit();
        int width = 1;
        int scalar = unit < 0 || !char.IsSurrogate((char)unit) ? unit : DecodePair(out width);
        _next += unit < 0 ? 0 : width;
        return scalar;
    }

    /// <summary>Takes a line, without what ends it: LF, CR or both. Null at the end.</summary>
    /// <param name="most">Most UTF-16 units.</param>
    /// <exception cref="HostException">Reading failed, or the line is longer.</exception>
    public string? ReadLine(long most)
    {
        StringBuilder? earlier = null;
        while (_next < _end || TryFill())
        {
            var rest = _buffer.AsSpan(_next, _end - _next);
            int length = rest.IndexOfAny('\n', '\r');
            if (length >= 0)
            {
                char end = rest[length];
                string line = earlier is null ? rest[..length].ToString() : Add(earlier, rest[..length], most).ToString();
                _next += length + 1;
                if (end == '\r' && PeekUnit() == '\n')
                {
                    _next++;
                }

                return line;
            }

            _next = _end;
            Add(earlier ??= new StringBuilder(), rest, most);
        }

        return earlier?.ToString();
    }

    /// <summary>Takes some characters. Null at the end.</summary>
    /// <param name="count">How many at most.</param>
    /// <param name="most">Most UTF-16 units.</param>
    /// <exception cref="HostException">Reading failed, or there are more.</exception>
    public string? ReadText(long count, long most)
    {
        StringBuilder? taken = null;
        while (count > 0 && (_next < _end || TryFill()))
        {
            var rest = _buffer.AsSpan(_next, (int)Math.Min(_end - _next, count));
            if (rest.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var pair)
            {
                // What comes before the first pair is a character for each unit.
                rest = pair > 0 ? rest[..pair] : _buffer.AsSpan(_next, WidthOfNext());
                count -= pair > 0 ? pair : 1;
            }
            else
            {
                count -= rest.Length;
            }

            _next += rest.Length;
            Add(taken ??= new StringBuilder(), rest, most);
        }

        return taken?.ToString();
    }

    /// <summary>Gets more.</summary>
    /// <param name="buffer">Where it is from the beginning on; may be replaced.</param>
    /// <returns>How many UTF-16 units it is; 0 at the end. No pair is divided.</returns>
    protected abstract int Fill(ref char[] buffer);

    /// <inheritdoc/>
    protected override string? Free()
    {
        _buffer = [];
        (_next, _end) = (0, 0);
        return null;
    }

    private static StringBuilder Add(StringBuilder text, ReadOnlySpan<char> piece, long most) => text.Length + piece.Length <= most
        ? text.Append(piece)
        : throw new HostException(string.Create(CultureInfo.InvariantCulture, $"there is more than {most} to be read at once"));

    private bool TryFill()
    {
        _before = unchecked(_before + _end);
        (_next, _end) = (0, 0);
        _end = Fill(ref _buffer);
        return _end > 0;
    }

    private int WidthOfNext()
    {
        DecodePair(out int width);
        return width;
    }

    private int DecodePair(out int width)
    {
        int unit = _next;
        int scalar = TextScalars.Next(_buffer.AsSpan(0, _end), ref unit);
        width = unit - _next;
        return scalar;
    }
}
