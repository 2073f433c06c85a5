using TinyTotIL.Runtime.Streams;

namespace TinyTotIL.Runtime.Formats;

/// <summary>Bytes read by someone who takes more than needed: keeps account of how much was asked for.</summary>
/// <remarks>From a place on it gives single bytes, and who needs no more does not ask for the next.</remarks>
/// <param name="data">The bytes.</param>
/// <param name="start">Where reading begins.</param>
/// <param name="singlyFrom">From where on bytes are given one by one.</param>
internal sealed class MeasuringStream(byte[] data, int start, int singlyFrom) : ReadOnlyStream
{
    private const int PieceBytes = 1 << 14;

    /// <summary>Where the next byte is read.</summary>
    public int Place { get; private set; } = start;

    /// <summary>Where the last piece began.</summary>
    public int LastReadAt { get; private set; } = start;

    /// <summary>Whether the last piece was a single byte, so that the reader has taken no more than it needed.</summary>
    public bool IsExact => LastReadAt >= singlyFrom;

    /// <summary>Whether more was asked for than there is.</summary>
    public bool WasExhausted { get; private set; }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (Place == data.Length)
        {
            WasExhausted |= !buffer.IsEmpty;
            return 0;
        }

        int most = Place >= singlyFrom ? 1 : Math.Min(PieceBytes, singlyFrom - Place);
        int count = Math.Min(most, buffer.Length);
        data.AsSpan(Place, count).CopyTo(buffer);
        LastReadAt = Place;
        Place += count;
        return count;
    }
}
