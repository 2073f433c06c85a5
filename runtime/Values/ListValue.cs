namespace TinyTotIL.Runtime.Values;

/// <summary>An immutable list: a view of an array that other lists may share.</summary>
/// <remarks>
/// Appending to the list that ends where the occupied part of its array ends writes into the spare room behind it, and
/// replacing an element of the newest list in an array writes the element in place, so building and changing a list is
/// amortized constant per element. Older lists notice by their <see cref="ListStore"/> that an element they cover was
/// replaced, and get an array of their own at the first look. All other changes copy.
/// </remarks>
public sealed class ListValue : HeapValue
{
    /// <summary>The longest list, in elements: two gibibytes of values.</summary>
    public const int MaximumLength = 1 << 27;

    /// <summary>Arrays up to this length are cheap enough to stay alive for any part of them.</summary>
    private const int AlwaysShared = 64;

    /// <summary>A slice shorter than one part in this many of its array is copied, so that it does not keep the array alive.</summary>
    private const int TinyPart = 8;

    /// <summary>Up to this length copying is cheaper than keeping account of what was replaced.</summary>
    private const int AlwaysCopied = 16;

    private readonly Value[] _items;
    private readonly int _start;
    private readonly int _count;
    private readonly int _revision;

    /// <summary>Null when nobody writes to the array any more. Changes once, to a detached store.</summary>
    private ListStore? _store;

    private ListValue(Value[] items, int start, int count, ListStore? store = null, int revision = 0)
    {
        _items = items;
        _start = start;
        _count = count;
        _store = store;
        _revision = revision;
    }

    /// <summary>The list without elements.</summary>
    public static ListValue Empty { get; } = new([], 0, 0);

    /// <summary>Number of elements.</summary>
    public int Count => _count;

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.List;

    /// <summary>The element at an index.</summary>
    /// <param name="index">From 0; the caller has checked it against <see cref="Count"/>.</param>
    public Value this[int index]
    {
        get
        {
            var value = _items[_start + index];
            return _store is not { } store || store.Holds(_revision) ? value : Restored(store)[index];
        }
    }

    /// <summary>Makes a list of an array that nobody writes to any more.</summary>
    /// <param name="items">The elements.</param>
    public static ListValue FromOwned(Value[] items) => items.Length == 0 ? Empty : new(items, 0, items.Length);

    /// <summary>The elements in a new array.</summary>
    public Value[] ToArray()
    {
        var items = new Value[_count];
        CopyTo(items, 0);
        return items;
    }

    /// <summary>The list with a value at the end.</summary>
    /// <param name="value">The value. The list is shorter than <see cref="MaximumLength"/>.</param>
    public ListValue Append(Value value)
    {
        int end = _start + _count;
        if (_store is { } store && end < _items.Length && store.Holds(_revision) && store.TryClaim(end))
        {
            _items[end] = value;
            return new ListValue(_items, _start, _count + 1, store, _revision);
        }

        var items = new Value[Math.Min(MaximumLength, Math.Max(4, 2 * (_count + 1)))];
        CopyTo(items.AsSpan(0, _count), 0);
        items[_count] = value;
        return new ListValue(items, 0, _count + 1, new ListStore(_count + 1));
    }

    /// <summary>The list with one element replaced.</summary>
    /// <param name="index">From 0; the caller has checked it against <see cref="Count"/>.</param>
    /// <param name="value">The new element.</param>
    public ListValue Set(int index, Value value)
    {
        if (_count > AlwaysCopied && _store is { } store && store.TryReplace(_items, _start + index, value, _revision))
        {
            return new ListValue(_items, _start, _count, store, _revision + 1);
        }

        var items = ToArray();
        items[index] = value;
        return new ListValue(items, 0, _count, _count > AlwaysCopied ? new ListStore(_count) : null);
    }

    /// <summary>The elements from one index up to but not including another.</summary>
    /// <param name="from">The first; between 0 and <paramref name="to"/>.</param>
    /// <param name="to">One past the last; at most <see cref="Count"/>.</param>
    public ListValue Slice(int from, int to)
    {
        int count = to - from;
        if (count == _count)
        {
            return this;
        }

        if (count == 0)
        {
            return Empty;
        }

        if (_items.Length > AlwaysShared && count < _items.Length / TinyPart)
        {
            var items = new Value[count];
            CopyTo(items, from);
            return FromOwned(items);
        }

        var store = _store;
        return store is { Restored: { } restored }
            ? new ListValue(restored, from, count)
            : new ListValue(_items, _start + from, count, store, _revision);
    }

    /// <summary>The elements in an array that nobody writes to any more.</summary>
    /// <param name="start">Where in the array they begin.</param>
    internal Value[] Snapshot(out int start)
    {
        if (_store is not { } store)
        {
            start = _start;
            return _items;
        }

        start = 0;
        return store.Restored ?? ToArray();
    }

    private void CopyTo(Span<Value> target, int from)
    {
        _items.AsSpan(_start + from, target.Length).CopyTo(target);
        if (_store is { } store && !store.Holds(_revision))
        {
            Restored(store).AsSpan(from, target.Length).CopyTo(target);
        }
    }

    /// <summary>The elements of a list that shares its array with a newer one.</summary>
    private Value[] Restored(ListStore store)
    {
        if (store.Restored is not { } items)
        {
            // Two threads may do this at once, with the same result.
            _store = store = store.Restore(_items, _start, _count, _revision);
            items = store.Restored!;
        }

        return items;
    }
}
