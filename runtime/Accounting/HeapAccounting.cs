using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Observation;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Accounting;

/// <summary>Everything that the options about garbage collection ask for in one run.</summary>
public sealed class HeapAccounting : IDisposable
{
    private readonly ExecutionReports _reports;
    private readonly IConsole _console;
    private readonly HeapAccount? _account;
    private readonly FrameworkHeap? _framework;
    private readonly NoCollectionRegion? _region;

    /// <summary>Begins.</summary>
    /// <param name="mode">Whether garbage is collected; null for .NET's ways.</param>
    /// <param name="budget">Bytes that may be allocated before it is, where it is not at first; null for the usual number.</param>
    /// <param name="reports">What is shown.</param>
    /// <param name="console">Where.</param>
    public HeapAccounting(CollectorMode? mode, long? budget, ExecutionReports reports, IConsole console)
    {
        (_reports, _console) = (reports, console);
        // To begin without collections .NET collects once, which is not the program's doing.
        if (mode == CollectorMode.NoCollection)
        {
            _region = NoCollectionRegion.Begin(budget ?? NoCollectionRegion.UsualBudget);
            if (_region.Problem is { } problem)
            {
                console.WriteErrorLine($"warning: garbage is collected as usual: a budget of {_region.Budget} bytes cannot be had, because {problem}");
            }
        }

        if (reports.HasFlag(ExecutionReports.GarbageCollection) || reports.HasFlag(ExecutionReports.Collections))
        {
            _account = new HeapAccount();
            _framework = new FrameworkHeap();
            Listener = new HeapListener(_account, collects: mode != CollectorMode.NoCollection, reports.HasFlag(ExecutionReports.Collections) ? console : null);
        }
    }

    /// <summary>What keeps the account; null when nothing does.</summary>
    public ExecutionListener? Listener { get; }

    /// <summary>Whether processes must run on one thread, for their objects to be counted.</summary>
    public bool NeedsOneWorker => _account is not null;

    /// <summary>Shows what was asked for at the end.</summary>
    /// <param name="hasSucceeded">Whether the program has ended without an error; figures are shown only then.</param>
    /// <param name="withColour">Whether a terminal shows it, which understands colour.</param>
    public void Report(bool hasSucceeded, bool withColour)
    {
        if (hasSucceeded && _account is not null && _reports.HasFlag(ExecutionReports.GarbageCollection))
        {
            bool withTables = !_reports.HasFlag(ExecutionReports.WithoutTables);
            bool withProcesses = _reports.HasFlag(ExecutionReports.GarbageCollectionByProcess);
            _console.WriteErrorLine(HeapReport.Render(_account, _framework!, _region, withTables, withProcesses, withColour).TrimEnd('\n'));
        }
        else if (_region is { Problem: null, Collections: > 0 })
        {
            _console.WriteErrorLine($"warning: the budget of {_region.Budget} bytes was used up, and .NET has collected garbage {_region.Collections} times");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _region?.Dispose();
}
