using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Observation;

/// <summary>What could be seen of all processes at a moment.</summary>
/// <param name="Elapsed">Time since the start, of the virtual clock in a deterministic run.</param>
/// <param name="Counts">Totals.</param>
/// <param name="Processes">Some of the processes, those that matter most first.</param>
/// <param name="Supervised">The processes that have a supervisor, as many as are looked at.</param>
/// <param name="Others">How many processes are not among <paramref name="Processes"/>.</param>
public sealed record SystemSnapshot(
    TimeSpan Elapsed, SchedulerCounts Counts, IReadOnlyList<ProcessSnapshot> Processes, IReadOnlyList<ProcessSnapshot> Supervised, long Others);
