namespace TinyTotIL.Runtime.Processes;

/// <summary>Asks processes that wait what they wait for.</summary>
/// <remarks>
/// No process keeps that: there may be a million of them, and hardly ever anybody asks. But an operation that waits is called again each time its process
/// goes on, and waits again when nothing has come. So the process is let go on once, and on its way back says what it looked for.
/// </remarks>
internal sealed class WaitProbe
{
    private const int StackBytes = 128 << 10;

    private readonly ProcessContext _context;

    /// <summary>Prepares to ask.</summary>
    /// <param name="scheduler">Has the processes; it runs none of them meanwhile.</param>
    public WaitProbe(Scheduler scheduler) => _context = new ProcessContext(scheduler);

    /// <summary>The patterns of the receive in which a process waits; null when it waits in something else.</summary>
    /// <param name="process">The process; it waits, and nothing has arrived for it.</param>
    public unsafe PatternSet? Ask(Process process)
    {
        byte local;
        _context.Stack.Base = (nint)(&local);
        _context.StackLimit = _context.Stack.Base - StackBytes;
        _context.Awaited = null;
        _context.RunSlice(process, Scheduler.Budget);
        return _context.Awaited;
    }
}
