using System.Diagnostics;

namespace TinyTotIL.Runtime.Processes;

/// <summary>The only worker of a run that can be repeated: what runs next, and for how long, is chosen by a policy.</summary>
/// <param name="scheduler">What it works for.</param>
/// <param name="policy">Makes the choices.</param>
internal sealed class PolicyWorker(Scheduler scheduler, SchedulePolicy policy) : Worker(scheduler)
{
    /// <summary>A microsecond of virtual time: near what compiled code does in a real one.</summary>
    private const int ReductionsPerMicrosecond = 10;

    /// <summary>Turns after which it is looked at what has come from outside, although processes can run: one may run on and on until something comes.</summary>
    private const int TurnsBetweenLooks = 1000;

    private readonly List<Process> _runnable = [];
    private bool _hasBegun;

    /// <summary>Reductions and slices so far, but for what was used since the running process was chosen.</summary>
    private long _steps;
    private long _stepsOfProcess;

    /// <summary>Reductions for which virtual time has not moved yet.</summary>
    private long _sinceClock;

    /// <summary>Turns since it was last looked at what has come from outside.</summary>
    private int _turns;

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

            if (_runnable.Count > 0 && ++_turns < TurnsBetweenLooks)
            {
                return Choose(out slice);
            }

            if (LookOutside())
            {
                continue;
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
        return HasWork || policy.AlwaysYields || Scheduler.Clock.HasAlarms || Scheduler.IsOutsideAwaited || _steps + _stepsOfProcess > Scheduler.Options.MaxSteps;
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

    /// <summary>
    /// Looks at what has come from outside, and waits for it when nothing can run. While it is waited for, time passes as it really does, so that an
    /// alarm rings when nothing comes.
    /// </summary>
    /// <returns>Whether to look again at what can run; otherwise nothing more will come before the next alarm.</returns>
    private bool LookOutside()
    {
        _turns = 0;
        if (!Scheduler.IsOutsideAwaited)
        {
            return _runnable.Count > 0;
        }

        if (_runnable.Count > 0)
        {
            Scheduler.Arrivals!.Take(milliseconds: 0);
            return true;
        }

        var clock = Scheduler.Clock;
        if (!clock.HasAlarms)
        {
            return Scheduler.Arrivals!.Take(Timeout.Infinite);
        }

        long left = Math.Max(0, clock.Next - clock.Now);
        long begun = Stopwatch.GetTimestamp();
        bool hasCome = Scheduler.Arrivals!.Take((int)Math.Min((left + 999) / 1000, int.MaxValue));
        clock.Advance(Math.Min(left, (long)Stopwatch.GetElapsedTime(begun).TotalMicroseconds));
        return hasCome;
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
