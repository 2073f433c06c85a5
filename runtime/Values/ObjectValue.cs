using System.Runtime.CompilerServices;

namespace TinyTotIL.Runtime.Values;

/// <summary>An immutable object: text keys in insertion order, each with a value.</summary>
/// <remarks>
/// <para>
/// Few fields are a shared <see cref="Shape"/> and slots: the first in the object itself, so that making or changing a small
/// one is a single allocation, the others in an array. Slots are copied at each change: few copy faster
/// than trees rebuild. Many fields, or names the shapes do not take, are a <see cref="FieldMap"/>, where a change costs
/// logarithmic time. An object that has become a map stays one.
/// </para>
/// <para>
/// There is one class for all of this, so that "is it an object?" is one comparison. The only writes to an object that
/// exists are those of <see cref="SetOwned"/>, for the sole holder of an object.
/// </para>
/// </remarks>
public sealed class ObjectValue : HeapValue
{
    /// <summary>Slots in the object itself.</summary>
    internal const int InlineSlots = 4;

    /// <summary>More fields than this are kept in a map.</summary>
    private const int MostSlots = 16;

    /// <summary>Null for a map.</summary>
    private Shape? _shape;

    /// <summary>The slots beyond the first, exactly as many as there are, in an array never written to; or the <see cref="FieldMap"/>.</summary>
    private object? _rest;

    private Slots _slots;

    private ObjectValue(Shape shape) => _shape = shape;

    private ObjectValue(FieldMap map) => _rest = map;

    /// <summary>The object without fields.</summary>
    public static ObjectValue Empty { get; } = new(Shape.Root);

    /// <summary>Number of fields.</summary>
    public int Count => _shape is { } shape ? shape.Names.Length : Map.Count;

    /// <summary>Names of its fields that belong to a <see cref="Shape"/>, and to no program; none if it keeps its own.</summary>
    internal ReadOnlySpan<string> SharedNames => _shape is { } shape ? shape.Names : [];

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

    private FieldMap Map => Unsafe.As<FieldMap>(_rest!);

    private Value[]? Rest => Unsafe.As<Value[]?>(_rest);

    /// <summary>Makes an object of all its fields at once.</summary>
    /// <param name="shape">Their names.</param>
    /// <param name="values">Their values, as many.</param>
    internal static ObjectValue Create(Shape shape, ReadOnlySpan<Value> values)
    {
        var made = new ObjectValue(shape);
        values[..Math.Min(values.Length, InlineSlots)].CopyTo(made._slots);
        if (values.Length > InlineSlots)
        {
            made._rest = values[InlineSlots..].ToArray();
        }

        return made;
    }

    /// <summary>Makes an object of all its fields at once, where there may be many.</summary>
    /// <param name="fields">The fields, at least one; settled unless there are many.</param>
    internal static ObjectValue Create(FieldTable fields)
    {
        string[] names = fields.Names;
        var shape = names.Length <= MostSlots ? Shape.Root : null;
        for (int i = 0; i < names.Length && shape is not null; i++)
        {
            shape = shape.With(names[i]);
        }

        return shape is not null ? Create(shape, fields.Values) : new ObjectValue(FieldMap.Create(fields));
    }

    /// <summary>Looks a field up.</summary>
    /// <param name="name">The field.</param>
    /// <param name="value">Its value when it exists.</param>
    public bool TryGet(string name, out Value value)
    {
        if (_shape is null)
        {
            return Map.TryGet(name, out value);
        }

        int slot = _shape.IndexOf(name);
        value = slot < 0 ? default : Slot(slot);
        return slot >= 0;
    }

    /// <summary>The value of a field or null, remembering at the place where it was found.</summary>
    /// <param name="site">The place.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Value Get(FieldSite site)
    {
        var known = site.Known;
        return known.InlineShape == _shape ? Unsafe.Add(ref _slots.First, known.Slot) : GetAfterSearch(site);
    }

    /// <summary>Whether a field exists, remembering at the place where it was found.</summary>
    /// <param name="site">The place.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Has(FieldSite site) => site.Known.InlineShape == _shape || TryFind(site, out _);

    /// <summary>The object with a field set: one that exists keeps its place, a new one comes last. Always a new object.</summary>
    /// <param name="name">The field.</param>
    /// <param name="value">Its value.</param>
    public ObjectValue Set(string name, Value value)
    {
        if (_shape is null)
        {
            return new ObjectValue(Map.Set(name, value));
        }

        int slot = _shape.IndexOf(name);
        return slot >= 0 ? Changed(_shape, slot, value)
            : Wider(name) is { } wider ? Changed(wider, _shape.Names.Length, value)
            : AsMap(name, value);
    }

    /// <summary>The object with a field set, remembering at the place what becomes of its shape.</summary>
    /// <param name="site">The place.</param>
    /// <param name="value">The field's value.</param>
    internal ObjectValue Set(FieldSite site, Value value)
    {
        var known = site.Known;
        return known.Shape == _shape && known.ShapeAfter is { } after ? Changed(after, known.Slot, value) : SetAfterSearch(site, value);
    }

    /// <summary>Sets a field of an object that nobody else holds: in place where that can be done.</summary>
    /// <param name="site">The place.</param>
    /// <param name="value">The field's value.</param>
    /// <returns>The object to use from now on; this one is no longer valid.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ObjectValue SetOwned(FieldSite site, Value value)
    {
        var known = site.Known;
        if (known.InlineShape != _shape)
        {
            return SetOwnedAfterSearch(site, value);
        }

        Value.Replace(ref Unsafe.Add(ref _slots.First, known.Slot), value);
        return this;
    }

    /// <summary>The object without a field; this object if there is none.</summary>
    /// <param name="name">The field.</param>
    public ObjectValue Remove(string name)
    {
        if (_shape is null)
        {
            var rest = Map.Remove(name);
            return rest == Map ? this : rest.Count == 0 ? Empty : new ObjectValue(rest);
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
            Map.CopyFields(out names, out values);
            return;
        }

        names = _shape.Names;
        values = new Value[names.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Slot(i);
        }
    }

    private Value Slot(int slot) => slot < InlineSlots ? _slots[slot] : Rest![slot - InlineSlots];

    private Shape? Wider(string name) => _shape!.Names.Length < MostSlots ? _shape.With(name) : null;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Value GetAfterSearch(FieldSite site) => TryFind(site, out var value) ? value : Value.Null;

    private bool TryFind(FieldSite site, out Value value)
    {
        if (_shape is not { } shape)
        {
            return Map.TryGet(site.Name, out value);
        }

        int slot = shape.IndexOfInterned(site.Name);
        if (slot < 0)
        {
            value = default;
            return false;
        }

        if (slot < InlineSlots)
        {
            site.Learn(shape, slot, shapeAfter: null);
        }

        value = Slot(slot);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ObjectValue SetAfterSearch(FieldSite site, Value value) =>
        _shape is null ? new ObjectValue(Map.Set(site.Name, value))
        : ShapeAfterSetting(site, out int slot) is { } after ? Changed(after, slot, value)
        : AsMap(site.Name, value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ObjectValue SetOwnedAfterSearch(FieldSite site, Value value)
    {
        // The empty object is everyone's.
        if (_shape is null || _shape == Shape.Root)
        {
            return Set(site, value);
        }

        var known = site.Known;
        int slot = known.Slot;
        var after = known.Shape == _shape && known.ShapeAfter is { } shape ? shape : ShapeAfterSetting(site, out slot);
        if (after is null || slot >= InlineSlots)
        {
            return Set(site, value);
        }

        _shape = after;
        Value.Replace(ref _slots[slot], value);
        return this;
    }

    /// <summary>The shape once a field is set, and its slot then; null where the object becomes a map.</summary>
    private Shape? ShapeAfterSetting(FieldSite site, out int slot)
    {
        var shape = _shape!;
        var after = shape;
        slot = shape.IndexOfInterned(site.Name);
        if (slot < 0)
        {
            slot = shape.Names.Length;
            after = Wider(site.Name);
        }

        if (after is not null)
        {
            site.Learn(shape, slot, after);
        }

        return after;
    }

    /// <summary>A copy with another shape and one slot written, which may be one past the last.</summary>
    private ObjectValue Changed(Shape shape, int slot, Value value)
    {
        var changed = new ObjectValue(shape);
        changed._slots.CopyFrom(ref _slots);
        if (slot < InlineSlots && _rest is null)
        {
            Value.Replace(ref Unsafe.Add(ref changed._slots.First, slot), value);
        }
        else
        {
            changed.TakeRest(Rest, slot, value);
        }

        return changed;
    }

    /// <summary>Completes a copy that has slots in an array.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TakeRest(Value[]? rest, int slot, Value value)
    {
        _rest = rest;
        if (slot < InlineSlots)
        {
            _slots[slot] = value;
            return;
        }

        var copy = new Value[Count - InlineSlots];
        rest.AsSpan().CopyTo(copy);
        copy[slot - InlineSlots] = value;
        _rest = copy;
    }

    private ObjectValue AsMap(string name, Value value)
    {
        GetFields(out var names, out var values);
        return new ObjectValue(FieldMap.Create(names, values).Set(name, value));
    }

    private ObjectValue Without(int removed)
    {
        GetFields(out var names, out var values);
        string[] remaining = [.. names.AsSpan(0, removed), .. names.AsSpan(removed + 1)];
        Value[] slots = [.. values.AsSpan(0, removed), .. values.AsSpan(removed + 1)];
        if (slots.Length == 0)
        {
            return Empty;
        }

        var shape = Shape.Root;
        foreach (string name in remaining)
        {
            shape = shape?.With(name);
        }

        if (shape is null)
        {
            return new ObjectValue(FieldMap.Create(remaining, slots));
        }

        var without = new ObjectValue(shape);
        slots.AsSpan(0, Math.Min(slots.Length, InlineSlots)).CopyTo(without._slots);
        if (slots.Length > InlineSlots)
        {
            without._rest = slots[InlineSlots..];
        }

        return without;
    }

    /// <summary>The slots in the object.</summary>
    [InlineArray(InlineSlots)]
    private struct Slots
    {
        public Value First;

        /// <summary>Copies the slots of another object into those of a new one.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void CopyFrom(ref Slots others)
        {
            Value.Fill(ref First, others.First);
            Value.Fill(ref Unsafe.Add(ref First, 1), Unsafe.Add(ref others.First, 1));
            Value.Fill(ref Unsafe.Add(ref First, 2), Unsafe.Add(ref others.First, 2));
            Value.Fill(ref Unsafe.Add(ref First, 3), Unsafe.Add(ref others.First, 3));
        }
    }
}
