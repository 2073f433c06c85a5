namespace TinyTotIL.Runtime.Processes;

/// <summary>The only worker of a run that can be repeated: what runs next, and for how long, is chosen by a policy.</summary>
/// <param name="scheduler">What it works for.</param>
/// <param name="policy">Makes the choices.</param>
internal sealed class PolicyWorker(Scheduler scheduler, SchedulePolicy policy) : Worker(scheduler)
{
    /// <summary>A microsecond of virtual time: near what compiled code does in a real one.</summary>
    private const int ReductionsPerMicrosecond = 10;

    private readonly List<Process> _runnable = [];
    private bool _hasBegun;

    /// <summary>Reductions and slices so far, but for what was used since the running process was chosen.</summary>
    private long _steps;
    private long _stepsOfProcess;

    /// <summary>Reductions for which virtual time has not moved yet.</summary>
    private long _sinceClock;

    /// <inheritdoc/>
    public override bool HasWork => _runnable.Count > 0;

    /// <inheritdoc/>
    public override int QueueLength => _runnable.Count;

    /// <inheritdoc/>
    public override void Enqueue(Process process) => _runnable.Add(process);

    /// <inheritdoc/>
    protected override Process? Next(out int slice)
    {
        slice = 0;
        if (!_hasBegun)
        {
            _hasBegun = true;
            Scheduler.Spawn(new ModuleStart(), parent: null);
        }

        while (!Scheduler.IsStopping)
        {
            if (Scheduler.Clock.IsDue)
            {
                Scheduler.Clock.Ring(Scheduler);
            }

            if (_runnable.Count > 0)
            {
                return Choose(out slice);
            }

            if (Scheduler.HasProcesses && Scheduler.Clock.Jump())
            {
                Scheduler.Clock.Ring(Scheduler);
            }
            else
            {
                Scheduler.EndIfIdle();
            }
        }

        return null;
    }

    /// <inheritdoc/>
    protected override bool HasOthersToRun()
    {
        // A process that runs alone goes on without coming back here, perhaps for ever.
        _stepsOfProcess += Scheduler.Budget;
        return HasWork || policy.AlwaysYields || Scheduler.Clock.HasAlarms || _steps + _stepsOfProcess > Scheduler.Options.MaxSteps;
    }

    /// <inheritdoc/>
    protected override void Charge(long reductions)
    {
        _stepsOfProcess = 0;
        _steps += reductions + 1;
        _sinceClock += reductions;
        Scheduler.Clock.Advance(_sinceClock / ReductionsPerMicrosecond);
        _sinceClock %= ReductionsPerMicrosecond;
        if (_steps > Scheduler.Options.MaxSteps)
        {
            Scheduler.GiveUp();
        }
    }

    private Process Choose(out int slice)
    {
        // The last one takes the place of the one chosen: a million can be runnable at once.
        int index = policy.ChooseAmong(_runnable);
        var process = _runnable[index];
        _runnable[index] = _runnable[^1];
        _runnable.RemoveAt(_runnable.Count - 1);
        slice = policy.ChooseSlice(Scheduler.Budget);
        return process;
    }
}
