using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Conformance.Tests.Killing;

/// <summary>A run of a program in slices of one reduction, in which one process may be struck: what everybody did, and what was wrong with it.</summary>
internal sealed class StruckRun : ProcessObserver
{
    private const long MostSteps = 50_000;

    private readonly KillingSystem _system;
    private readonly int _schedule;
    private readonly Strike? _strike;
    private readonly Random _choices;
    private readonly Scheduler _scheduler;
    private readonly List<string> _log = [];
    private readonly List<string> _complaints = [];
    private readonly Dictionary<long, List<int>> _moments = [];
    private readonly Dictionary<long, int> _acts = [];
    private readonly HashSet<(int Address, bool Waits)> _places = [];
    private readonly OwnEndSignal _ownEnd = new();
    private Process? _running;
    private Process? _victim;
    private VictimEnd? _end;
    private bool _mustBeSilent;
    private bool _gaveUp;
    private int _slices;

    private StruckRun(KillingSystem system, ProgramImage image, int schedule, Strike? strike)
    {
        (_system, _schedule, _strike, _choices) = (system, schedule, strike, new Random(schedule));
        var console = new LoggedConsole(Wrote, line => _log.Add($"error: {line}"));
        var host = new HostServices(console, new MemoryFileSystem(), new FakeClock(), new FakeEnvironment([system.Path], []), new FakeProgramLauncher());
        _scheduler = new Scheduler(image, host, limits: null, new SchedulerOptions { Policy = new Striker(this), Observer = this, MaxSteps = MostSteps });
    }

    /// <summary>Who is struck; null for nobody.</summary>
    public Strike? Strike => _strike;

    /// <summary>What is run, for those who want to know what has failed.</summary>
    public string Description => $"{_system.Path}, schedule {_schedule}, {_strike}";

    /// <summary>All that could be seen, in order: starts, ends, messages sent and received, and what was written.</summary>
    public IReadOnlyList<string> Log => _log;

    /// <summary>What must not be so.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Whether a kill at the same moment must have led to the same.</summary>
    public bool IsComparable => _ownEnd.IsComparable;

    /// <summary>What was written and how the program ended.</summary>
    public string Outcome { get; private set; } = "";

    /// <summary>By the number of a process, the moments between two slices at which it was alive.</summary>
    public IReadOnlyDictionary<long, List<int>> Moments => _moments;

    /// <summary>By the number of a process, how often it did something that can be seen.</summary>
    public IReadOnlyDictionary<long, int> Acts => _acts;

    /// <summary>Where processes stood between two slices, and whether they waited there.</summary>
    public IReadOnlySet<(int Address, bool Waits)> Places => _places;

    /// <summary>Runs a program to its end.</summary>
    /// <param name="system">The program.</param>
    /// <param name="image">The same, ready to run.</param>
    /// <param name="schedule">Who runs when.</param>
    /// <param name="strike">Who is struck; null for nobody.</param>
    public static StruckRun Of(KillingSystem system, ProgramImage image, int schedule, Strike? strike = null)
    {
        var run = new StruckRun(system, image, schedule, strike);
        run.Run();
        return run;
    }

    public override void Spawned(Process process, Process? parent)
    {
        _log.Add($"{parent?.Id} starts {process.Id}");
        CountAct(parent);
    }

    public override void Sent(Process? sender, long receiver, Value message)
    {
        _log.Add($"{sender?.Id} sends {receiver} {Show(message)}");
        ActedBy(sender);
    }

    public override void Received(Process process, Value message)
    {
        _log.Add($"{process.Id} receives {Show(message)}");
        ActedBy(process);
    }

    public override void Exited(Process process, string reason)
    {
        _log.Add($"{process.Id} ends: {reason}");
        if (process == _victim)
        {
            _end = new VictimEnd(process, reason);
        }
    }

    public override void Ran(Process process, long reductions, long elapsed) => _running = null;

    public override void GaveUp()
    {
        _log.Add("does not end");
        _gaveUp = true;
        if (_strike is null || !_system.MayAskForEver)
        {
            _complaints.Add("it does not end");
        }
    }

    private static string Show(Value value) => ValueText.Display(value, AddressSpace.OwnNumbers);

    private void Run()
    {
        int? code = _scheduler.Run(ProgramHost.ReportEnd);
        _log.Add(code is { } known ? $"exit code {known}" : string.Join('\n', DeadlockReport.Of(_scheduler).Lines));
        Outcome = string.Join('\n', _log.Where(line => line.StartsWith("prints ", StringComparison.Ordinal) || line.StartsWith("error: ", StringComparison.Ordinal)).Append(_log[^1]));
        if (_victim is null || _gaveUp)
        {
            return;
        }

        if (_end is null)
        {
            _complaints.Add("it is still there");
            return;
        }

        _complaints.AddRange(_end.LeftAtOnce(_scheduler, _system.Names));
        _complaints.AddRange(_end.LeftInOthers(_scheduler, _system.TakesBack ? null : _log));
        if (_scheduler.Clock.HasAlarms && !_system.SetsTimers)
        {
            _complaints.Add("alarms are left");
        }
    }

    private void Wrote(string text)
    {
        _log.Add($"prints {text}");
        ActedBy(_running);
    }

    private void ActedBy(Process? process)
    {
        if (_mustBeSilent && process is not null && process == _victim)
        {
            _complaints.Add($"it goes on after the kill: {_log[^1]}");
        }

        CountAct(process);
    }

    private void CountAct(Process? process)
    {
        if (process is null)
        {
            return;
        }

        int number = _acts.GetValueOrDefault(process.Id);
        _acts[process.Id] = number + 1;
        if (process == _running && _strike is { Kind: StrikeKind.KillAmidSlice } strike && (strike.Victim, strike.Moment) == (process.Id, number))
        {
            _victim = process;
            Kill(process);
        }
    }

    private void Kill(Process process) => _scheduler.Send(process, new ExitSignal(sender: 0, ExitReason.Kill, link: null));

    private int Choose(IReadOnlyList<Process> runnable)
    {
        int moment = _slices++;
        int choice = _choices.Next(runnable.Count);
        _mustBeSilent = _victim is not null;
        if (_end is { IsLookedAt: false })
        {
            _complaints.AddRange(_end.LeftAtOnce(_scheduler, _system.Names));
        }

        if (_strike is not { } strike)
        {
            NoteMoments(moment);
        }
        else if (strike.Moment == moment && strike.Kind != StrikeKind.KillAmidSlice)
        {
            choice = StrikeNow(strike, runnable, choice);
        }

        _running = runnable[choice];
        return choice;
    }

    private int StrikeNow(Strike strike, IReadOnlyList<Process> runnable, int choice)
    {
        if (_scheduler.Find(strike.Victim) is not { } victim)
        {
            return choice;
        }

        (_victim, _mustBeSilent) = (victim, true);
        if (strike.Kind == StrikeKind.OwnEnd)
        {
            (victim.Frames, victim.FrameCount) = (new OwnEnd(), 1);
            _scheduler.Send(victim, _ownEnd);
        }
        else
        {
            Kill(victim);
        }

        if (strike.Kind == StrikeKind.LateKill)
        {
            return choice;
        }

        for (int i = 0; i < runnable.Count; i++)
        {
            if (runnable[i] == victim)
            {
                return i;
            }
        }

        _complaints.Add("it is not woken");
        return choice;
    }

    private void NoteMoments(int moment)
    {
        foreach (var process in _scheduler.Processes)
        {
            if (!_moments.TryGetValue(process.Id, out var moments))
            {
                _moments.Add(process.Id, moments = []);
            }

            moments.Add(moment);
            if (ProcessInfo.AddressOf(process) is >= 0 and var address)
            {
                _places.Add((address, process.State == ProcessState.Waiting));
            }
        }
    }

    /// <summary>Makes slices as short as they can be.</summary>
    private sealed class Striker(StruckRun run) : SchedulePolicy
    {
        public override bool AlwaysYields => true;

        public override int ChooseProcess(int count) => throw new InvalidOperationException("It is asked for one of those it knows.");

        public override int ChooseSlice(int longest) => 1;

        internal override int ChooseAmong(IReadOnlyList<Process> runnable) => run.Choose(runnable);
    }
}
