namespace TinyTotIL.Conformance.Tests.Protocol;

/// <summary>Bytes that arrive a few at a time, as they do from a pipe.</summary>
/// <param name="content">The bytes.</param>
/// <param name="portion">How many arrive at once.</param>
internal sealed class DrippingStream(byte[] content, int portion) : MemoryStream(content)
{
    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, portion));

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, portion)]);
}
