namespace TinyTotIL.Runtime.Processes;

/// <summary>What a process is doing.</summary>
internal static class ProcessState
{
    /// <summary>It is in a run queue, or a worker runs it.</summary>
    public const int Runnable = 0;

    /// <summary>It waits; whoever changes this to <see cref="Runnable"/>, by compare-and-swap, puts it into a run queue.</summary>
    public const int Waiting = 1;

    /// <summary>It has ended.</summary>
    public const int Ended = 2;

    /// <summary>As <see cref="Runnable"/>, and it has been woken meanwhile, so that it must look again before it waits.</summary>
    public const int Woken = 3;
}
