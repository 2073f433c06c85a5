namespace TinyTotIL.Runtime.Values;

/// <summary>A record type, as DEFINE-RECORD-TYPE makes one each time it is evaluated.</summary>
public sealed class RecordType : HeapValue
{
    /// <summary>Makes a type.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="fields">Names of the fields.</param>
    public RecordType(string name, string[] fields) => (Name, Fields) = (name, fields);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Names of the fields.</summary>
    public string[] Fields { get; }

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.RecordType;
}
