namespace TinyTotIL.Runtime.Values;

/// <summary>Where the forms of values are written: collected up to a ceiling, or passed on in pieces without one.</summary>
internal sealed class TextOutput
{
    /// <summary>The mark of text cut off at the ceiling.</summary>
    public const string CutMark = "...";

    private const int PieceLength = 4096;

    private readonly TextSink? _sink;
    private readonly int _ceiling;
    private char[] _pending;
    private int _length;

    /// <summary>Collects text.</summary>
    /// <param name="ceiling">Most characters kept.</param>
    public TextOutput(int ceiling)
    {
        _ceiling = ceiling;
        _pending = new char[Math.Min(ceiling, 128)];
    }

    /// <summary>Passes text on.</summary>
    /// <param name="sink">Where to.</param>
    public TextOutput(TextSink sink)
    {
        _sink = sink;
        _ceiling = int.MaxValue;
        _pending = new char[PieceLength];
    }

    /// <summary>Whether the ceiling was met: what is written from here on is dropped.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Writes text that does not end inside a surrogate pair.</summary>
    /// <param name="text">The text.</param>
    public void Write(ReadOnlySpan<char> text)
    {
        if (IsFull)
        {
            return;
        }

        if (_sink is not null)
        {
            Pass(text);
            return;
        }

        if (text.Length > _ceiling - _length)
        {
            text = text[..(_ceiling - _length)];
            IsFull = true;
        }

        if (text.Length > _pending.Length - _length)
        {
            long doubled = Math.Max(2L * _pending.Length, _length + text.Length);
            Array.Resize(ref _pending, (int)Math.Min(_ceiling, doubled));
        }

        text.CopyTo(_pending.AsSpan(_length));
        _length += text.Length;
    }

    /// <summary>Writes a number in decimal.</summary>
    /// <param name="number">The number.</param>
    public void Write(long number)
    {
        Span<char> digits = stackalloc char[20];
        number.TryFormat(digits, out int length);
        Write(digits[..length]);
    }

    /// <summary>Writes a number in decimal.</summary>
    /// <param name="number">The number.</param>
    public void Write(ulong number)
    {
        Span<char> digits = stackalloc char[20];
        number.TryFormat(digits, out int length);
        Write(digits[..length]);
    }

    /// <summary>Passes on what is still held back.</summary>
    public void Flush()
    {
        if (_length > 0)
        {
            _sink!(_pending.AsSpan(0, _length));
            _length = 0;
        }
    }

    /// <summary>The text collected, with a mark where it was cut off.</summary>
    public override string ToString()
    {
        // Half a pair would become a replacement character further on.
        bool cutsPair = IsFull && _length > 0 && char.IsHighSurrogate(_pending[_length - 1]);
        var kept = _pending.AsSpan(0, cutsPair ? _length - 1 : _length);
        return IsFull ? string.Concat(kept, CutMark) : kept.ToString();
    }

    private void Pass(ReadOnlySpan<char> text)
    {
        if (text.Length > _pending.Length - _length)
        {
            Flush();
        }

        if (text.Length > _pending.Length)
        {
            _sink!(text);
            return;
        }

        text.CopyTo(_pending.AsSpan(_length));
        _length += text.Length;
    }
}
