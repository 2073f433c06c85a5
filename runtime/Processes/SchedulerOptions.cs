using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Runtime.Processes;

/// <summary>How the processes of a program are run.</summary>
public sealed record SchedulerOptions
{
    /// <summary>The defaults.</summary>
    public static SchedulerOptions Default { get; } = new();

    /// <summary>Number of workers, each with a thread of its own; null for one per core.</summary>
    public int? Workers { get; init; }

    /// <summary>
    /// Runs deterministically: one worker, a virtual clock, and every choice (the next process, the length of its slice) drawn from a
    /// generator that begins with this number. Null for a run in real time.
    /// </summary>
    public ulong? Seed { get; init; }

    /// <summary>Makes all choices of a run that is otherwise as with <see cref="Seed"/>; null for those that the seed asks for.</summary>
    public SchedulePolicy? Policy { get; init; }

    /// <summary>Bytes that what one process holds may take; null for no ceiling. A process above it exits with the reason <c>max_heap</c>.</summary>
    public long? MaxHeapBytes { get; init; }

    /// <summary>Reductions one process may use in its life; null for no ceiling. A process above it exits with the reason <c>max_reductions</c>.</summary>
    public long? MaxReductions { get; init; }

    /// <summary>Processes that may be alive at once; null for what <see cref="RuntimeLimits.Processes"/> says. Starting another is an error of the language.</summary>
    public int? MaxProcesses { get; init; }

    /// <summary>
    /// Reductions and slices of all processes together after which a deterministic run is given up; null for no ceiling. So programs can be
    /// tried that never end under some schedule.
    /// </summary>
    public long? MaxSteps { get; init; }

    /// <summary>How errors and deadlocks are shown.</summary>
    public ErrorFormat ErrorFormat { get; init; }

    /// <summary>Is told what happens; null when nobody wants to know.</summary>
    public ProcessObserver? Observer { get; init; }

    /// <summary>Is told of each instruction, also in programs without processes; null when nobody wants to know.</summary>
    public MachineObserver? MachineObserver { get; init; }

    /// <summary>Gathers what functions are called and how long that takes, also in programs without processes; null when nobody wants to know.</summary>
    public ProfileRecorder? Profile { get; init; }

    /// <summary>Gathers how often instructions were started, also in programs without processes; null when nobody wants to know.</summary>
    public CoverageRecorder? Coverage { get; init; }
}
