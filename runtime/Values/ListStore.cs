namespace TinyTotIL.Runtime.Values;

/// <summary>What the lists in one array share: how far it is occupied, and which elements were replaced in place.</summary>
/// <remarks>
/// <para>
/// The idea is Baker's: the newest version of an array holds the elements, older ones hold the differences. Each
/// replacement makes a new revision and keeps the element it overwrites, so a list of an older revision can still be restored.
/// As many replacements are kept as the array has elements; then the next one copies, which makes both the copy and what
/// is kept alive amortized constant.
/// </para>
/// <para>
/// Lists may be read by several threads. A reader takes its element first and looks at the revision afterwards; a writer
/// changes the revision before it touches an element. So a reader who sees its own revision has read its own element.
/// </para>
/// </remarks>
internal sealed class ListStore
{
    /// <summary>The revision while an element is being replaced or a list restored; no list has it.</summary>
    private const int Busy = -1;

    /// <summary>The revision of a store that belongs to one list of an older revision; no list has it either.</summary>
    private const int Detached = -2;

    private const int FirstKept = 16;

    private Replacement[] _kept = [];
    private int _revision;
    private int _end;

    /// <summary>Starts with the occupied part of a new array.</summary>
    /// <param name="end">One past the last occupied element.</param>
    public ListStore(int end) => _end = end;

    private ListStore(Value[] restored)
    {
        Restored = restored;
        _revision = Detached;
    }

    /// <summary>The elements of the only list of a detached store; null in all others.</summary>
    public Value[]? Restored { get; }

    /// <summary>Whether the array holds the elements of this revision, of all that was read from it before the question.</summary>
    /// <param name="revision">A list's revision.</param>
    public bool Holds(int revision)
    {
        Volatile.ReadBarrier();
        return _revision == revision;
    }

    /// <summary>Claims the element at <paramref name="end"/> if the occupied part ends there; two threads can never both succeed.</summary>
    /// <param name="end">Where the claiming list ends.</param>
    public bool TryClaim(int end) => Interlocked.CompareExchange(ref _end, end + 1, end) == end;

    /// <summary>Replaces an element if the list is of the newest revision and not too many were replaced before.</summary>
    /// <param name="items">The array.</param>
    /// <param name="place">Where in it.</param>
    /// <param name="value">The new element.</param>
    /// <param name="revision">The list's revision; the result has the next one.</param>
    public bool TryReplace(Value[] items, int place, Value value, int revision)
    {
        if (_revision != revision || revision >= _end)
        {
            return false;
        }

        // Nothing may fail while the store is busy: others would wait for ever.
        var more = revision < _kept.Length ? null : new Replacement[Math.Max(FirstKept, revision * 2)];
        if (Interlocked.CompareExchange(ref _revision, Busy, revision) != revision)
        {
            return false;
        }

        if (more is not null)
        {
            _kept.CopyTo(more, 0);
            _kept = more;
        }

        _kept[revision] = new Replacement { Place = place, Old = items[place] };
        items[place] = value;
        Volatile.Write(ref _revision, revision + 1);
        return true;
    }

    /// <summary>Makes a store of its own for a list of an older revision.</summary>
    /// <param name="items">The array.</param>
    /// <param name="start">Where the list begins.</param>
    /// <param name="count">Its number of elements.</param>
    /// <param name="revision">Its revision.</param>
    public ListStore Restore(Value[] items, int start, int count, int revision)
    {
        var restored = new Value[count];
        int newest = Occupy();
        items.AsSpan(start, count).CopyTo(restored);
        for (int i = newest - 1; i >= revision; i--)
        {
            int place = _kept[i].Place - start;
            if ((uint)place < (uint)count)
            {
                restored[place] = _kept[i].Old;
            }
        }

        Volatile.Write(ref _revision, newest);
        return new ListStore(restored);
    }

    private int Occupy()
    {
        var wait = default(SpinWait);
        while (true)
        {
            int newest = Volatile.Read(ref _revision);
            if (newest != Busy && Interlocked.CompareExchange(ref _revision, Busy, newest) == newest)
            {
                return newest;
            }

            wait.SpinOnce();
        }
    }

    /// <summary>One element that a newer revision overwrote.</summary>
    private struct Replacement
    {
        public Value Old;
        public int Place;
    }
}
