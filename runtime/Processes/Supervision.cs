namespace TinyTotIL.Runtime.Processes;

/// <summary>What a process has that is a supervisor: connects the rules in <see cref="Supervisor"/> with processes and their signals.</summary>
/// <remarks>
/// Only the worker that runs the supervisor's process touches it, when that process looks at its inbox or executes an instruction for supervisors. A child knows
/// its supervisor from its start and tells it of its end, whatever happens to links meanwhile.
/// </remarks>
internal sealed class Supervision : ISupervisorWorld
{
    private const long MicrosecondsPerMillisecond = 1000;

    private readonly Scheduler _scheduler;
    private readonly Process _owner;
    private readonly ChildStarter _start;
    private Alarm? _alarm;

    /// <summary>Whether its process runs nothing any more but <see cref="SupervisorEnd"/>.</summary>
    private bool _isHeld;

    /// <summary>Whether its process ends without ending its children first.</summary>
    private bool _isAbandoned;

    /// <summary>Makes a process a supervisor.</summary>
    /// <param name="scheduler">Runs the children.</param>
    /// <param name="owner">The process.</param>
    /// <param name="spec">How it behaves.</param>
    /// <param name="start">Starts the process of a child.</param>
    public Supervision(Scheduler scheduler, Process owner, SupervisorSpec spec, ChildStarter start)
    {
        (_scheduler, _owner, _start) = (scheduler, owner, start);
        Rules = new Supervisor(spec, this);
    }

    /// <summary>What it does when. Whoever asks for something that may end it calls <see cref="Settle"/> afterwards.</summary>
    public Supervisor Rules { get; }

    /// <summary>The id of the child that RESTART_CHILD waits for; null when it waits for none.</summary>
    public string? Awaited { get; set; }

    /// <summary>Whether all its children have ended, and it may.</summary>
    public bool HasEnded => Rules.EndedWith is not null;

    /// <inheritdoc/>
    public long Now => _scheduler.Clock.Now / MicrosecondsPerMillisecond;

    /// <summary>A child has ended.</summary>
    /// <param name="child">The number of its process.</param>
    /// <param name="reason">Why.</param>
    public void ChildEnded(long child, string reason)
    {
        if (!_isAbandoned)
        {
            Rules.ChildEnded(child, reason);
            Settle();
        }
    }

    /// <summary>The time is up that a child had for its end.</summary>
    /// <param name="number">The number of the timer.</param>
    public void TimeOut(long number)
    {
        if (!_isAbandoned)
        {
            Rules.TimeOut(number);
        }
    }

    /// <summary>Ends the children, then the process.</summary>
    /// <param name="reason">The reason of its end.</param>
    public void End(string reason)
    {
        if (!_isAbandoned)
        {
            Rules.End(reason);
            Settle();
        }
    }

    /// <summary>Sees to it that the code of the process stops when it is to end.</summary>
    public void Settle()
    {
        if (Rules.IsEnding && !_isHeld)
        {
            _owner.BeginExit(Rules.EndedWith ?? ExitReason.Shutdown);
        }
    }

    /// <summary>The process is about to end, by itself or by what it was told: lets it live until its children have ended.</summary>
    /// <param name="reason">Why it is about to end.</param>
    /// <returns>Whether it lives on, and must be run again; otherwise it ends with the reason.</returns>
    public bool Hold(ref string reason)
    {
        if (_isAbandoned || reason is ExitReason.MaxHeap or ExitReason.MaxReductions)
        {
            _isAbandoned = true;
            return false;
        }

        _isHeld = true;
        if (!Rules.IsEnding)
        {
            Rules.End(reason);
        }

        if (Rules.EndedWith is { } last)
        {
            reason = last;
            return false;
        }

        _owner.Details!.ExitReason = null;
        _owner.Frames = new SupervisorEnd();
        return true;
    }

    /// <summary>The process ends at once, although it may have begun to end in order: nothing is started or ended in order any more.</summary>
    public void Abandon()
    {
        _isAbandoned = true;
        _owner.Details!.ExitReason = null;
    }

    /// <summary>The process has ended; children it leaves behind end with its reason.</summary>
    /// <param name="reason">The reason.</param>
    public void Leave(string reason)
    {
        _isAbandoned = true;
        CancelTimer();
        foreach (var child in Rules.Children)
        {
            if (child.Process != 0 && _scheduler.Find(child.Process) is { } process)
            {
                _scheduler.Send(process, new ExitSignal(_owner.Id, reason, link: null) { EndsSupervision = true });
            }
        }
    }

    /// <inheritdoc/>
    public long Start(ChildSpec child) =>
        _start(_scheduler, _owner, child, process => process.EnsureDetails().Supervised = new Supervised(_owner, child.Id))?.Id ?? 0;

    /// <inheritdoc/>
    public void SendExit(long process, string reason)
    {
        // One that is not found has ended, and has told so.
        if (_scheduler.Find(process) is { } child)
        {
            _scheduler.Send(child, new ExitSignal(_owner.Id, reason, link: null));
        }
    }

    /// <inheritdoc/>
    public void SetTimer(long milliseconds, long number) =>
        _scheduler.Clock.Arm(_alarm = new ShutdownAlarm(_owner, number), milliseconds);

    /// <inheritdoc/>
    public void CancelTimer()
    {
        if (_alarm is not null)
        {
            _scheduler.Clock.Cancel(_alarm);
            _alarm = null;
        }
    }

    /// <inheritdoc/>
    public void Restarting(ChildSpec child) =>
        _scheduler.Host.Console.WriteErrorLine($"Supervisor {_owner.Id} safely restarting child {child.Id}");

    /// <inheritdoc/>
    public void Refused(ChildSpec child) =>
        _scheduler.Host.Console.WriteErrorLine($"Supervisor {_owner.Id} cannot restart child {child.Id} - too many restarts");
}
