namespace TinyTotIL.Runtime.Processes;

/// <summary>What one worker has done. Only its thread writes here, so counting costs an addition; others read what may be a moment old.</summary>
internal sealed class WorkerCounts
{
    /// <summary>Time slices.</summary>
    public long Slices;

    /// <summary>Reductions in them.</summary>
    public long Reductions;

    /// <summary>Messages sent.</summary>
    public long Messages;

    /// <summary>Processes ended, by <see cref="ExitClass"/>.</summary>
    public readonly long[] Ended = new long[(int)ExitClass.Other + 1];

    /// <summary>Notes the end of a process.</summary>
    /// <param name="reason">Its exit reason.</param>
    public void AddEnd(string reason) => Ended[(int)ClassOf(reason)]++;

    private static ExitClass ClassOf(string reason) => reason switch
    {
        ExitReason.Normal => ExitClass.Normal,
        ExitReason.Shutdown => ExitClass.Shutdown,
        ExitReason.Killed => ExitClass.Killed,
        ExitReason.MaxHeap => ExitClass.MaxHeap,
        ExitReason.MaxReductions => ExitClass.MaxReductions,
        _ => ExitClass.Other,
    };
}
