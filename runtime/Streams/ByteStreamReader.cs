namespace TinyTotIL.Runtime.Streams;

/// <summary>Reads a stream of the language where .NET wants one of its own.</summary>
/// <param name="source">The stream.</param>
/// <param name="isOwner">Whether it is closed with this.</param>
internal sealed class ByteStreamReader(ByteStream source, bool isOwner) : ReadOnlyStream
{
    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => source.Read(buffer);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (isOwner)
        {
            source.Close();
        }

        base.Dispose(disposing);
    }
}
