using System.Diagnostics.Metrics;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Makes the numbers of all programs with processes in this .NET process visible to tools: the meter <c>TinyTotIL.Processes</c>.</summary>
/// <remarks>
/// The schedulers count for themselves, and nothing is added up before somebody asks. Publishing the instruments and the events takes .NET
/// some 20 ms, as long as many programs run, so that is done only when a program has run for a while, or at once when the environment says
/// that a tool is listening from the start.
/// </remarks>
public static class ProcessTelemetry
{
    /// <summary>A tool that attaches to a running program needs longer.</summary>
    private const int PublishMilliseconds = 1000;

    private static readonly string[] ClassNames = ["normal", "shutdown", "killed", "max_heap", "max_reductions", "other"];

    private static readonly Lock Gate = new();
    private static readonly List<Scheduler> Running = [];
    private static SchedulerCounts? EndedCounts;
    private static Meter? Published;
    private static Timer? Publisher;

    /// <summary>Makes the meter and the events known to listeners. More than once does nothing.</summary>
    public static void Publish()
    {
        lock (Gate)
        {
            if (Published is not null)
            {
                return;
            }

            Published = new Meter("TinyTotIL.Processes");
        }

        GC.KeepAlive(ProcessEventSource.Log);
        Published.CreateObservableUpDownCounter("tinytotil.processes.alive", () => Total().Alive, "{process}", "Processes alive");
        Published.CreateObservableCounter("tinytotil.processes.spawned", () => Total().Spawned, "{process}", "Processes started");
        Published.CreateObservableCounter("tinytotil.processes.ended", Ended, "{process}", "Processes ended, by reason");
        Published.CreateObservableCounter("tinytotil.processes.messages", () => Total().Messages, "{message}", "Messages sent");
        Published.CreateObservableCounter("tinytotil.processes.slices", () => Total().Slices, "{slice}", "Time slices");
        Published.CreateObservableCounter("tinytotil.processes.reductions", () => Total().Reductions, "{reduction}", "Reductions in finished slices");
        Published.CreateObservableUpDownCounter("tinytotil.processes.queued", () => Total().Queued, "{process}", "Processes in run queues");
        Published.CreateObservableUpDownCounter("tinytotil.processes.timers", () => Total().Timers, "{timer}", "Timers set");
    }

    /// <summary>Begins to count what a scheduler does.</summary>
    /// <param name="scheduler">The scheduler; it is about to begin.</param>
    internal static void Add(Scheduler scheduler)
    {
        bool isAwaited = IsListening(scheduler.Host.Settings);
        lock (Gate)
        {
            Running.Add(scheduler);
            if (Published is null && !isAwaited)
            {
                Publisher ??= new Timer(_ => Publish(), state: null, PublishMilliseconds, Timeout.Infinite);
            }
        }

        if (isAwaited)
        {
            Publish();
        }
    }

    /// <summary>Keeps what a scheduler has done.</summary>
    /// <param name="scheduler">The scheduler; it has ended.</param>
    internal static void Remove(Scheduler scheduler)
    {
        lock (Gate)
        {
            // Before anybody could ask nothing is added up: compiling the code for it would be a good part of a short program's time.
            if (Running.Remove(scheduler) && Published is not null)
            {
                var counts = scheduler.Counts();
                EndedCounts = (EndedCounts ?? SchedulerCounts.Zero).Plus(counts with { Spawned = counts.Spawned - counts.Alive, Queued = 0, Timers = 0, Workers = 0 });
            }
        }
    }

    /// <summary>Tells listeners of a deadlock.</summary>
    /// <param name="report">Which process waits where, in lines.</param>
    internal static void ReportDeadlock(IReadOnlyList<string> report)
    {
        if (ProcessEvents.IsOn)
        {
            ProcessEventSource.Log.Deadlock(string.Join('\n', report));
        }
    }

    private static SchedulerCounts Total()
    {
        lock (Gate)
        {
            return Running.Aggregate(EndedCounts ?? SchedulerCounts.Zero, (sum, scheduler) => sum.Plus(scheduler.Counts()));
        }
    }

    private static IEnumerable<Measurement<long>> Ended() =>
        Total().Ended.Select((count, index) => new Measurement<long>(count, new KeyValuePair<string, object?>("reason", ClassNames[index])));

    /// <summary>Whether .NET was told to send events, or to wait for a tool, from the start.</summary>
    private static bool IsListening(IEnvironment environment) =>
        environment.GetVariable("DOTNET_EnableEventPipe") == "1" || environment.GetVariable("DOTNET_DiagnosticPorts") is { Length: > 0 };
}
