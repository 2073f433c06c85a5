using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>A table of values by keys.</summary>
/// <remarks>Its order depends on what was done with it and not on the hashes of its keys: every run of a program sees the same.</remarks>
public sealed class HashTable : HeapValue
{
    private HashTable(TableEquivalence equivalence, Value same, Value hash, Dictionary<Value, Value> entries) =>
        (Equivalence, Same, Hash, Entries) = (equivalence, same, hash, entries);

    /// <summary>Which keys are one.</summary>
    public TableEquivalence Equivalence { get; }

    /// <summary>The procedure that the program compares keys by.</summary>
    public Value Same { get; }

    /// <summary>The procedure that gives the number of a key.</summary>
    public Value Hash { get; }

    /// <summary>The values by their keys.</summary>
    public Dictionary<Value, Value> Entries { get; }

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.HashTable;

    /// <summary>Makes an empty table.</summary>
    /// <param name="equivalence">Which keys are one.</param>
    /// <param name="same">The procedure that the program compares keys by.</param>
    /// <param name="hash">The procedure that gives the number of a key.</param>
    public static HashTable Create(TableEquivalence equivalence, Value same, Value hash) =>
        new(equivalence, same, hash, new Dictionary<Value, Value>(equivalence == TableEquivalence.Equal ? KeyComparer.Equal : KeyComparer.Eqv));

    /// <summary>A table of the same kind and, if wanted, the same entries.</summary>
    /// <param name="entries">The entries it begins with.</param>
    public HashTable With(IEnumerable<KeyValuePair<Value, Value>> entries) =>
        new(Equivalence, Same, Hash, new Dictionary<Value, Value>(entries, Entries.Comparer));
}
