namespace TinyTotIL.Runtime.Values;

/// <summary>An immutable byte sequence.</summary>
public sealed class BytesValue : HeapValue
{
    /// <summary>Wraps bytes that nobody writes to any more.</summary>
    /// <param name="bytes">The bytes.</param>
    public BytesValue(byte[] bytes) => Bytes = bytes;

    /// <summary>The bytes; never written to.</summary>
    public byte[] Bytes { get; }

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Bytes;
}
