using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Sharing the processor between processes.</summary>
public static class SchedulingOperations
{
    /// <summary>Asks what to do when the time slice is over.</summary>
    /// <param name="context">The running process.</param>
    /// <returns>Whether to leave the stack; otherwise a new slice has begun.</returns>
    public static bool Preempt(ProcessContext context) => context.Preempt();

    /// <summary>Counts a reduction; leaves the stack when the time slice is over.</summary>
    /// <param name="context">The running process.</param>
    [Suspends]
    public static void CheckPoint(ProcessContext context)
    {
        if (--context.Reductions < 0)
        {
            context.Preempt();
        }
    }

    /// <summary>YIELD: gives up the rest of the time slice.</summary>
    /// <param name="context">The running process.</param>
    [Suspends]
    public static void Yield(ProcessContext context)
    {
        var details = context.Process!.EnsureDetails();
        details.HasYielded = !details.HasYielded;
        if (details.HasYielded)
        {
            context.Leave(Suspension.Yield);
        }
    }
}
