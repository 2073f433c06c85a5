using System.Diagnostics;
using System.Globalization;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Accounting;

/// <summary>Keeps account of the objects a program makes, and finds by marking from the roots and sweeping which of them are garbage.</summary>
/// <remarks>
/// <para>
/// It is a mark-sweep collector without a free list: what it sweeps it only lets go of, and .NET's collector takes it in its own time. Since it goes by
/// the program's instructions alone, its figures are those of the program: the same in both engines and in each run.
/// </para>
/// <para>
/// Bytes are the language's: 16 for an object and 16 for each value in it, two for a character. Constants of the program are not made by it, and not
/// counted; nor are texts that everybody is given the same of.
/// </para>
/// <para>
/// A changed list or object is a new one to the program, and shares its values with the one that it was made of. So what was changed first hands its values
/// over: the newer one counts whole, and the older one only for what it has besides, until the newer one is found to be garbage. What is charged is the change.
/// To change the older one again makes a copy, which is charged whole.
/// </para>
/// </remarks>
/// <param name="smallestCycle">Bytes made since the last collection before the next one, at least.</param>
public sealed class HeapAccount(long smallestCycle = HeapAccount.UsualCycle)
{
    /// <summary>Bytes made between two collections, where little is alive.</summary>
    public const long UsualCycle = 256 << 10;

    /// <summary>Bytes of an object without values, and of each value.</summary>
    private const int UnitBytes = 16;

    /// <summary>What is charged for a list or object that shares all but one value with the one it was made of.</summary>
    private const int ChangeBytes = 2 * UnitBytes;

    private readonly List<HeapEntry> _entries = [];
    private readonly Dictionary<object, HeapEntry> _known = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> _constants = new(ReferenceEqualityComparer.Instance);
    private readonly SortedDictionary<ValueKind, HeapCount> _byKind = [];
    private readonly SortedDictionary<long, HeapCount> _byProcess = [];
    private long _cycle;
    private long _liveBytes;

    /// <summary>All objects together.</summary>
    public HeapCount Total { get; } = new();

    /// <summary>The same by kind.</summary>
    public IReadOnlyDictionary<ValueKind, HeapCount> ByKind => _byKind;

    /// <summary>The same by the process that made them.</summary>
    public IReadOnlyDictionary<long, HeapCount> ByProcess => _byProcess;

    /// <summary>Collections so far.</summary>
    public int Collections { get; private set; }

    /// <summary>The most bytes there were before any collection.</summary>
    public long PeakBytes { get; private set; }

    /// <summary>Ticks of the high-resolution timer in collections.</summary>
    public long PauseTicks { get; private set; }

    /// <summary>Ticks of the longest collection.</summary>
    public long LongestPauseTicks { get; private set; }

    /// <summary>Objects that were reachable when they were looked for last, and what they took.</summary>
    public (long Objects, long Bytes) Reachable { get; private set; }

    /// <summary>Whether so much was made since the last collection that it is time for one.</summary>
    public bool IsDue => _cycle >= Math.Max(smallestCycle, _liveBytes);

    /// <summary>Adds an object, unless it is known or nobody's.</summary>
    /// <param name="value">The object; other values are nothing.</param>
    /// <param name="process">Number of the process that has made it.</param>
    /// <param name="withParts">Whether what it refers to may be new too.</param>
    internal void Add(Value value, long process, bool withParts)
    {
        if (!TryAdd(value.Tag, process) || !withParts)
        {
            return;
        }

        var pending = new Stack<object>(HeapMeter.PartsOf(value.Tag!));
        while (pending.TryPop(out object? part))
        {
            if (TryAdd(part, process))
            {
                foreach (object inner in HeapMeter.PartsOf(part))
                {
                    pending.Push(inner);
                }
            }
        }
    }

    /// <summary>Adds a list or object that was made of another one by a change, unless it is known or nobody's.</summary>
    /// <param name="value">The new one.</param>
    /// <param name="former">The other one.</param>
    /// <param name="process">Number of the process that has made it.</param>
    internal void AddChanged(Value value, object? former, long process) => TryAdd(value.Tag, process, former);

    /// <summary>Notes text that is part of the program: a function may give it back, but it has not made it.</summary>
    /// <param name="value">The text.</param>
    internal void AddConstant(Value value)
    {
        if (value.Tag is { } constant && !_known.ContainsKey(constant))
        {
            _constants.Add(constant);
        }
    }

    /// <summary>Looks for what is reachable, and forgets the rest.</summary>
    /// <param name="showRoots">Shows the roots.</param>
    internal void Collect(Action<HeapMeter> showRoots)
    {
        long began = Stopwatch.GetTimestamp();
        Mark(showRoots);
        _liveBytes = Reachable.Bytes;
        int kept = 0;
        for (int i = 0; i < _entries.Count; i++)
        {
            var entry = _entries[i];
            if (entry.IsReachable)
            {
                _entries[kept++] = entry;
                Resize(entry, entry.ReachableBytes, charge: 0);
                continue;
            }

            _known.Remove(entry.Item);
            Total.Free(entry.Bytes);
            _byKind[entry.Kind].Free(entry.Bytes);
            _byProcess[entry.Process].Free(entry.Bytes);
        }

        _entries.RemoveRange(kept, _entries.Count - kept);
        _cycle = 0;
        Collections++;
        long ticks = Stopwatch.GetTimestamp() - began;
        PauseTicks += ticks;
        LongestPauseTicks = Math.Max(LongestPauseTicks, ticks);
    }

    /// <summary>Looks for what is reachable.</summary>
    /// <param name="showRoots">Shows the roots.</param>
    internal void Mark(Action<HeapMeter> showRoots)
    {
        var meter = new HeapMeter();
        showRoots(meter);
        long objects = 0;
        long bytes = 0;

        // Newer versions come behind older ones, so what has become of them is known first.
        for (int i = _entries.Count - 1; i >= 0; i--)
        {
            var entry = _entries[i];
            SkipUnreachableSuccessor(entry);
            entry.IsReachable = meter.HasSeen(entry.Item);
            if (entry.IsReachable)
            {
                Remeasure(entry);
                objects++;
                bytes += entry.ReachableBytes = BytesOf(entry);
            }
        }

        Reachable = (objects, bytes);
    }

    /// <summary>What cannot be reached has nothing to hand over; what it was given, the next version has that can be.</summary>
    private static void SkipUnreachableSuccessor(HeapEntry entry)
    {
        if (entry.Successor is { IsReachable: false } gone)
        {
            entry.Successor = gone.Successor;
            entry.OwnValues += gone.OwnValues;
        }
    }

    /// <summary>What an object counts for.</summary>
    private static long BytesOf(HeapEntry entry) =>
        entry.Successor is null ? SizeOf(entry.Item) : UnitBytes + ((long)UnitBytes * Math.Min(entry.OwnValues, ValuesIn(entry.Item)));

    /// <summary>Bytes of an object without the objects it refers to; those of lists and objects without a look at their values.</summary>
    private static long SizeOf(object item) => item is ListValue or ObjectValue ? UnitBytes + ((long)UnitBytes * ValuesIn(item)) : HeapMeter.OwnBytes(item);

    private static int ValuesIn(object item) => item switch
    {
        ListValue list => list.Count,
        ObjectValue fields => fields.Count,
        _ => 0,
    };

    /// <summary>What every program has, functions without variables of their own, which are part of the code, and frames and arrays, which are parts of machines and values.</summary>
    private static bool IsNobodys(object item) =>
        item is not (string or HeapValue) || item is Tag or SymbolValue or FunctionValue { CapturedCount: 0 } || item == (object)ListValue.Empty || item == (object)ObjectValue.Empty
        || (item is string text && IsShared(text));

    private static ValueKind KindOf(object item) => item switch
    {
        string => ValueKind.Text,
        HeapValue value => value.Kind,
        _ => ValueKind.Foreign,
    };

    /// <summary>The runtime and libraries keep texts of one character, and the empty one, and give the same one to everybody, and so does .NET with those of small numbers.</summary>
    private static bool IsShared(string text) =>
        text is "" or [< '\u0100']
        || (text.Length <= 3 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && ReferenceEquals(text, number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Tables and texts that can be written to grow without an instruction that makes anything.</summary>
    private void Remeasure(HeapEntry entry)
    {
        if (entry.Item is HashTable or MutableText or HandleValue or IHeldBytes)
        {
            long bytes = HeapMeter.OwnBytes(entry.Item);
            Resize(entry, bytes, charge: Math.Max(0, bytes - entry.Bytes));
            PeakBytes = Math.Max(PeakBytes, Total.CurrentBytes);
        }
    }

    private void Resize(HeapEntry entry, long bytes, long charge)
    {
        long by = bytes - entry.Bytes;
        entry.Bytes = bytes;
        Total.Resize(charge, by);
        _byKind[entry.Kind].Resize(charge, by);
        _byProcess[entry.Process].Resize(charge, by);
    }

    private bool TryAdd(object? item, long process, object? former = null)
    {
        if (item is ObjectValue fields)
        {
            foreach (string name in fields.SharedNames)
            {
                AddConstant(Value.Text(name));
            }
        }

        if (item is null || IsNobodys(item) || _constants.Contains(item) || _known.ContainsKey(item))
        {
            return false;
        }

        var entry = new HeapEntry(item, KindOf(item), process) { Bytes = SizeOf(item) };
        long charge = entry.Bytes;
        if (former is not null && _known.TryGetValue(former, out var older) && older.Successor is null && older.Process == process)
        {
            charge = Math.Min(charge, ChangeBytes);
            older.Successor = entry;
            older.OwnValues = OwnValuesOf(older.Item, item);
            Resize(older, BytesOf(older), charge: 0);
        }

        _known.Add(item, entry);
        _entries.Add(entry);
        _cycle += charge;
        Total.Allocate(charge, entry.Bytes);
        CountOf(_byKind, entry.Kind).Allocate(charge, entry.Bytes);
        CountOf(_byProcess, process).Allocate(charge, entry.Bytes);
        PeakBytes = Math.Max(PeakBytes, Total.CurrentBytes);
        return true;
    }

    /// <summary>Values that an older version does not share with what was made of it: those left out, or the one that was replaced.</summary>
    private static int OwnValuesOf(object older, object newer) => Math.Max(0, ValuesIn(older) - ValuesIn(newer) + (ValuesIn(older) == ValuesIn(newer) ? 1 : 0));

    private static HeapCount CountOf<TKey>(SortedDictionary<TKey, HeapCount> counts, TKey key)
        where TKey : notnull
    {
        if (!counts.TryGetValue(key, out var count))
        {
            counts.Add(key, count = new HeapCount());
        }

        return count;
    }
}
