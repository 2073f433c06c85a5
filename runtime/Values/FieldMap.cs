using System.Collections.Immutable;

namespace TinyTotIL.Runtime.Values;

/// <summary>Fields of an object with many: a persistent map that remembers the order of insertion.</summary>
/// <remarks>
/// Each field carries a rising number; a second tree leads from numbers back to names. Every change shares all but a
/// few nodes with the map it came from, so it costs logarithmic time whatever else is done with the older map.
/// </remarks>
internal sealed class FieldMap
{
    private readonly ImmutableDictionary<string, (long Number, Value Value)> _fields;
    private readonly ImmutableSortedDictionary<long, string> _order;
    private readonly long _nextNumber;

    private FieldMap(ImmutableDictionary<string, (long Number, Value Value)> fields, ImmutableSortedDictionary<long, string> order, long nextNumber)
    {
        _fields = fields;
        _order = order;
        _nextNumber = nextNumber;
    }

    /// <summary>Number of fields.</summary>
    public int Count => _fields.Count;

    /// <summary>Makes a map of fields in order.</summary>
    /// <param name="names">Their names, all different.</param>
    /// <param name="values">Their values.</param>
    public static FieldMap Create(ReadOnlySpan<string> names, ReadOnlySpan<Value> values)
    {
        var fields = ImmutableDictionary.CreateBuilder<string, (long, Value)>();
        var order = ImmutableSortedDictionary.CreateBuilder<long, string>();
        for (int i = 0; i < names.Length; i++)
        {
            fields.Add(names[i], (i, values[i]));
            order.Add(i, names[i]);
        }

        return new FieldMap(fields.ToImmutable(), order.ToImmutable(), names.Length);
    }

    /// <summary>Looks a field up.</summary>
    /// <param name="name">The field.</param>
    /// <param name="value">Its value.</param>
    public bool TryGet(string name, out Value value)
    {
        bool found = _fields.TryGetValue(name, out var field);
        value = field.Value;
        return found;
    }

    /// <summary>The map with a field set; one that exists keeps its place.</summary>
    /// <param name="name">The field.</param>
    /// <param name="value">Its value.</param>
    public FieldMap Set(string name, Value value) =>
        _fields.TryGetValue(name, out var field)
            ? new FieldMap(_fields.SetItem(name, (field.Number, value)), _order, _nextNumber)
            : new FieldMap(_fields.Add(name, (_nextNumber, value)), _order.Add(_nextNumber, name), _nextNumber + 1);

    /// <summary>The map without a field; this map if there is none.</summary>
    /// <param name="name">The field.</param>
    public FieldMap Remove(string name) =>
        _fields.TryGetValue(name, out var field)
            ? new FieldMap(_fields.Remove(name), _order.Remove(field.Number), _nextNumber)
            : this;

    /// <summary>Copies all fields in order.</summary>
    /// <param name="names">Their names.</param>
    /// <param name="values">Their values.</param>
    public void CopyFields(out string[] names, out Value[] values)
    {
        names = new string[Count];
        values = new Value[Count];
        int i = 0;
        foreach (var (_, name) in _order)
        {
            names[i] = name;
            values[i++] = _fields[name].Value;
        }
    }
}
