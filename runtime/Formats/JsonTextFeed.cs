using System.Buffers;
using System.Text.Json;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Formats;

/// <summary>Leads a text to a parser in blocks of UTF-8, so that it is never there twice, unless nearly all of it is one text.</summary>
internal sealed class JsonTextFeed : IDisposable
{
    private const int BlockBytes = 1 << 16;
    private const int SmallestBlock = 32;
    private const int Growth = 16;
    private const int MostBytesOfCharacter = 3;

    private readonly JsonOriginal _original;
    private byte[] _block;
    private int _start;
    private int _end;
    private bool _isLast;

    /// <summary>Prepares to parse a text.</summary>
    /// <param name="text">A string or a view.</param>
    /// <param name="budget">What may be allocated.</param>
    public JsonTextFeed(object text, BulkBudget budget)
    {
        _original = new JsonOriginal(text);
        Parser = new JsonParser(_original) { Budget = budget };
        int length = TextValue.LengthOf(text);
        Parser.Expect(length);
        _block = ArrayPool<byte>.Shared.Rent(Math.Clamp(MostBytesOfCharacter * Math.Min(length, BlockBytes), SmallestBlock, BlockBytes));
        _isLast = _original.Fill(_block, out _end);
    }

    /// <summary>The parser.</summary>
    public JsonParser Parser { get; }

    /// <summary>The next value, if there is one more.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="JsonException">This is not JSON.</exception>
    /// <exception cref="InvalidOperationException">It is, and yet has no value.</exception>
    public bool TryRead(out Value value)
    {
        while (true)
        {
            bool isFound = Parser.TryRead(_block.AsSpan(_start, _end - _start), _isLast, outer: 0, out value, out int consumed);
            _original.Advance(consumed);
            _start += consumed;
            if (isFound || _isLast)
            {
                return isFound;
            }

            Fill();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_block);
        Parser.Release();
    }

    /// <summary>Makes a block that begins with what the parser has left.</summary>
    private void Fill()
    {
        Parser.Budget.Charge(0);
        if (_start == 0)
        {
            // The parser looks at all of a long token again each time, so there are to be few times.
            int bytes = (int)Math.Min(_original.CountBytesLeft(), Growth * (long)_block.Length);
            Parser.Budget.Charge(bytes - _block.Length);
            ArrayPool<byte>.Shared.Return(_block);
            _block = [];
            _block = ArrayPool<byte>.Shared.Rent(bytes);
        }

        _start = 0;
        _isLast = _original.Fill(_block, out _end);
    }
}
