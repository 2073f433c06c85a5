using System.Collections.Concurrent;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Observation;

/// <summary>Looks at processes while they run, from a thread of its own, without stopping any.</summary>
/// <remarks>
/// Most of what there is to see can be read at any time. What a process holds and whom it is linked with only its own worker may look at; it does so
/// at the end of some slices after each snapshot, so few of them that nobody waits for it. A process that has not run since it was
/// measured has not changed either.
/// </remarks>
public sealed class ProcessSampler : ProcessObserver
{
    /// <summary>With more processes than these, what each did lately is not remembered.</summary>
    private const int MostRemembered = 10_000;

    private const int MostEnded = 200;

    /// <summary>Slices that are looked at after each snapshot.</summary>
    private const int SlicesInRound = 2000;

    /// <summary>Bytes that are measured after each snapshot, some milliseconds' worth.</summary>
    private const long BytesInRound = 8 << 20;

    private readonly ConcurrentDictionary<long, OwnedFacts> _facts = [];
    private readonly EndedProcesses _ended = new(MostEnded);
    private SchedulerView? _view;
    private Dictionary<long, long> _before = [];
    private int _known;
    private int _round;
    private int _slicesLeft = SlicesInRound;
    private long _bytesLeft = BytesInRound;

    /// <summary>Whether there is anything to look at: false in a program without processes.</summary>
    public bool HasBegun => Volatile.Read(ref _view) is not null;

    /// <inheritdoc/>
    public override void Began(SchedulerView view) => Volatile.Write(ref _view, view);

    /// <inheritdoc/>
    public override void Spawned(Process process, Process? parent)
    {
        ArgumentNullException.ThrowIfNull(process);
        if (Volatile.Read(ref _known) < MostRemembered)
        {
            Interlocked.Increment(ref _known);
            _facts[process.Id] = new OwnedFacts(Round: -1, MemoryBytes: null, Links: [], ProcessInfo.AddressOf(process));
        }
    }

    /// <inheritdoc/>
    public override void Ran(Process process, long reductions, long elapsed)
    {
        ArgumentNullException.ThrowIfNull(process);
        if (Volatile.Read(ref _slicesLeft) <= 0 || process.Frames is null || Interlocked.Decrement(ref _slicesLeft) < 0)
        {
            return;
        }

        int round = Volatile.Read(ref _round);
        long ceiling = Volatile.Read(ref _bytesLeft);
        if (ceiling > 0 && _facts.TryGetValue(process.Id, out var known) && known.Round != round)
        {
            long bytes = process.MeasureHeap(ceiling);
            Interlocked.Add(ref _bytesLeft, -bytes);
            int place = ProcessInfo.AddressOf(process);
            _facts[process.Id] = new OwnedFacts(round, bytes, process.LinkedProcesses(), place >= 0 ? place : known.Place);
        }
    }

    /// <inheritdoc/>
    public override void Exited(Process process, string reason)
    {
        ArgumentNullException.ThrowIfNull(process);
        if (_ended.Notes(process.Reductions))
        {
            _ended.Add(Describe(process, recent: 0) with { State = DisplayText.Escape(DisplayText.Shorten(reason)), HasEnded = true });
        }

        if (_facts.TryRemove(process.Id, out _))
        {
            Interlocked.Decrement(ref _known);
        }
    }

    /// <summary>Takes a snapshot. Only one thread at a time may.</summary>
    /// <param name="most">Most processes in it.</param>
    public SystemSnapshot Take(int most)
    {
        var view = _view!;
        var counts = view.Counts;
        bool isRemembered = counts.Alive <= MostRemembered;
        var now = new Dictionary<long, long>();
        var busiest = new PriorityQueue<(Process Process, long Recent), (long, long, long)>();
        var supervised = new List<ProcessSnapshot>();
        long seen = 0;
        foreach (var process in view.Processes)
        {
            seen++;
            long reductions = process.Reductions;
            long recent = isRemembered && _before.TryGetValue(process.Id, out long before) ? reductions - before : 0;
            if (isRemembered)
            {
                now[process.Id] = reductions;
                if (process.Details?.Supervised is not null)
                {
                    supervised.Add(Describe(process, recent));
                }
            }

            var rank = (recent, isRemembered ? process.MailboxLength : reductions, -process.Id);
            if (busiest.Count < most)
            {
                busiest.Enqueue((process, recent), rank);
            }
            else if (busiest.TryPeek(out _, out var least) && rank.CompareTo(least) > 0)
            {
                busiest.DequeueEnqueue((process, recent), rank);
            }
        }

        _before = now;
        var shown = new List<ProcessSnapshot>(busiest.Count);
        while (busiest.TryDequeue(out var next, out _))
        {
            shown.Add(Describe(next.Process, next.Recent));
        }

        shown.Reverse();
        BeginRound();
        return new SystemSnapshot(view.Elapsed, counts, shown, supervised, seen - shown.Count);
    }

    /// <summary>Takes a snapshot at the end: those that have ended are in it, and all are in the order of their numbers.</summary>
    /// <param name="most">Most processes in it.</param>
    public SystemSnapshot TakeLast(int most)
    {
        var alive = Take(most);
        var ended = _ended.Kept;
        ProcessSnapshot[] shown = [.. alive.Processes.Concat(ended).OrderByDescending(process => process.Reductions).ThenBy(process => process.Id).Take(most)];
        return alive with
        {
            Processes = [.. shown.OrderBy(process => process.Id)],
            Supervised = [.. alive.Supervised.Concat(ended.Where(process => process.Supervisor != 0))],
            Others = alive.Processes.Count + alive.Others + _ended.Count - shown.Length,
        };
    }

    private void BeginRound()
    {
        Interlocked.Increment(ref _round);
        Volatile.Write(ref _bytesLeft, BytesInRound);
        Volatile.Write(ref _slicesLeft, SlicesInRound);
    }

    private ProcessSnapshot Describe(Process process, long recent)
    {
        var facts = _facts.GetValueOrDefault(process.Id);
        var supervised = process.Details?.Supervised;
        int place = ProcessInfo.AddressOf(process) is >= 0 and var address ? address : facts?.Place ?? -1;
        return new ProcessSnapshot
        {
            Id = process.Id,
            Name = DisplayText.Escape(DisplayText.Shorten(_view!.NameOf(process))),
            Place = place >= 0 ? _view.PlaceOf(place) : "",
            State = Volatile.Read(ref process.State) == ProcessState.Waiting ? "waiting" : process.Frames is null ? "running" : "runnable",
            Mailbox = process.MailboxLength,
            Reductions = process.Reductions,
            RecentReductions = recent,
            MemoryBytes = facts?.MemoryBytes,
            Links = facts?.Links ?? [],
            Supervisor = supervised?.Supervisor.Id ?? 0,
            ChildId = DisplayText.Escape(DisplayText.Shorten(supervised?.Id ?? "")),
        };
    }
}
