using System.Collections.Immutable;

namespace TinyTotIL.Runtime.Values;

/// <summary>Fields of an object with many: a persistent map that remembers the order of insertion.</summary>
/// <remarks>
/// Each field carries a rising number; a second tree leads from numbers back to names. Every change shares all but a
/// few nodes with the map it came from, so it costs logarithmic time whatever else is done with the older map. A map whose
/// fields were all known at once has arrays and a table instead, which cost a tenth of the trees to make; it gets its trees
/// when a field is changed first.
/// </remarks>
internal sealed class FieldMap
{
    private readonly string[]? _names;
    private readonly Value[]? _values;
    private readonly FieldPlaces? _places;
    private Trees? _trees;

    private FieldMap(Trees trees) => _trees = trees;

    private FieldMap(string[] names, Value[] values, FieldPlaces places) => (_names, _values, _places) = (names, values, places);

    /// <summary>Number of fields.</summary>
    public int Count => _names?.Length ?? _trees!.Fields.Count;

    /// <summary>Makes a map of fields in order.</summary>
    /// <param name="names">Their names, all different.</param>
    /// <param name="values">Their values.</param>
    public static FieldMap Create(ReadOnlySpan<string> names, ReadOnlySpan<Value> values) => new(Trees.Of(names, values));

    /// <summary>Makes a map of all its fields at once.</summary>
    /// <param name="names">Their names, all different, in an array never written to again.</param>
    /// <param name="values">Their values, as many, in an array never written to again.</param>
    /// <param name="places">The index of each name.</param>
    public static FieldMap Create(string[] names, Value[] values, FieldPlaces places) => new(names, values, places);

    /// <summary>Looks a field up.</summary>
    /// <param name="name">The field.</param>
    /// <param name="value">Its value.</param>
    public bool TryGet(string name, out Value value)
    {
        if (_places is not null)
        {
            int place = _places.IndexOf(name);
            value = place >= 0 ? _values![place] : default;
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
        if (_names is not null)
        {
            (names, values) = (_names, _values!);
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
    private Trees EnsureTrees() => Volatile.Read(ref _trees) ?? (_trees = Trees.Of(_names!, _values!));

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
