using System.Collections.Immutable;

namespace TinyTotIL.Runtime.Processes;

/// <summary>What the processes of a program have done so far, in numbers.</summary>
public sealed record SchedulerCounts
{
    /// <summary>Nothing.</summary>
    public static SchedulerCounts Zero { get; } = new();

    /// <summary>Processes started.</summary>
    public long Spawned { get; init; }

    /// <summary>Processes ended, by <c>ExitClass</c>.</summary>
    internal ImmutableArray<long> Ended { get; init; } = [.. new long[(int)ExitClass.Other + 1]];

    /// <summary>Processes alive.</summary>
    public long Alive => Math.Max(0, Spawned - Ended.Sum());

    /// <summary>Messages sent.</summary>
    public long Messages { get; init; }

    /// <summary>Time slices.</summary>
    public long Slices { get; init; }

    /// <summary>Reductions in them.</summary>
    public long Reductions { get; init; }

    /// <summary>Processes in run queues.</summary>
    public long Queued { get; init; }

    /// <summary>Alarms set: waits with an end, and messages to be sent later.</summary>
    public long Timers { get; init; }

    /// <summary>Workers started.</summary>
    public long Workers { get; init; }

    /// <summary>The sum.</summary>
    /// <param name="other">What else has been done.</param>
    internal SchedulerCounts Plus(SchedulerCounts other) => new()
    {
        Spawned = Spawned + other.Spawned,
        Ended = [.. Ended.Zip(other.Ended, (one, another) => one + another)],
        Messages = Messages + other.Messages,
        Slices = Slices + other.Slices,
        Reductions = Reductions + other.Reductions,
        Queued = Queued + other.Queued,
        Timers = Timers + other.Timers,
        Workers = Workers + other.Workers,
    };
}
