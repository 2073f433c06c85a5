using System.Collections.Immutable;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Observation;

/// <summary>All that can be seen of a process while nothing runs, its messages and stacks included.</summary>
public sealed record StoppedProcess
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>Its first name; empty when it has none.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it waits for something to arrive.</summary>
    public required bool IsWaiting { get; init; }

    /// <summary>Whether it has ended.</summary>
    public required bool HasEnded { get; init; }

    /// <summary>Whether exit signals become messages.</summary>
    public required bool TrapsExits { get; init; }

    /// <summary>Reductions in its finished slices.</summary>
    public required long Reductions { get; init; }

    /// <summary>Messages that wait to be taken.</summary>
    public required int Messages { get; init; }

    /// <summary>The numbers of those it is linked with, ascending.</summary>
    public required ImmutableArray<long> Links { get; init; }

    /// <summary>The numbers of those it watches, ascending.</summary>
    public required ImmutableArray<long> Monitors { get; init; }

    /// <summary>The numbers of those that watch it, ascending.</summary>
    public required ImmutableArray<long> Watchers { get; init; }

    /// <summary>The number of its supervisor; 0 when it has none.</summary>
    public required long Supervisor { get; init; }

    /// <summary>The frames it has saved, innermost first; null for the one whose instruction was interrupted, unless others wait for that.</summary>
    public required SavedFrame? Frames { get; init; }

    /// <summary>How its values number the addresses of functions.</summary>
    public required AddressSpace Addresses { get; init; }

    /// <summary>Its variables of the whole program, by slot. That which runs has newer ones in its context.</summary>
    public required IReadOnlyList<Value> Globals { get; init; }

    /// <summary>The processes alive, in the order of their numbers.</summary>
    /// <param name="view">The program.</param>
    /// <param name="first">Processes to leave out.</param>
    public static IEnumerable<StoppedProcess> AllOf(SchedulerView view, int first)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Processes.Skip(first).Select(process => Describe(view, process));
    }

    /// <summary>How many processes are alive.</summary>
    /// <param name="view">The program.</param>
    public static long CountOf(SchedulerView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Counts.Alive;
    }

    /// <summary>A process by its number; null when none with it is alive.</summary>
    /// <param name="view">The program.</param>
    /// <param name="id">The number.</param>
    public static StoppedProcess? Find(SchedulerView view, long id)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Find(id) is { } process ? Describe(view, process) : null;
    }

    /// <summary>The first messages of a process, oldest first.</summary>
    /// <param name="view">The program.</param>
    /// <param name="id">The number of the process.</param>
    /// <param name="most">How many at most.</param>
    public static IReadOnlyList<Value> MessagesOf(SchedulerView view, long id, int most)
    {
        ArgumentNullException.ThrowIfNull(view);
        var values = new List<Value>();
        if (view.Find(id) is not { } process)
        {
            return values;
        }

        for (var message = process.Mailbox.First; message is not null && values.Count < most; message = message.Next)
        {
            values.Add(message.Received);
        }

        values.AddRange(process.ShowNews(most).Take(most - values.Count));
        return values;
    }

    private static StoppedProcess Describe(SchedulerView view, Process process)
    {
        int state = Volatile.Read(ref process.State);
        return new StoppedProcess
        {
            Id = process.Id,
            Name = view.NameOf(process),
            IsWaiting = state == ProcessState.Waiting,
            HasEnded = state == ProcessState.Ended,
            TrapsExits = process.TrapsExits,
            Reductions = process.Reductions,
            Messages = process.MailboxLength,
            Links = process.LinkedProcesses(),
            Monitors = Numbers(process.Details?.Watched.ToArray().Select(monitor => monitor.Target.Id)),
            Watchers = Numbers(process.Details?.Watchers.ToArray().Select(monitor => monitor.Watcher.Id)),
            Supervisor = process.Details?.Supervised?.Supervisor.Id ?? 0,
            Frames = process.Frames,
            Addresses = process.CurrentAddresses,
            Globals = process.Globals,
        };
    }

    private static ImmutableArray<long> Numbers(IEnumerable<long>? numbers) => [.. (numbers ?? []).Distinct().Order()];
}
