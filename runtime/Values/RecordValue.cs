namespace TinyTotIL.Runtime.Values;

/// <summary>An instance of a record type.</summary>
public sealed class RecordValue : HeapValue
{
    /// <summary>Wraps an array that nobody else writes to.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="fields">The values of its fields.</param>
    public RecordValue(RecordType type, Value[] fields) => (Type, Fields) = (type, fields);

    /// <summary>Its type.</summary>
    public readonly RecordType Type;

    /// <summary>The values of its fields.</summary>
    public readonly Value[] Fields;

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Record;
}
