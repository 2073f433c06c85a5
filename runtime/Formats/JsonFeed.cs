using System.Text.Json;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Formats;

/// <summary>Leads bytes to a parser in blocks.</summary>
/// <param name="source">Where they come from.</param>
/// <param name="blockBytes">Bytes of a block, unless a single text or number needs more.</param>
internal sealed class JsonFeed(ByteSource source, int blockBytes)
{
    private readonly JsonParser _parser = new();
    private byte[] _block = new byte[blockBytes];
    private int _start;
    private int _end;
    private bool _isRead;

    /// <summary>The parser.</summary>
    public JsonParser Parser => _parser;

    /// <summary>The next value, if there is one more.</summary>
    /// <param name="outer">In how many lists it lies; 0 for whole values.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="JsonException">This is not JSON.</exception>
    /// <exception cref="InvalidOperationException">It is, and yet has no value.</exception>
    public bool TryRead(int outer, out Value value)
    {
        while (true)
        {
            bool isLast = _isRead || source.IsAtEnd;
            bool isFound = _parser.TryRead(_block.AsSpan(_start, _end - _start), isLast, outer, out value, out int consumed);
            _start += consumed;
            if (isFound || isLast)
            {
                return isFound;
            }

            Fill();
        }
    }

    /// <summary>Reads more behind what the parser has left.</summary>
    private void Fill()
    {
        _parser.Budget.Charge(0);
        if (_start > 0)
        {
            _block.AsSpan(_start, _end - _start).CopyTo(_block);
            (_start, _end) = (0, _end - _start);
        }

        if (_end > _block.Length / 2)
        {
            _parser.Budget.Charge(_block.Length);
            Array.Resize(ref _block, (int)Math.Min(Array.MaxLength, 2L * _block.Length));
        }

        int count = source.Read(_block.AsSpan(_end));
        _end += count;
        _isRead = count == 0;
    }
}
