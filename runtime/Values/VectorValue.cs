namespace TinyTotIL.Runtime.Values;

/// <summary>A vector.</summary>
public sealed class VectorValue : HeapValue
{
    /// <summary>Wraps an array that nobody else writes to.</summary>
    /// <param name="items">The elements.</param>
    /// <param name="isConstant">Whether it is a literal of the program, which may not change.</param>
    public VectorValue(Value[] items, bool isConstant = false) => (Items, IsConstant) = (items, isConstant);

    /// <summary>The elements.</summary>
    public readonly Value[] Items;

    /// <summary>Whether it is a literal of the program, which may not change.</summary>
    public readonly bool IsConstant;

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Vector;
}
