using TinyTotIL.Runtime.Streams;

namespace TinyTotIL.Runtime.Formats;

/// <summary>The bytes of a stream.</summary>
/// <param name="stream">The stream.</param>
internal sealed class StreamSource(ByteStream stream) : ByteSource
{
    /// <inheritdoc/>
    public override bool IsAtEnd => false;

    /// <inheritdoc/>
    public override int Read(Span<byte> target) => stream.Read(target);
}
