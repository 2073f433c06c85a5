using System.Diagnostics;

namespace TinyTotIL.Runtime.Values;

/// <summary>A mutable map from names to values in insertion order: the variables of a frame, exports, pending captures.</summary>
/// <remarks>
/// The interpreter makes one at each call, so it starts as one small array searched from the front, allocated at the
/// first name. Beyond <see cref="MostScanned"/> names an index is added; from then on a removed name leaves a hole, so
/// that removal does not renumber the index, and holes are squeezed out when they are the larger part.
/// </remarks>
[DebuggerDisplay("{Count} variables")]
[DebuggerTypeProxy(typeof(ScopeView))]
public sealed class Scope
{
    /// <summary>Up to this many names a scan is faster than hashing.</summary>
    private const int MostScanned = 12;

    private const int EntryBytes = 24;

    /// <summary>An entry with its place in the index.</summary>
    private const int IndexedEntryBytes = 64;

    private Entry[] _entries = [];
    private Dictionary<string, int>? _index;
    private int _used;

    /// <summary>Number of names.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes its names take, roughly; they do not shrink before <see cref="Clear"/>.</summary>
    public int Bytes => _entries.Length * (_index is null ? EntryBytes : IndexedEntryBytes);

    /// <summary>Looks a name up.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">Its value when it exists.</param>
    public bool TryGet(string name, out Value value)
    {
        int place = PlaceOf(name);
        value = place < 0 ? default : _entries[place].Value;
        return place >= 0;
    }

    /// <summary>Sets a name: one that exists keeps its place, a new one comes last.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">Its value.</param>
    public void Set(string name, Value value)
    {
        int place = PlaceOf(name);
        if (place >= 0)
        {
            _entries[place].Value = value;
            return;
        }

        if (_used == _entries.Length)
        {
            Array.Resize(ref _entries, Math.Max(4, 2 * _used));
        }

        _entries[_used] = new Entry { Name = name, Value = value };
        _index?.Add(name, _used);
        _used++;
        Count++;
        if (_index is null && _used > MostScanned)
        {
            BuildIndex();
        }
    }

    /// <summary>Removes a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Whether it existed.</returns>
    public bool Remove(string name)
    {
        int place = PlaceOf(name);
        if (place < 0)
        {
            return false;
        }

        Count--;
        if (_index is null)
        {
            _used--;
            Array.Copy(_entries, place + 1, _entries, place, _used - place);
            _entries[_used] = default;
            return true;
        }

        _index.Remove(name);
        _entries[place] = default;
        if (Count < _used / 2)
        {
            Squeeze();
        }

        return true;
    }

    /// <summary>Removes all names, and keeps the room for a few.</summary>
    public void Clear()
    {
        if (_index is null)
        {
            Array.Clear(_entries, 0, _used);
        }
        else
        {
            // Left frames wait for reuse; a deep recursion with many variables must not keep the room of all of them.
            _entries = [];
            _index = null;
        }

        _used = 0;
        Count = 0;
    }

    /// <summary>Another scope with the same names and values.</summary>
    public Scope Copy()
    {
        var copy = new Scope();
        foreach (var (name, value) in this)
        {
            copy.Set(name, value);
        }

        return copy;
    }

    /// <summary>The names in order, in a new array.</summary>
    public string[] CopyNames()
    {
        var names = new string[Count];
        int i = 0;
        foreach (var (name, _) in this)
        {
            names[i++] = name;
        }

        return names;
    }

    /// <summary>The values in the order of their names, in a new array.</summary>
    public Value[] CopyValues()
    {
        var values = new Value[Count];
        int i = 0;
        foreach (var (_, value) in this)
        {
            values[i++] = value;
        }

        return values;
    }

    /// <summary>Enumerates names and values in order.</summary>
    public Enumerator GetEnumerator() => new(this);

    private int PlaceOf(string name)
    {
        if (_index is not null)
        {
            return _index.GetValueOrDefault(name, -1);
        }

        // Names come from the program's own literals, so the same name is nearly always the same string.
        var entries = _entries.AsSpan(0, _used);
        for (int i = 0; i < entries.Length; i++)
        {
            if (ReferenceEquals(entries[i].Name, name))
            {
                return i;
            }
        }

        for (int i = 0; i < entries.Length; i++)
        {
            if (entries[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    private void BuildIndex()
    {
        _index = new Dictionary<string, int>(_entries.Length);
        for (int i = 0; i < _used; i++)
        {
            _index.Add(_entries[i].Name!, i);
        }
    }

    private void Squeeze()
    {
        int kept = 0;
        for (int i = 0; i < _used; i++)
        {
            if (_entries[i].Name is not null)
            {
                _entries[kept++] = _entries[i];
            }
        }

        Array.Clear(_entries, kept, _used - kept);
        _used = kept;
        _index = null;
        if (_used > MostScanned)
        {
            BuildIndex();
        }
    }

    /// <summary>Walks the entries of a scope; the scope must not change meanwhile.</summary>
    public struct Enumerator
    {
        private readonly Scope _scope;
        private int _place;

        internal Enumerator(Scope scope)
        {
            _scope = scope;
            _place = -1;
        }

        /// <summary>The name and value reached.</summary>
        public readonly KeyValuePair<string, Value> Current => new(_scope._entries[_place].Name!, _scope._entries[_place].Value);

        /// <summary>Goes to the next name.</summary>
        public bool MoveNext()
        {
            while (++_place < _scope._used)
            {
                if (_scope._entries[_place].Name is not null)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>One name; a null name is a hole.</summary>
    private struct Entry
    {
        public string? Name;
        public Value Value;
    }
}
