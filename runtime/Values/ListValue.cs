using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TinyTotIL.Runtime.Values;

/// <summary>An immutable list: a view of an array that other lists may share.</summary>
/// <remarks>
/// Appending to the list that ends where the occupied part of its array ends writes into the spare room behind it, and
/// replacing an element of the newest list in an array writes the element in place, so building and changing a list is
/// amortized constant per element. Older lists notice by their <see cref="ListVersion"/> that an element was replaced,
/// and find theirs a few steps away or in an array of their own. All other changes copy.
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

    /// <summary>Further than this from the newest version a list gets an array of its own.</summary>
    private const int MostSteps = 8;

    private readonly int _start;

    /// <summary>Changes only by <see cref="TryAppendOwned"/>.</summary>
    private int _count;

    /// <summary>Changes at most once, to the restored elements of an older version. Read once, and before the version, where that could happen meanwhile.</summary>
    private Value[] _items;

    /// <summary>Null when nobody writes to the array any more. Changes at most once, to the version of this list alone.</summary>
    private ListVersion? _version;

    private ListValue(Value[] items, int start, int count, ListVersion? version = null)
    {
        _items = items;
        _start = start;
        _count = count;
        _version = version;
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
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            // The view lies within its array, and so does the index within the view.
            var value = Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_items), _start + index);
            return _version is not { } version || version.IsNewest ? value : OlderElement(version, index);
        }
    }

    /// <summary>Makes a list of an array that nobody writes to any more.</summary>
    /// <param name="items">The elements.</param>
    public static ListValue FromOwned(Value[] items) => items.Length == 0 ? Empty : new(items, 0, items.Length);

    /// <summary>Makes an empty list to which elements can be appended without a copy.</summary>
    /// <param name="room">How many.</param>
    internal static ListValue WithRoom(int room) => room == 0 ? Empty : new(new Value[room], 0, 0, new ListVersion(new ListBuffer(0)));

    /// <summary>This list in an array of its size, if much of the room in the one it has is not used.</summary>
    internal ListValue Trimmed() => _items.Length > AlwaysShared && _count < _items.Length / 2 ? FromOwned(ToArray()) : this;

    /// <summary>The elements in a new array.</summary>
    public Value[] ToArray()
    {
        var items = new Value[_count];
        CopyTo(items, 0);
        return items;
    }

    /// <summary>The list with a value at the end.</summary>
    /// <param name="value">The value. The list is shorter than <see cref="MaximumLength"/>.</param>
    public ListValue Append(Value value) => TryAppend(value) ?? AppendToCopy(value);

    /// <summary>The list with a value at the end, if that takes no copy; null if it does.</summary>
    /// <param name="value">The value.</param>
    internal ListValue? TryAppend(Value value)
    {
        int end = _start + _count;
        var items = _items;
        if (_version is { } version && end < items.Length && version.IsNewest && version.Buffer.TryClaim(end))
        {
            version.Buffer.Share();
            Value.Fill(ref items[end], value);
            return new ListValue(items, _start, _count + 1, version);
        }

        return null;
    }

    /// <summary>Appends in place to a list that nobody else holds; false where there is no room.</summary>
    /// <param name="value">The value.</param>
    internal bool TryAppendOwned(Value value)
    {
        int end = _start + _count;
        var items = _items;
        if (_version is not { } version || end >= items.Length || !version.Buffer.HasOneList || !version.IsNewest)
        {
            return false;
        }

        version.Buffer.Extend(end);
        Value.Fill(ref items[end], value);
        _count++;
        return true;
    }

    /// <summary>A copy of the list, with room to grow, and a value at the end.</summary>
    /// <param name="value">The value. The list is shorter than <see cref="MaximumLength"/>.</param>
    internal ListValue AppendToCopy(Value value)
    {
        var items = new Value[Math.Min(MaximumLength, Math.Max(4, 2 * (_count + 1)))];
        CopyTo(items.AsSpan(0, _count), 0);
        items[_count] = value;
        return new ListValue(items, 0, _count + 1, new ListVersion(new ListBuffer(_count + 1)));
    }

    /// <summary>The list with one element replaced.</summary>
    /// <param name="index">From 0; the caller has checked it against <see cref="Count"/>.</param>
    /// <param name="value">The new element.</param>
    public ListValue Set(int index, Value value)
    {
        var items = _items;
        if (_count > AlwaysCopied && _version?.Replace(items, _start + index, value) is { } version)
        {
            version.Buffer.Share();
            return new ListValue(items, _start, _count, version);
        }

        items = ToArray();
        items[index] = value;
        return new ListValue(items, 0, _count, _count > AlwaysCopied ? new ListVersion(new ListBuffer(_count)) : null);
    }

    /// <summary>Replaces an element of a list that nobody else holds: in place where nothing else is in its array.</summary>
    /// <param name="index">From 0; the caller has checked it against <see cref="Count"/>.</param>
    /// <param name="value">The new element.</param>
    /// <returns>The list to use from now on; this one is no longer valid.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ListValue SetOwned(int index, Value value)
    {
        if (_version is not { } version || !version.Buffer.HasOneList || !version.IsNewest)
        {
            return SetOwnedOnce(index, value);
        }

        Value.Replace(ref _items[_start + index], value);
        return this;
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

        var items = _items;
        if (items.Length > AlwaysShared && count < items.Length / TinyPart)
        {
            var copy = new Value[count];
            CopyTo(copy, from);
            return FromOwned(copy);
        }

        var version = _version;
        version?.Buffer.Share();
        return version is { Restored: { } restored }
            ? new ListValue(restored, from, count)
            : new ListValue(items, _start + from, count, version);
    }

    /// <summary>The elements in an array that nobody writes to any more.</summary>
    /// <param name="start">Where in the array they begin.</param>
    internal Value[] Snapshot(out int start)
    {
        if (_version is not { } version)
        {
            start = _start;
            return _items;
        }

        start = 0;
        return version.Restored ?? ToArray();
    }

    /// <summary>Replaces an element in an array that other lists may be in; where that takes a copy, the next change will be in place.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ListValue SetOwnedOnce(int index, Value value)
    {
        if (_count > AlwaysCopied)
        {
            return Set(index, value);
        }

        var items = ToArray();
        items[index] = value;
        return new ListValue(items, 0, _count, new ListVersion(new ListBuffer(_count)));
    }

    private void CopyTo(Span<Value> target, int from)
    {
        _items.AsSpan(_start + from, target.Length).CopyTo(target);
        if (_version is not { } version || version.IsNewest)
        {
            return;
        }

        if (version.Restored is { } restored)
        {
            restored.AsSpan(from, target.Length).CopyTo(target);
        }
        else
        {
            version.Restore(target, _start + from);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Value OlderElement(ListVersion version, int index)
    {
        if (version.Restored is null && version.TryRead(_items, _start + index, MostSteps, out var value))
        {
            return value;
        }

        return (version.Restored ?? Restore())[index];
    }

    /// <summary>Gives an older version its elements, and lets go of the newer ones.</summary>
    private Value[] Restore()
    {
        // Two threads may do this at once, with the same result.
        var restored = ToArray();
        _version = new ListVersion(restored);
        if (_start == 0)
        {
            _items = restored;
        }

        return restored;
    }
}
