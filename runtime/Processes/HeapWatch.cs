namespace TinyTotIL.Runtime.Processes;

/// <summary>Notices processes that hold more memory than they may.</summary>
/// <remarks>
/// Measuring takes time in proportion to what a process holds, so it is done only when the process has allocated half as much again since the
/// last time, or a quarter of the ceiling: a process stays below one and a half times its ceiling, and a large one that behaves is not
/// measured all the time. A mailbox that grows counts as well, although others allocate what is in it.
/// </remarks>
/// <param name="ceiling">Bytes that what one process holds may take.</param>
internal sealed class HeapWatch(long ceiling)
{
    /// <summary>What a message is taken to hold until it is measured.</summary>
    private const long MessageBytes = 128;

    private long _mark;

    /// <summary>A process begins to run on this thread.</summary>
    public void Begin() => _mark = GC.GetAllocatedBytesForCurrentThread();

    /// <summary>Charges what this thread has allocated to the process that runs on it, and says whether it is time to measure.</summary>
    /// <param name="process">The process.</param>
    public bool IsDue(Process process)
    {
        long now = GC.GetAllocatedBytesForCurrentThread();
        var details = process.EnsureDetails();
        details.Allocated += now - _mark;
        _mark = now;
        return details.Allocated + (MessageBytes * Volatile.Read(ref details.Arrived)) >= Math.Max(details.MeasureAfter, ceiling / 4);
    }

    /// <summary>Measures a process whose frames are saved.</summary>
    /// <param name="process">The process.</param>
    /// <returns>Whether it holds too much.</returns>
    public bool Exceeds(Process process)
    {
        long bytes = process.MeasureHeap(ceiling);
        var details = process.EnsureDetails();
        details.Allocated = 0;
        Volatile.Write(ref details.Arrived, 0);
        details.MeasureAfter = bytes / 2;
        return bytes > ceiling;
    }
}
