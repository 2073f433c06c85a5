namespace TinyTotIL.Runtime.Values;

/// <summary>Bytes that can be replaced.</summary>
public sealed class BytevectorValue : HeapValue
{
    /// <summary>Wraps an array that nobody else writes to.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="isConstant">Whether it is a literal of the program, which may not change.</param>
    public BytevectorValue(byte[] bytes, bool isConstant = false) => (Bytes, IsConstant) = (bytes, isConstant);

    /// <summary>The bytes.</summary>
    public readonly byte[] Bytes;

    /// <summary>Whether it is a literal of the program, which may not change.</summary>
    public readonly bool IsConstant;

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Bytevector;
}
