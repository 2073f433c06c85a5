using System.Collections.Immutable;

namespace TinyTotIL.Runtime.Values;

/// <summary>Fields of an object with many: a persistent map that remembers the order of insertion.</summary>
/// <remarks>
/// Each field carries a rising number; a second tree leads from numbers back to names. Every change shares all but a
/// few nodes with the map it came from, so it costs logarithmic time whatever else is done with the older map. A map whose
/// fields were all known at once has a <see cref="FieldTable"/> instead, which costs a tenth of the trees to make; it gets its trees
/// when a field is changed first.
/// </remarks>
internal sealed class FieldMap
{
    private FieldTable? _table;
    private Trees? _trees;

    private FieldMap(Trees trees) => _trees = trees;

    private FieldMap(FieldTable table) => _table = table;

    /// <summary>Number of fields.</summary>
    public int Count => Table?.Names.Length ?? _trees!.Fields.Count;

    /// <summary>The settled table; null for a map that never had one. Two threads may make it at once, with the same result.</summary>
    private FieldTable? Table => _table is { IsSettled: false } table ? _table = table.Settle() : _table;

    /// <summary>Makes a map of fields in order.</summary>
    /// <param name="names">Their names, all different.</param>
    /// <param name="values">Their values.</param>
    public static FieldMap Create(ReadOnlySpan<string> names, ReadOnlySpan<Value> values) => new(Trees.Of(names, values));

    /// <summary>Makes a map of all its fields at once.</summary>
    /// <param name="table">The fields.</param>
    public static FieldMap Create(FieldTable table) => new(table);

    /// <summary>Looks a field up.</summary>
    /// <param name="name">The field.</param>
    /// <param name="value">Its value.</param>
    public bool TryGet(string name, out Value value)
    {
        if (Table is { } table)
        {
            int place = table.IndexOf(name);
            value = place >= 0 ? table.Values[place] : default;
            return place >= 0;
        }

        bool found = _trees!.Fields.TryGetValue(name, out var field);
        value = field.Value;
        return found;
    }

    /// <summary>The map with a field set; one that exists keeps its place.</summary>
    /// <param name="name">The field.</param>
    /// <param name="value">Its value.</param>
    public FieldMap Set(string name, Value value)
    {
        var trees = EnsureTrees();
        return new FieldMap(trees.Fields.TryGetValue(name, out var field)
            ? trees with { Fields = trees.Fields.SetItem(name, (field.Number, value)) }
            : new Trees(trees.Fields.Add(name, (trees.NextNumber, value)), trees.Order.Add(trees.NextNumber, name), trees.NextNumber + 1));
    }

    /// <summary>The map without a field; this map if there is none.</summary>
    /// <param name="name">The field.</param>
    public FieldMap Remove(string name)
    {
        if (!TryGet(name, out _))
        {
            return this;
        }

        var trees = EnsureTrees();
        return new FieldMap(trees with { Fields = trees.Fields.Remove(name), Order = trees.Order.Remove(trees.Fields[name].Number) });
    }

    /// <summary>All fields in order, in arrays the caller does not write to.</summary>
    /// <param name="names">Their names.</param>
    /// <param name="values">Their values.</param>
    public void CopyFields(out string[] names, out Value[] values)
    {
        if (Table is { } table)
        {
            (names, values) = (table.Names, table.Values);
            return;
        }

        names = new string[Count];
        values = new Value[Count];
        int i = 0;
        foreach (var (_, name) in _trees!.Order)
        {
            names[i] = name;
            values[i++] = _trees.Fields[name].Value;
        }
    }

    /// <summary>The trees, made once; two threads may do so at once, with the same result.</summary>
    private Trees EnsureTrees() => Volatile.Read(ref _trees) ?? (_trees = Trees.Of(Table!.Names, Table.Values));

    /// <summary>The fields by name, and their names by number.</summary>
    private sealed record Trees(ImmutableDictionary<string, (long Number, Value Value)> Fields, ImmutableSortedDictionary<long, string> Order, long NextNumber)
    {
        public static Trees Of(ReadOnlySpan<string> names, ReadOnlySpan<Value> values)
        {
            var fields = ImmutableDictionary.CreateBuilder<string, (long, Value)>();
            var order = ImmutableSortedDictionary.CreateBuilder<long, string>();
            for (int i = 0; i < names.Length; i++)
            {
                fields.Add(names[i], (i, values[i]));
                order.Add(i, names[i]);
            }

            return new Trees(fields.ToImmutable(), order.ToImmutable(), names.Length);
        }
    }
}
