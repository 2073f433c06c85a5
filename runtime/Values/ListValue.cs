namespace TinyTotIL.Runtime.Values;

/// <summary>An immutable list: a view of an array that other lists may share.</summary>
/// <remarks>
/// Appending to the list that ends where the occupied part of its array ends writes into the spare room behind it, so
/// building a list is amortized constant per element. Every other list copies first. Elements that a list covers are
/// never written again.
/// </remarks>
public sealed class ListValue : HeapValue
{
    /// <summary>The longest list, in elements: two gibibytes of values.</summary>
    public const int MaximumLength = 1 << 27;

    /// <summary>Arrays up to this length are cheap enough to stay alive for any part of them.</summary>
    private const int AlwaysShared = 64;

    /// <summary>A slice shorter than one part in this many of its array is copied, so that it does not keep the array alive.</summary>
    private const int TinyPart = 8;

    private readonly Value[] _items;
    private readonly ListTail? _tail;
    private readonly int _start;
    private readonly int _count;

    private ListValue(Value[] items, int start, int count, ListTail? tail)
    {
        _items = items;
        _start = start;
        _count = count;
        _tail = tail;
    }

    /// <summary>The list without elements.</summary>
    public static ListValue Empty { get; } = new([], 0, 0, null);

    /// <summary>Number of elements.</summary>
    public int Count => _count;

    /// <summary>The elements.</summary>
    public ReadOnlySpan<Value> Span => new(_items, _start, _count);

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.List;

    /// <summary>The element at an index.</summary>
    /// <param name="index">From 0; the caller has checked it against <see cref="Count"/>.</param>
    public Value this[int index] => _items[_start + index];

    /// <summary>The array this is a view of.</summary>
    internal Value[] Items => _items;

    /// <summary>Where in <see cref="Items"/> this begins.</summary>
    internal int Start => _start;

    /// <summary>Makes a list of an array that nobody writes to any more.</summary>
    /// <param name="items">The elements.</param>
    public static ListValue FromOwned(Value[] items) => items.Length == 0 ? Empty : new(items, 0, items.Length, null);

    /// <summary>The list with a value at the end.</summary>
    /// <param name="value">The value. The list is shorter than <see cref="MaximumLength"/>.</param>
    public ListValue Append(Value value)
    {
        int end = _start + _count;
        if (_tail is not null && end < _items.Length && _tail.TryClaim(end))
        {
            _items[end] = value;
            return new ListValue(_items, _start, _count + 1, _tail);
        }

        var items = new Value[Math.Min(MaximumLength, Math.Max(4, 2 * (_count + 1)))];
        Span.CopyTo(items);
        items[_count] = value;
        return new ListValue(items, 0, _count + 1, new ListTail(_count + 1));
    }

    /// <summary>The list with one element replaced.</summary>
    /// <param name="index">From 0; the caller has checked it against <see cref="Count"/>.</param>
    /// <param name="value">The new element.</param>
    public ListValue Set(int index, Value value)
    {
        var items = Span.ToArray();
        items[index] = value;
        return FromOwned(items);
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

        return _items.Length > AlwaysShared && count < _items.Length / TinyPart
            ? FromOwned(Span.Slice(from, count).ToArray())
            : new ListValue(_items, _start + from, count, _tail);
    }
}
