using System.Globalization;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Streams;

/// <summary>A port that bytes come from.</summary>
internal sealed class BinaryInputPort : PortValue, IHeldBytes
{
    /// <summary>What is given for a byte at the end.</summary>
    public const int EndOfInput = -1;

    private const int PieceBytes = 1 << 14;

    private readonly ByteStream? _source;
    private byte[] _buffer;
    private int _next;
    private int _end;

    /// <summary>A port that gives bytes in memory.</summary>
    /// <param name="bytes">The bytes, in an array that nobody else writes to.</param>
    public BinaryInputPort(byte[] bytes) => (Name, _buffer, _end) = ("bytevector", bytes, bytes.Length);

    /// <summary>A port that gives the bytes of a stream.</summary>
    /// <param name="name">What error texts call it.</param>
    /// <param name="source">The stream; it is closed with this.</param>
    public BinaryInputPort(string name, ByteStream source) => (Name, _source, _buffer) = (name, source, []);

    /// <inheritdoc/>
    public override bool IsInput => true;

    /// <inheritdoc/>
    public override bool IsTextual => false;

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override bool MayWait => _source is { MayWait: true };

    /// <summary>Whether a byte can be had without waiting.</summary>
    public bool IsReady => _next < _end || !MayWait;

    /// <inheritdoc/>
    public long HeldBytes => _buffer.Length;

    /// <summary>The next byte, which stays, or the end.</summary>
    public int Peek() => _next < _end || TryFill() ? _buffer[_next] : EndOfInput;

    /// <summary>Takes the next byte, or gives the end.</summary>
    public int Read() => _next < _end || TryFill() ? _buffer[_next++] : EndOfInput;

    /// <summary>Takes bytes until there are enough or no more.</summary>
    /// <param name="target">Where to put them.</param>
    /// <returns>How many there were.</returns>
    public int Read(Span<byte> target)
    {
        int count = 0;
        while (count < target.Length && (_next < _end || TryFill()))
        {
            int piece = Math.Min(target.Length - count, _end - _next);
            _buffer.AsSpan(_next, piece).CopyTo(target[count..]);
            _next += piece;
            count += piece;
        }

        return count;
    }

    /// <summary>Takes some bytes. Null at the end.</summary>
    /// <param name="count">How many at most.</param>
    /// <param name="most">Most bytes that may be made.</param>
    /// <exception cref="HostException">Reading failed, or there are more.</exception>
    public byte[]? ReadBytes(long count, long most)
    {
        byte[] taken = new byte[Math.Min(count, PieceBytes)];
        int length = 0;
        while (true)
        {
            length += Read(taken.AsSpan(length));
            if (length < taken.Length || length == count)
            {
                break;
            }

            if (length >= most)
            {
                throw new HostException(string.Create(CultureInfo.InvariantCulture, $"there is more than {most} to be read at once"));
            }

            Array.Resize(ref taken, (int)Math.Min(Math.Min(count, most), 2L * length));
        }

        return length == 0 && count > 0 ? null : taken.AsSpan(0, length).ToArray();
    }

    /// <inheritdoc/>
    protected override string? Free()
    {
        _buffer = [];
        (_next, _end) = (0, 0);
        _source?.Close();
        return null;
    }

    private bool TryFill()
    {
        if (_source is null)
        {
            return false;
        }

        if (_buffer.Length == 0)
        {
            _buffer = new byte[PieceBytes];
        }

        (_next, _end) = (0, 0);
        _end = _source.Read(_buffer);
        return _end > 0;
    }
}
