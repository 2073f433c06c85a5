using System.Diagnostics;
using System.Globalization;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Accounting;

/// <summary>Keeps account of the objects a program makes, and finds by marking from the roots and sweeping which of them are garbage.</summary>
/// <remarks>
/// <para>
/// It is a mark-sweep collector without a free list: what it sweeps it only lets go of, and .NET's collector takes it in its own time. Since it goes by
/// the program's instructions alone, its figures are those of the program: the same in both engines and in each run.
/// </para>
/// <para>
/// Bytes are the language's: 16 for an object and 16 for each value in it, two for a character. A list or object that was changed in place is charged for
/// what changed. Constants of the program are not made by it, and not counted; nor are texts that everybody is given the same of.
/// </para>
/// </remarks>
/// <param name="smallestCycle">Bytes made since the last collection before the next one, at least.</param>
public sealed class HeapAccount(long smallestCycle = HeapAccount.UsualCycle)
{
    /// <summary>Bytes made between two collections, where little is alive.</summary>
    public const long UsualCycle = 256 << 10;

    private readonly List<HeapEntry> _entries = [];
    private readonly HashSet<object> _known = new(ReferenceEqualityComparer.Instance);
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

    /// <summary>Objects that were reachable when they were looked for last, and what was charged for them.</summary>
    public (long Objects, long Bytes) Reachable { get; private set; }

    /// <summary>Whether so much was made since the last collection that it is time for one.</summary>
    public bool IsDue => _cycle >= Math.Max(smallestCycle, _liveBytes);

    /// <summary>Adds an object, unless it is known or nobody's.</summary>
    /// <param name="value">The object; other values are nothing.</param>
    /// <param name="process">Number of the process that has made it.</param>
    /// <param name="most">The most bytes that are charged for it.</param>
    /// <param name="withParts">Whether what it refers to may be new too.</param>
    internal void Add(Value value, long process, int most, bool withParts)
    {
        if (!TryAdd(value.Tag, process, most) || !withParts)
        {
            return;
        }

        var pending = new Stack<object>(HeapMeter.PartsOf(value.Tag!));
        while (pending.TryPop(out object? part))
        {
            if (TryAdd(part, process, int.MaxValue))
            {
                foreach (object inner in HeapMeter.PartsOf(part))
                {
                    pending.Push(inner);
                }
            }
        }
    }

    /// <summary>Notes text that is part of the program: a function may give it back, but it has not made it.</summary>
    /// <param name="value">The text.</param>
    internal void AddConstant(Value value)
    {
        if (value.Tag is { } constant && !_known.Contains(constant))
        {
            _constants.Add(constant);
        }
    }

    /// <summary>Looks for what is reachable, and forgets the rest.</summary>
    /// <param name="showRoots">Shows the roots.</param>
    internal void Collect(Action<HeapMeter> showRoots)
    {
        long began = Stopwatch.GetTimestamp();
        var marks = Mark(showRoots);
        int kept = 0;
        _liveBytes = 0;
        for (int i = 0; i < _entries.Count; i++)
        {
            var entry = _entries[i];
            if (marks.HasSeen(entry.Item))
            {
                _entries[kept++] = entry;
                _liveBytes += entry.Bytes;
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
    internal HeapMeter Mark(Action<HeapMeter> showRoots)
    {
        var meter = new HeapMeter();
        showRoots(meter);
        var reachable = _entries.Where(entry => meter.HasSeen(entry.Item));
        Reachable = (reachable.LongCount(), reachable.Sum(entry => (long)entry.Bytes));
        return meter;
    }

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

    private bool TryAdd(object? item, long process, int most)
    {
        if (item is ObjectValue fields)
        {
            foreach (string name in fields.SharedNames)
            {
                AddConstant(Value.Text(name));
            }
        }

        if (item is null || IsNobodys(item) || _constants.Contains(item) || !_known.Add(item))
        {
            return false;
        }

        int bytes = (int)Math.Min(HeapMeter.OwnBytes(item), most);
        var entry = new HeapEntry(item, KindOf(item), bytes, process);
        _entries.Add(entry);
        _cycle += bytes;
        Total.Allocate(bytes);
        CountOf(_byKind, entry.Kind).Allocate(bytes);
        CountOf(_byProcess, process).Allocate(bytes);
        PeakBytes = Math.Max(PeakBytes, Total.CurrentBytes);
        return true;
    }

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
