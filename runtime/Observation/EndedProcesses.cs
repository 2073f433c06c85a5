namespace TinyTotIL.Runtime.Observation;

/// <summary>The busiest of the processes that have ended.</summary>
/// <param name="most">How many are kept.</param>
internal sealed class EndedProcesses(int most)
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<ProcessSnapshot, long> _kept = new();
    private long _least = -1;
    private long _count;

    /// <summary>How many have ended.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>Those that were kept.</summary>
    public IReadOnlyList<ProcessSnapshot> Kept
    {
        get
        {
            lock (_gate)
            {
                return [.. _kept.UnorderedItems.Select(item => item.Element)];
            }
        }
    }

    /// <summary>Notes an end, and whether it is worth keeping.</summary>
    /// <param name="reductions">What the process used.</param>
    public bool Notes(long reductions)
    {
        Interlocked.Increment(ref _count);
        return reductions > Volatile.Read(ref _least);
    }

    /// <summary>Keeps a process, in place of the least busy one when there are enough.</summary>
    /// <param name="process">The process.</param>
    public void Add(ProcessSnapshot process)
    {
        lock (_gate)
        {
            _kept.Enqueue(process, process.Reductions);
            if (_kept.Count > most)
            {
                _kept.Dequeue();
                _kept.TryPeek(out _, out long least);
                Volatile.Write(ref _least, least);
            }
        }
    }
}
