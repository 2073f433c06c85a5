using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Tests.Fakes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Tests.Processes;

/// <summary>A few processes that link, watch and trap as bits say, one of which is struck at a given moment; everything that each of them notices.</summary>
/// <param name="size">Processes, numbered from 2; process 1 only starts them.</param>
/// <param name="links">A bit for each pair.</param>
/// <param name="monitors">A bit for each process: it watches the next one, and the last one the first.</param>
/// <param name="traps">A bit for each process.</param>
/// <param name="undoes">Whether they unlink and demonitor again, each before it waits.</param>
internal sealed class SmallSystem(int size, int links, int monitors, int traps, bool undoes = false) : ProcessObserver
{
    private const long First = 2;

    private readonly Dictionary<long, List<string>> _noticed = [];
    private readonly Dictionary<long, Steps> _code = [];
    private Scheduler _scheduler = null!;

    /// <summary>The moment at which one is struck, counted in slices.</summary>
    public required int StrikesAt { get; init; }

    /// <summary>Who is struck.</summary>
    public required long Victim { get; init; }

    /// <summary>How it is struck: with an exit signal, or by ending itself with the same reason.</summary>
    public required bool BySignal { get; init; }

    /// <summary>Chooses who runs.</summary>
    public required Random Choices { get; init; }

    /// <summary>Whether the moment came while the program ran.</summary>
    public bool HasStruck { get; private set; }

    /// <summary>What a process has noticed and how it has ended, in order.</summary>
    public IReadOnlyList<string> Noticed(long process) => _noticed[process];

    /// <summary>The numbers of the processes.</summary>
    public IEnumerable<long> All => Enumerable.Range(0, size).Select(index => First + index);

    /// <summary>Whether two processes are to be linked.</summary>
    public bool AreLinked(long one, long other)
    {
        var (low, high) = (Math.Min(one, other) - First, Math.Max(one, other) - First);
        return one != other && ((links >> (int)((high * (high - 1) / 2) + low)) & 1) != 0;
    }

    /// <summary>Whether a process traps exits.</summary>
    public bool Traps(long process) => ((traps >> (int)(process - First)) & 1) != 0;

    /// <summary>Whom a process watches; 0 for nobody.</summary>
    public long WatchedBy(long process) => ((monitors >> (int)(process - First)) & 1) == 0 ? 0 : First + ((process - First + 1) % size);

    public SmallSystem Run()
    {
        foreach (long process in All)
        {
            _noticed[process] = [];
        }

        var image = new ProgramImage(
            [new ModuleImage("main", 0, 10, LoadError: null, Start)], () => ProgramSymbols.Empty)
        { UsesProcesses = true };
        var options = new SchedulerOptions { Policy = new Striker(this), Observer = this };
        _scheduler = new Scheduler(image, new FakeHost().Services, limits: null, options);
        _scheduler.Run((_, _) => { });
        return this;
    }

    public override void Exited(Process process, string reason)
    {
        if (_noticed.TryGetValue(process.Id, out var noticed))
        {
            noticed.Add($"ended {reason}");
        }
    }

    private void Start(ProcessContext context)
    {
        foreach (long process in All)
        {
            _code[process] = new Steps(StepsOf(process));
            context.Scheduler!.Spawn(_code[process], context.Process);
        }
    }

    private IEnumerable<Action<ProcessContext>> StepsOf(long process)
    {
        if (Traps(process))
        {
            yield return context => LinkOperations.TrapExit(context, true);
        }

        foreach (long other in All.Where(other => other > process && AreLinked(process, other)))
        {
            yield return context => Note(process, LinkOperations.LinkTo(context, other));
        }

        if (WatchedBy(process) is > 0 and var target)
        {
            yield return context => Note(process, LinkOperations.MonitorOf(context, target));
        }

        if (undoes)
        {
            foreach (long other in All.Where(other => AreLinked(process, other)))
            {
                yield return context => Note(process, LinkOperations.UnlinkFrom(context, other));
            }

            yield return context => Note(process, LinkOperations.DemonitorOf(context, $"mon_{process}_{WatchedBy(process)}"));
        }

        while (true)
        {
            yield return context =>
            {
                var received = ReceiveOperations.Receive(context);
                if (context.Reductions >= 0)
                {
                    Note(process, received);
                }
            };
        }
    }

    private void Note(long process, Value value) => _noticed[process].Add(value.AsText);

    private void Strike()
    {
        HasStruck = true;
        if (_scheduler.Find(Victim) is not { } victim)
        {
            return;
        }

        if (BySignal)
        {
            _scheduler.Send(victim, new ExitSignal(sender: 0, ExitReason.Kill, link: null));
        }
        else
        {
            _code[Victim].EndsWith = ExitReason.Killed;
            _scheduler.Wake(victim);
        }
    }

    /// <summary>Gives each process one step at a time, and strikes.</summary>
    private sealed class Striker(SmallSystem system) : SchedulePolicy
    {
        private int _slices;

        public override int ChooseProcess(int count)
        {
            if (_slices++ == system.StrikesAt)
            {
                system.Strike();
            }

            return system.Choices.Next(count);
        }

        public override int ChooseSlice(int longest) => 1;
    }
}
