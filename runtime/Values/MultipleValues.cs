namespace TinyTotIL.Runtime.Values;

/// <summary>Several results of one call, or none; one result is itself.</summary>
public sealed class MultipleValues : HeapValue
{
    /// <summary>Wraps an array that nobody writes to any more.</summary>
    /// <param name="items">The results.</param>
    public MultipleValues(Value[] items) => Items = items;

    /// <summary>The results.</summary>
    public readonly Value[] Items;

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.MultipleValues;
}
