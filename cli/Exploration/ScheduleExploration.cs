using TinyTotIL.Cli.Recording;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Cli.Exploration;

/// <summary>Runs a program under one schedule after another and sorts the runs by how they ended.</summary>
/// <param name="image">The program.</param>
/// <param name="host">The outside world; only its streams are replaced.</param>
/// <param name="settings">What one process may use.</param>
internal sealed class ScheduleExploration(ProgramImage image, HostServices host, RunSettings settings)
{
    /// <summary>More outcomes than anybody reads are not kept, so that the output of a million runs need not fit into memory.</summary>
    private const int MostGroups = 1000;

    private readonly Dictionary<Outcome, OutcomeGroup> _groups = [];
    private readonly ReplayedInput _input = new(host.Console);

    /// <summary>Reductions and slices after which a run is given up.</summary>
    public required long MostSteps { get; init; }

    /// <summary>Whether a process other than the main program may end with an error.</summary>
    public bool AllowErrors { get; init; }

    /// <summary>The outcomes so far, in the order in which they were found first.</summary>
    public IReadOnlyCollection<OutcomeGroup> Groups => _groups.Values;

    /// <summary>Runs that ended in none of <see cref="Groups"/>, because there are too many.</summary>
    public long RunsElsewhere { get; private set; }

    /// <summary>Runs the program once.</summary>
    /// <param name="seed">The seed of its schedule.</param>
    public void Run(ulong seed)
    {
        var console = new RecordingConsole(_input);
        var observer = new OutcomeObserver(AllowErrors);
        var options = new SchedulerOptions
        {
            Seed = seed,
            MaxHeapBytes = settings.MaxHeapBytes,
            MaxReductions = settings.MaxReductions,
            MaxProcesses = settings.MaxProcesses,
            MaxSteps = MostSteps,
            Observer = observer,
        };
        var world = host with { Console = console, Programs = new RecordingLauncher(host.Programs, console) };
        int code = ProgramHost.Run(image, world.Restrict(settings.Permissions), limits: null, options);
        var outcome = observer.Kind switch
        {
            OutcomeKind.Unfinished => new Outcome(observer.Kind, ExitCode: 0, Output: "", Signs: ""),
            OutcomeKind.Ended => new Outcome(observer.Kind, code, console.Output, Signs: console.HashOfRest),
            _ => new Outcome(observer.Kind, code, Output: "", observer.Signs),
        };
        if (!_groups.TryGetValue(outcome, out var group) && _groups.Count < MostGroups)
        {
            _groups.Add(outcome, group = new OutcomeGroup(outcome, seed, observer.Report()));
        }

        if (group is null)
        {
            RunsElsewhere++;
        }
        else
        {
            group.Add(console.Lines);
        }
    }
}
