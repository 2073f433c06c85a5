namespace TinyTotIL.Runtime.Values;

/// <summary>An immutable object: text keys in insertion order, each with a value.</summary>
/// <remarks>
/// Few fields are a shared <see cref="Shape"/> and an array of values, copied at each change: small arrays copy faster
/// than trees rebuild. Many fields, or names the shapes do not take, are a <see cref="FieldMap"/>, where a change costs
/// logarithmic time. An object that has become a map stays one.
/// </remarks>
public sealed class ObjectValue : HeapValue
{
    /// <summary>More fields than this are kept in a map.</summary>
    private const int MostSlots = 16;

    private readonly Shape? _shape;
    private readonly Value[] _slots;
    private readonly FieldMap? _map;

    private ObjectValue(Shape shape, Value[] slots)
    {
        _shape = shape;
        _slots = slots;
    }

    private ObjectValue(FieldMap map)
    {
        _map = map;
        _slots = [];
    }

    /// <summary>The object without fields.</summary>
    public static ObjectValue Empty { get; } = new(Shape.Root, []);

    /// <summary>Number of fields.</summary>
    public int Count => _map is null ? _slots.Length : _map.Count;

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Object;

    /// <summary>The fields in order.</summary>
    public IEnumerable<KeyValuePair<string, Value>> Fields
    {
        get
        {
            GetFields(out var names, out var values);
            for (int i = 0; i < names.Length; i++)
            {
                yield return new(names[i], values[i]);
            }
        }
    }

    /// <summary>Looks a field up.</summary>
    /// <param name="name">The field.</param>
    /// <param name="value">Its value when it exists.</param>
    public bool TryGet(string name, out Value value)
    {
        if (_shape is null)
        {
            return _map!.TryGet(name, out value);
        }

        int slot = _shape.IndexOf(name);
        value = slot < 0 ? default : _slots[slot];
        return slot >= 0;
    }

    /// <summary>The object with a field set: one that exists keeps its place, a new one comes last.</summary>
    /// <param name="name">The field.</param>
    /// <param name="value">Its value.</param>
    public ObjectValue Set(string name, Value value)
    {
        if (_shape is null)
        {
            return new ObjectValue(_map!.Set(name, value));
        }

        int slot = _shape.IndexOf(name);
        if (slot >= 0)
        {
            var slots = _slots.AsSpan().ToArray();
            slots[slot] = value;
            return new ObjectValue(_shape, slots);
        }

        return _slots.Length < MostSlots && _shape.With(name) is { } wider
            ? new ObjectValue(wider, [.. _slots, value])
            : new ObjectValue(FieldMap.Create(_shape.Names, _slots).Set(name, value));
    }

    /// <summary>The object without a field; this object if there is none.</summary>
    /// <param name="name">The field.</param>
    public ObjectValue Remove(string name)
    {
        if (_shape is null)
        {
            var rest = _map!.Remove(name);
            return rest == _map ? this : rest.Count == 0 ? Empty : new ObjectValue(rest);
        }

        int slot = _shape.IndexOf(name);
        return slot < 0 ? this : Without(slot);
    }

    /// <summary>The fields in order, as arrays the caller does not write to.</summary>
    /// <param name="names">Their names.</param>
    /// <param name="values">Their values.</param>
    internal void GetFields(out string[] names, out Value[] values)
    {
        if (_shape is null)
        {
            _map!.CopyFields(out names, out values);
            return;
        }

        names = _shape.Names;
        values = _slots;
    }

    private ObjectValue Without(int removed)
    {
        if (_slots.Length == 1)
        {
            return Empty;
        }

        Value[] slots = [.. _slots.AsSpan(0, removed), .. _slots.AsSpan(removed + 1)];
        var shape = Shape.Root;
        for (int i = 0; i < _slots.Length && shape is not null; i++)
        {
            shape = i == removed ? shape : shape.With(_shape!.Names[i]);
        }

        if (shape is not null)
        {
            return new ObjectValue(shape, slots);
        }

        string[] names = [.. _shape!.Names.AsSpan(0, removed), .. _shape.Names.AsSpan(removed + 1)];
        return new ObjectValue(FieldMap.Create(names, slots));
    }
}
