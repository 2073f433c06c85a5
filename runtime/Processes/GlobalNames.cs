namespace TinyTotIL.Runtime.Processes;

/// <summary>The names of the variables of a whole program, which number their slots. Code that is added while it runs adds names.</summary>
public sealed class GlobalNames
{
    private readonly Lock _lock = new();
    private readonly Func<string[]> _load;
    private readonly List<string> _names = [];
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private volatile int _count;
    private bool _isLoaded;

    /// <summary>Describes the variables of a program.</summary>
    /// <param name="count">How many it has.</param>
    /// <param name="load">Reads their names; called at most once, for an error text or to add names.</param>
    public GlobalNames(int count, Func<string[]> load) => (_count, _load) = (count, load);

    /// <summary>No variables.</summary>
    public static GlobalNames None() => new(0, () => []);

    /// <summary>How many variables there are.</summary>
    public int Count => _count;

    /// <summary>The name of a variable.</summary>
    /// <param name="slot">Its number.</param>
    public string NameOf(int slot)
    {
        lock (_lock)
        {
            Load();
            return _names[slot];
        }
    }

    /// <summary>The number of a variable; -1 when there is none of the name.</summary>
    /// <param name="name">Its name.</param>
    public int Find(string name)
    {
        lock (_lock)
        {
            Load();
            return _slots.GetValueOrDefault(name, -1);
        }
    }

    /// <summary>The number of a variable, which is added when there is none of the name.</summary>
    /// <param name="name">Its name.</param>
    public int SlotOf(string name)
    {
        lock (_lock)
        {
            Load();
            if (!_slots.TryGetValue(name, out int slot))
            {
                _slots.Add(name, slot = _names.Count);
                _names.Add(name);
                _count = _names.Count;
            }

            return slot;
        }
    }

    private void Load()
    {
        if (_isLoaded)
        {
            return;
        }

        _isLoaded = true;
        foreach (string name in _load())
        {
            _slots.Add(name, _names.Count);
            _names.Add(name);
        }
    }
}
