using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Runtime.Streams;

/// <summary>A file that is read piece by piece.</summary>
/// <param name="file">The file.</param>
/// <param name="mayWait">Whether reading may wait for someone else.</param>
internal sealed class FileReadStream(IOpenFile file, bool mayWait) : ByteStream
{
    /// <inheritdoc/>
    public override bool MayWait => mayWait;

    /// <inheritdoc/>
    protected override int PieceBytes => 1 << 16;

    /// <inheritdoc/>
    protected override int Get(Span<byte> target) => file.Read(target);

    /// <inheritdoc/>
    protected override void Put(ReadOnlySpan<byte> content) => throw new HostException("the stream is open for reading");

    /// <inheritdoc/>
    protected override void Free() => file.Dispose();
}
