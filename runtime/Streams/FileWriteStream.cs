using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Runtime.Streams;

/// <summary>A file that is written piece by piece. Nothing is kept back: what has been written is there even if nobody closes it.</summary>
/// <param name="file">The file.</param>
/// <param name="mayWait">Whether writing may wait for someone else.</param>
internal sealed class FileWriteStream(IOpenFile file, bool mayWait) : ByteStream
{
    /// <inheritdoc/>
    public override bool MayWait => mayWait;

    /// <inheritdoc/>
    protected override int PieceBytes => 1;

    /// <inheritdoc/>
    protected override int Get(Span<byte> target) => throw new HostException("the stream is open for writing");

    /// <inheritdoc/>
    protected override void Put(ReadOnlySpan<byte> content) => file.Write(content);

    /// <inheritdoc/>
    protected override void Free() => file.Dispose();
}
