namespace TinyTotIL.Runtime.Processes;

/// <summary>What a process keeps for each of some others, by a number. Most have none or a few, which lie in a short array.</summary>
/// <typeparam name="T">What it keeps.</typeparam>
internal struct PeerTable<T>
    where T : class
{
    private const int MostInArray = 8;

    private (long Key, T Item)[]? _few;
    private Dictionary<long, T>? _many;
    private int _count;

    /// <summary>How many there are.</summary>
    public readonly int Count => _many?.Count ?? _count;

    /// <summary>What is kept for a number; null for nothing.</summary>
    /// <param name="key">The number.</param>
    public readonly T? Get(long key)
    {
        if (_many is not null)
        {
            return _many.GetValueOrDefault(key);
        }

        int index = IndexOf(key);
        return index < 0 ? null : _few![index].Item;
    }

    /// <summary>Keeps an item, in the place of an older one.</summary>
    /// <param name="key">The number.</param>
    /// <param name="item">The item.</param>
    public void Set(long key, T item)
    {
        int index = _many is null ? IndexOf(key) : -1;
        if (index >= 0)
        {
            _few![index].Item = item;
            return;
        }

        if (_many is null && _count == MostInArray)
        {
            _many = _few!.ToDictionary(entry => entry.Key, entry => entry.Item);
            (_few, _count) = (null, 0);
        }

        if (_many is not null)
        {
            _many[key] = item;
            return;
        }

        if (_count == (_few?.Length ?? 0))
        {
            Array.Resize(ref _few, Math.Max(1, 2 * _count));
        }

        _few![_count++] = (key, item);
    }

    /// <summary>Forgets what is kept for a number; false when that is nothing.</summary>
    /// <param name="key">The number.</param>
    public bool Remove(long key)
    {
        if (_many is not null)
        {
            return _many.Remove(key);
        }

        int index = IndexOf(key);
        if (index < 0)
        {
            return false;
        }

        _count--;
        Array.Copy(_few!, index + 1, _few!, index, _count - index);
        _few![_count] = default;
        return true;
    }

    /// <summary>Forgets an item; false when another one, or none, is kept for the number.</summary>
    /// <param name="key">The number.</param>
    /// <param name="item">The item.</param>
    public bool Remove(long key, T item) => Get(key) == item && Remove(key);

    /// <summary>All items, as they are now.</summary>
    public readonly T[] ToArray() => _many is not null ? [.. _many.Values] : [.. (_few ?? []).Take(_count).Select(entry => entry.Item)];

    private readonly int IndexOf(long key)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_few![i].Key == key)
            {
                return i;
            }
        }

        return -1;
    }
}
