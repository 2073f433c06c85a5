using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Streams;

/// <summary>A stream in memory: what is written to it can be read from it, in the same order.</summary>
/// <param name="most">Bytes it may hold.</param>
internal sealed class MemoryStreamResource(long most) : ByteStream, IHeldBytes
{
    /// <inheritdoc/>
    public long HeldBytes => Buffered;

    /// <inheritdoc/>
    protected override int PieceBytes => 0;

    /// <inheritdoc/>
    protected override int Get(Span<byte> target) => 0;

    /// <inheritdoc/>
    protected override void Put(ReadOnlySpan<byte> content)
    {
        if (Buffered + (long)content.Length > most)
        {
            throw new HostException("the stream holds too much");
        }

        Append(content);
    }

    /// <inheritdoc/>
    protected override void Free()
    {
        // The collector has it when nobody has the handle.
    }
}
