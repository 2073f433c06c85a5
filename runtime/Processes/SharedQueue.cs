namespace TinyTotIL.Runtime.Processes;

/// <summary>Runnable processes behind a lock: those woken from outside, which any worker may take, and those the queue of one had no room for.</summary>
internal sealed class SharedQueue
{
    /// <summary>Most that one worker takes at once, so that some are left for others.</summary>
    private const int MostTaken = RunQueue.Capacity / 2;

    private readonly Lock _gate = new();
    private readonly Queue<Process> _processes = [];
    private int _count;

    /// <summary>Processes in it; read without the lock, to see whether it pays to take it.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Adds a process at the end.</summary>
    /// <param name="process">The process.</param>
    public void Add(Process process)
    {
        lock (_gate)
        {
            _processes.Enqueue(process);
            Volatile.Write(ref _count, _processes.Count);
        }
    }

    /// <summary>Takes the oldest process; null when there is none.</summary>
    public Process? Take()
    {
        if (Count == 0)
        {
            return null;
        }

        lock (_gate)
        {
            _processes.TryDequeue(out var process);
            Volatile.Write(ref _count, _processes.Count);
            return process;
        }
    }

    /// <summary>Takes a fair share of the processes.</summary>
    /// <param name="into">The caller's queue, which is empty; gets all but the first.</param>
    /// <param name="workers">How many workers share what is here.</param>
    /// <returns>The oldest; null when there is none.</returns>
    public Process? TakeShare(RunQueue into, int workers)
    {
        if (Count == 0)
        {
            return null;
        }

        lock (_gate)
        {
            int more = Math.Min(_processes.Count / workers, MostTaken) - 1;
            _processes.TryDequeue(out var first);
            while (more-- > 0 && into.TryAdd(_processes.Peek()))
            {
                _processes.Dequeue();
            }

            Volatile.Write(ref _count, _processes.Count);
            return first;
        }
    }
}
