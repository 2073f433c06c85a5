namespace TinyTotIL.Runtime.Processes;

/// <summary>Keeps children running by the rules of OTP's supervisor.</summary>
/// <remarks>
/// <para>
/// A state machine: it is told what happened (a child ended, time is up, the supervisor must end) and acts on an
/// <see cref="ISupervisorWorld"/>. It never waits. OTP's supervisor does one thing at a time and leaves what arrives meanwhile in its
/// mailbox; here the one thing that takes time, ending children, makes the machine busy, and ends that are noticed meanwhile are
/// put off. The sequence of starts and exit signals is the same.
/// </para>
/// <para>
/// Children are started in order and ended in reverse order, each one only when the one before is gone. A child that is to end gets the exit signal <c>shutdown</c>, and
/// <c>kill</c> when its time is up. The end of a child that is to end anyway is no reason to start it again, even when it came first.
/// </para>
/// </remarks>
internal sealed class Supervisor
{
    private const string Shutdown = "shutdown";
    private const string Kill = "kill";

    private readonly SupervisorSpec _spec;
    private readonly ISupervisorWorld _world;
    private readonly RestartWindow _restarts;

    /// <summary>In the order of starting.</summary>
    private readonly List<SupervisedChild> _children = [];

    /// <summary>Steps put off, oldest first.</summary>
    private readonly Queue<Action> _putOff = [];

    /// <summary>Children still to be ended; the last one is next. Empty while nothing is to be ended.</summary>
    private readonly List<SupervisedChild> _ending = [];

    /// <summary>What follows when the last of them is gone; null while nothing is to be ended.</summary>
    private Action? _afterwards;
    private bool _isWaitingForEnd;
    private long _lastTimer;

    /// <summary>Number of the timer that the child which is to end next has; 0 for none.</summary>
    private long _timer;

    /// <summary>Makes a supervisor without children.</summary>
    /// <param name="spec">How it behaves; the children in it are started by <see cref="StartAll"/>.</param>
    /// <param name="world">What it acts on.</param>
    public Supervisor(SupervisorSpec spec, ISupervisorWorld world)
    {
        (_spec, _world) = (spec, world);
        _restarts = new RestartWindow(spec.Intensity, spec.Period);
    }

    /// <summary>Whether it waits for a child's end, so that nothing may be asked of it but <see cref="End"/>.</summary>
    public bool IsBusy => _afterwards is not null;

    /// <summary>The reason with which the supervisor's process must end now: all children have ended. Null while it goes on.</summary>
    public string? EndedWith { get; private set; }

    /// <summary>Whether it is to end, or has.</summary>
    public bool IsEnding { get; private set; }

    /// <summary>The children in the order of starting.</summary>
    public IReadOnlyList<SupervisedChild> Children => _children;

    /// <summary>Starts the first children. When one cannot be started, those before it are ended and the supervisor ends with <c>shutdown</c>.</summary>
    public void StartAll()
    {
        foreach (var spec in _spec.Children)
        {
            if (!TryStartNew(spec))
            {
                BeginEnd(Shutdown);
                return;
            }
        }
    }

    /// <summary>Starts one more child. Its id must be new, and the supervisor not busy.</summary>
    /// <param name="spec">The child.</param>
    /// <returns>Whether it could be started; otherwise it is forgotten.</returns>
    public bool TryStartNew(ChildSpec spec)
    {
        var child = new SupervisedChild(spec);
        if (!TryStart(child))
        {
            return false;
        }

        _children.Add(child);
        return true;
    }

    /// <summary>The child with an id; null when there is none.</summary>
    /// <param name="id">The id.</param>
    public SupervisedChild? Find(string id) => _children.Find(child => child.Spec.Id == id);

    /// <summary>Ends a child, if it runs, and starts it again. The supervisor must not be busy.</summary>
    /// <param name="id">Its id.</param>
    public RestartOutcome Restart(string id)
    {
        if (Find(id) is not { } child)
        {
            return RestartOutcome.UnknownChild;
        }

        if (!_restarts.TryAdd(_world.Now))
        {
            _world.Refused(child.Spec);
            return RestartOutcome.LimitExceeded;
        }

        EndChildren([child], () => StartAgain([child]));
        return RestartOutcome.Begun;
    }

    /// <summary>A process has ended. Ends of others than the children are ignored.</summary>
    /// <param name="process">Its number.</param>
    /// <param name="reason">Why.</param>
    public void ChildEnded(long process, string reason)
    {
        if (process == 0 || _children.Find(child => child.Process == process) is not { } child)
        {
            return;
        }

        (child.Process, child.Ended) = (0, process);
        if (_isWaitingForEnd && _ending[^1] == child)
        {
            ContinueEnding();
        }
        else
        {
            _putOff.Enqueue(() => Handle(child, process, reason));
        }

        GoOn();
    }

    /// <summary>A timer has gone off.</summary>
    /// <param name="number">What it was told to say; an old number is ignored.</param>
    public void TimeOut(long number)
    {
        if (_timer != 0 && number == _timer)
        {
            _timer = 0;
            _world.SendExit(_ending[^1].Process, Kill);
        }
    }

    /// <summary>Ends all children in reverse order, then the supervisor. Only the first reason counts.</summary>
    /// <param name="reason">The reason of its own end.</param>
    public void End(string reason)
    {
        IsEnding = true;
        _putOff.Enqueue(() => BeginEnd(reason));
        GoOn();
    }

    private void GoOn()
    {
        while (!IsBusy && EndedWith is null && _putOff.TryDequeue(out var step))
        {
            step();
        }
    }

    private void Handle(SupervisedChild child, long process, string reason)
    {
        // It may have been ended or started again since, with the others.
        if (child.Ended != process)
        {
            return;
        }

        child.Ended = 0;
        switch (child.Spec.Restart)
        {
            case RestartType.Temporary:
                _children.Remove(child);
                break;
            case RestartType.Transient when reason is "normal" or Shutdown:
                break;
            default:
                RestartFor(child);
                break;
        }
    }

    private void RestartFor(SupervisedChild child)
    {
        if (!_restarts.TryAdd(_world.Now))
        {
            _world.Refused(child.Spec);
            BeginEnd(Shutdown);
            return;
        }

        int first = _spec.Strategy == RestartStrategy.OneForAll ? 0 : _children.IndexOf(child);
        int count = _spec.Strategy == RestartStrategy.OneForOne ? 1 : _children.Count - first;
        var affected = _children.GetRange(first, count);
        EndChildren(affected, () =>
        {
            // A temporary child is never started again, not even with the others.
            _children.RemoveAll(other => other.Spec.Restart == RestartType.Temporary && affected.Contains(other));
            StartAgain(affected.FindAll(_children.Contains));
        });
    }

    private void StartAgain(List<SupervisedChild> children)
    {
        foreach (var child in children)
        {
            _world.Restarting(child.Spec);
            if (!TryStart(child))
            {
                child.AwaitsStart = true;
                _putOff.Enqueue(() => TryAgain(child));
                return;
            }
        }
    }

    /// <summary>A failed start counts as an end: the next attempt is one more restart.</summary>
    private void TryAgain(SupervisedChild child)
    {
        if (child.AwaitsStart && _children.Contains(child))
        {
            RestartFor(child);
        }
    }

    private bool TryStart(SupervisedChild child)
    {
        child.Process = _world.Start(child.Spec);
        child.Ended = 0;
        child.AwaitsStart = false;
        return child.Process != 0;
    }

    private void BeginEnd(string reason)
    {
        IsEnding = true;
        _putOff.Clear();
        EndChildren(_children, () =>
        {
            _children.Clear();
            EndedWith = reason;
        });
    }

    private void EndChildren(List<SupervisedChild> children, Action afterwards)
    {
        _ending.AddRange(children);
        _afterwards = afterwards;
        EndNext();
    }

    private void ContinueEnding()
    {
        if (_timer != 0)
        {
            _timer = 0;
            _world.CancelTimer();
        }

        _isWaitingForEnd = false;
        EndNext();
    }

    private void EndNext()
    {
        while (_ending.Count > 0)
        {
            var child = _ending[^1];
            (child.Ended, child.AwaitsStart) = (0, false);
            if (child.Process != 0)
            {
                _isWaitingForEnd = true;
                TellToEnd(child);
                return;
            }

            _ending.RemoveAt(_ending.Count - 1);
        }

        var afterwards = _afterwards!;
        _afterwards = null;
        afterwards();
    }

    private void TellToEnd(SupervisedChild child)
    {
        if (child.Spec.Shutdown == ChildSpec.Brutal)
        {
            _world.SendExit(child.Process, Kill);
            return;
        }

        _world.SendExit(child.Process, Shutdown);
        if (child.Spec.Shutdown != ChildSpec.Infinity)
        {
            _timer = ++_lastTimer;
            _world.SetTimer(child.Spec.Shutdown, _timer);
        }
    }
}
