using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Runs the processes of one program: starts them, finds them, wakes them, ends them, and knows when nothing can happen any more.</summary>
internal sealed partial class Scheduler
{
    /// <summary>Reductions in a time slice.</summary>
    public const int Budget = 4000;

    /// <summary>The moment at which virtual time begins: the year 2001, in seconds since 1970.</summary>
    private const long VirtualEpoch = 1_000_000_000;

    private readonly ProcessTable _table = new();
    private readonly WorkerGroup? _group;
    private readonly bool _limitsHeap;
    private readonly Completion _end = new();
    private PolicyWorker? _only;
    private Action<ProcessContext, Process>? _report;
    private bool _hasReportedMain;
    private int _exitCode;
    private int _pending;
    private int _unfinished;
    private long _lastHandle;
    private int _stopped;

    /// <summary>Prepares a scheduler.</summary>
    /// <param name="image">The program.</param>
    /// <param name="host">The outside world.</param>
    /// <param name="limits">Ceilings; null for the defaults.</param>
    /// <param name="options">How processes are run; null for the defaults.</param>
    public Scheduler(ProgramImage image, HostServices host, RuntimeLimits? limits, SchedulerOptions? options = null)
    {
        Options = options ?? SchedulerOptions.Default;
        (Image, Host, Limits) = (image, host.Restrict(image.Permissions), limits ?? RuntimeLimits.Default);
        _limitsHeap = Options.MaxHeapBytes is not null;
        _roomUpTo = MostProcesses;
        Policy = Options.Policy ?? (Options.Seed is { } seed ? new SeededPolicy(seed) : null);
        Clock = new AlarmClock(isVirtual: IsDeterministic);
        Arrivals = IsDeterministic ? new Arrivals() : null;
        Timers = new MessageTimers(this);
        _group = IsDeterministic ? null : new WorkerGroup(this, Math.Max(1, Options.Workers ?? SystemProcessors.Count));
    }

    /// <summary>The program.</summary>
    public ProgramImage Image { get; }

    /// <summary>The outside world.</summary>
    public HostServices Host { get; }

    /// <summary>How processes are run.</summary>
    public SchedulerOptions Options { get; }

    /// <summary>Ceilings.</summary>
    public RuntimeLimits Limits { get; }

    /// <summary>The time, and what is to happen at set times.</summary>
    public AlarmClock Clock { get; }

    /// <summary>The names of processes.</summary>
    public NameRegistry Names { get; } = new();

    /// <summary>The messages that are to be sent later.</summary>
    public MessageTimers Timers { get; }

    /// <summary>Makes all choices in deterministic mode; null otherwise.</summary>
    public SchedulePolicy? Policy { get; }

    /// <summary>Whether a run can be repeated exactly: one worker, virtual time, nothing done elsewhere.</summary>
    public bool IsDeterministic => Policy is not null;

    /// <summary>Whether the program has been told to end: no process runs on.</summary>
    public bool IsStopping => Volatile.Read(ref _stopped) != 0;

    /// <summary>Guards output that consists of several writes, so that what processes print is not mixed up.</summary>
    public Lock Output { get; } = new();

    /// <summary>The ports of Lisp.</summary>
    public ProgramPorts Ports { get; } = new();

    /// <summary>What is open, and whose it is.</summary>
    public HandleOwners Owners { get; } = new();

    /// <summary>What has come from outside and waits to be looked at, in deterministic mode; null otherwise.</summary>
    public Arrivals? Arrivals { get; }

    /// <summary>Whether something outside is under way.</summary>
    public bool IsOutsideAwaited => Volatile.Read(ref _pending) > 0;

    /// <summary>Threads for operations that wait for the outside world.</summary>
    public BlockingThreads Blocking { get; } = new();

    /// <summary>The processes alive, in the order of their numbers; a moment old while workers run.</summary>
    public IEnumerable<Process> Processes => _table.All();

    /// <summary>Whether any process is alive.</summary>
    public bool HasProcesses => _table.All().Any();

    /// <summary>Whether all processes wait for each other, the first one among them.</summary>
    public bool IsDeadlocked { get; private set; }

    /// <summary>What has been done so far.</summary>
    public SchedulerCounts Counts()
    {
        Worker[] workers = _only is not null ? [_only] : [.. _group?.Started ?? []];
        return new SchedulerCounts
        {
            Spawned = _table.LastId,
            Ended = [.. Enumerable.Range(0, (int)ExitClass.Other + 1).Select(index => workers.Sum(worker => Volatile.Read(ref worker.Counts.Ended[index])))],
            Messages = workers.Sum(worker => Volatile.Read(ref worker.Counts.Messages)),
            Slices = workers.Sum(worker => Volatile.Read(ref worker.Counts.Slices)),
            Reductions = workers.Sum(worker => Volatile.Read(ref worker.Counts.Reductions)),
            Queued = workers.Sum(worker => worker.QueueLength) + (_group?.Shared.Count ?? 0),
            Timers = Clock.Count,
            Workers = workers.Length,
        };
    }

    /// <summary>Starts a process.</summary>
    /// <param name="start">Its outermost frame.</param>
    /// <param name="parent">The process that starts it; null for the first one.</param>
    /// <param name="program">The module whose program it runs; null when it runs a function of its parent's.</param>
    /// <param name="prepare">Done before it can run; null for nothing.</param>
    /// <param name="worker">The worker on whose thread the caller runs; null when it does not know.</param>
    public Process Spawn(SavedFrame start, Process? parent, int? program = null, Action<Process>? prepare = null, Worker? worker = null)
    {
        var process = new Process(_table.NextId(), start, parent)
        {
            Program = program ?? parent?.Module?.Module ?? parent?.Program ?? 0,
            Addresses = program is null ? parent?.Module?.Addresses ?? parent?.Addresses : null,
        };
        if (parent?.Details?.Host is { } host)
        {
            process.EnsureDetails().Host = host;
        }

        prepare?.Invoke(process);
        Begin(process, parent, worker);
        return process;
    }

    /// <summary>Whether a number has been given to a process, alive or not.</summary>
    /// <param name="id">The number.</param>
    public bool HasExisted(long id) => id > 0 && id <= _table.LastId;

    /// <summary>The process with a number; null when there is none, or not any more.</summary>
    /// <param name="id">The number.</param>
    public Process? Find(long id) => _table.Find(id);

    /// <summary>Puts a process that has become runnable into a queue. Any thread may.</summary>
    /// <param name="process">The process.</param>
    /// <param name="worker">The worker on whose thread the caller runs; null when it does not know.</param>
    public void Ready(Process process, Worker? worker = null)
    {
        worker ??= Worker.Current;
        if (worker?.Scheduler == this)
        {
            worker.Enqueue(process);
        }
        else if (_group is not null)
        {
            _group.Shared.Add(process);
            _group.Wake();
        }
        else
        {
            // A stack segment of the only worker, which waits for it.
            _only!.Enqueue(process);
        }
    }

    /// <summary>Lets a process look again at what it waits for; does nothing to one that has ended. Any thread may.</summary>
    /// <param name="process">The process.</param>
    public void Wake(Process process)
    {
        while (true)
        {
            switch (Volatile.Read(ref process.State))
            {
                case ProcessState.Waiting:
                    if (process.TryMakeRunnable())
                    {
                        Ready(process);
                        return;
                    }

                    break;
                case ProcessState.Runnable:
                    if (Interlocked.CompareExchange(ref process.State, ProcessState.Woken, ProcessState.Runnable) == ProcessState.Runnable)
                    {
                        return;
                    }

                    break;
                default:
                    return;
            }
        }
    }

    /// <summary>Sends a message; false when the process has ended. Any thread may.</summary>
    /// <param name="receiver">The receiver.</param>
    /// <param name="message">The message.</param>
    /// <param name="worker">The worker on whose thread the caller runs; null when it does not know.</param>
    public bool Send(Process receiver, Message message, Worker? worker = null)
    {
        if (!receiver.TryAdd(message, out bool isNews))
        {
            return false;
        }

        if (_limitsHeap && receiver.Details is { } details)
        {
            Interlocked.Increment(ref details.Arrived);
        }

        // What is added is seen before the state is read, here as in Worker.Park.
        if (isNews && receiver.TryMakeRunnable())
        {
            Ready(receiver, worker);
        }

        return true;
    }

    /// <summary>Ends a process: from now on nobody finds it, and nothing reaches it.</summary>
    /// <param name="process">The process; no worker has it, or the worker that calls.</param>
    /// <param name="reason">Why, as links and monitors are told.</param>
    public void End(Process process, string reason)
    {
        if (process.Id == 1)
        {
            ConcludeMain(reason);
        }

        // Others change the state of a process that waits or runs; this one does neither, and removing it is a full fence.
        Volatile.Write(ref process.State, ProcessState.Ended);
        _table.Remove(process);
        ProcessEnd.Tell(this, process, reason);
    }

    /// <summary>Sees to it that a process is woken when output that is kept has been written; false when there is little to write.</summary>
    /// <param name="process">The process; it is about to wait.</param>
    public bool WakeWhenTaken(Process process)
    {
        var details = process.EnsureDetails();
        if (Interlocked.Exchange(ref details.IsOutputAwaited, true))
        {
            // A message has woken it before the output was written; it need not ask twice.
            return true;
        }

        BeginOutside();
        bool isKept = Host.Console.WhenTaken(() =>
        {
            Volatile.Write(ref details.IsOutputAwaited, false);
            Wake(process);
            EndOutside();
        });
        if (!isKept)
        {
            Volatile.Write(ref details.IsOutputAwaited, false);
            EndOutside();
        }

        return isKept;
    }

    /// <summary>Notes that something outside is under way that will make a process runnable, so that the program does not end meanwhile.</summary>
    public void BeginOutside() => Interlocked.Increment(ref _pending);

    /// <summary>Notes that what was under way outside has made its process runnable.</summary>
    public void EndOutside()
    {
        // That process may have ended meanwhile, or be waiting again already. The workers may all have found that they had to wait for this, and so one
        // must look whether anything can happen any more.
        if (Interlocked.Decrement(ref _pending) == 0)
        {
            _group?.Wake();
        }
    }

    /// <summary>Notes that something outside is under way that the program is not to end before.</summary>
    public void BeginUnfinished()
    {
        Interlocked.Increment(ref _unfinished);
        BeginOutside();
    }

    /// <summary>Notes that it has ended.</summary>
    public void EndUnfinished()
    {
        Interlocked.Decrement(ref _pending);
        if (Interlocked.Decrement(ref _unfinished) == 0)
        {
            _group?.Wake();
        }
    }

    /// <summary>A number for a new handle, from 1 upward.</summary>
    public long NextHandle() => Interlocked.Increment(ref _lastHandle);

    /// <summary>Something has come from outside: does what is to be done about it, at once, or in deterministic mode when the worker looks.</summary>
    /// <param name="action">What is to be done; it must be quick.</param>
    public void Arrive(Action action)
    {
        if (Arrivals is null)
        {
            action();
        }
        else
        {
            Arrivals.Add(action);
        }
    }

    /// <summary>Ends the program because it has taken as many steps as it may.</summary>
    public void GiveUp()
    {
        Options.Observer?.GaveUp();
        Stop();
    }

    /// <summary>The exit code, once it has ended.</summary>
    public int ExitCode => Volatile.Read(ref _exitCode);

    /// <summary>Ends the program because it was asked to from outside.</summary>
    /// <param name="exitCode">Its exit code.</param>
    public void Interrupt(int exitCode)
    {
        Volatile.Write(ref _exitCode, exitCode);
        Stop();
    }

    /// <summary>Ends the program because of an exception; the first one counts.</summary>
    /// <param name="failure">What happened.</param>
    public void Fail(Exception failure) => Stop(failure);

    /// <summary>Sees to what the end of a process means to the program: an error is reported, EXIT ends everything.</summary>
    /// <param name="context">Says how it ended.</param>
    /// <param name="process">The process.</param>
    public void Conclude(ProcessContext context, Process process)
    {
        if (process.Globals.Length > 0 && process.Module is { } module)
        {
            module.Globals = process.Globals;
        }

        if (process.Details?.Completion is { } completion)
        {
            _hasReportedMain = true;
            ConcludeCall(completion, context, process);
            return;
        }

        if (context.Reductions == ProcessContext.Exiting)
        {
            Volatile.Write(ref _exitCode, context.ExitCode);
            Stop();
            return;
        }

        if (context.Reductions == ProcessContext.Raising)
        {
            _report?.Invoke(context, process);
            if (process.Id == 1)
            {
                _hasReportedMain = true;
            }
        }
    }

    /// <summary>The main program may have been ended from outside; nobody should have to guess why nothing came of it.</summary>
    private void ConcludeMain(string reason)
    {
        if (_serves || ExitReason.IsClean(reason))
        {
            // Whoever has called it is told.
            return;
        }

        Volatile.Write(ref _exitCode, 1);
        if (!_hasReportedMain)
        {
            lock (Output)
            {
                Host.Console.WriteErrorLine(Options.ErrorFormat == ErrorFormat.Json
                    ? JsonLine.Of("exit", writer => { writer.WriteNumber("process", 1); writer.WriteString("reason", reason); })
                    : $"Process 1 exited: {reason}");
            }
        }
    }

    /// <summary>Seconds since 1970-01-01 UTC; in deterministic mode a time that follows the virtual clock.</summary>
    public long UnixSeconds => IsDeterministic ? VirtualEpoch + (Clock.Now / 1_000_000) : Host.Clock.UnixSeconds;

    /// <summary>Milliseconds since 1970-01-01 UTC, in the same way.</summary>
    public long UnixMilliseconds => IsDeterministic ? (VirtualEpoch * 1000) + (Clock.Now / 1000) : Host.Clock.UnixMilliseconds;

    /// <summary>Milliseconds since some moment; the clock for measuring.</summary>
    public long MonotonicMilliseconds => IsDeterministic ? Clock.Now / 1000 : Host.Clock.MonotonicMilliseconds;

    /// <summary>Ends the program if nothing can happen any more. All workers are idle, and nothing is in any queue.</summary>
    public void EndIfIdle()
    {
        if (_serves)
        {
            EndCallIfIdle();
            return;
        }

        bool hasProcesses = HasProcesses;
        if (Volatile.Read(ref _unfinished) > 0 || (hasProcesses && (Volatile.Read(ref _pending) > 0 || Clock.HasAlarms)))
        {
            return;
        }

        IsDeadlocked = hasProcesses && _table.Find(1) is not null;
        Stop();
    }

    /// <summary>Runs the main program and all it starts, on threads of its own, and waits for the end.</summary>
    /// <param name="report">Reports the error that a process has ended with.</param>
    /// <returns>The exit code; null when the program is deadlocked.</returns>
    public int? Run(Action<ProcessContext, Process> report)
    {
        Thread? thread = null;
        _report = report;
        ProcessTelemetry.Add(this);
        Options.Observer?.Began(new SchedulerView(this));
        if (Policy is not null)
        {
            _only = new PolicyWorker(this, Policy);
            thread = _only.Start();
        }
        else
        {
            Host.Console.WriteBehind(isOn: true);
            Spawn(new ModuleStart(), parent: null);
        }

        try
        {
            _end.Wait();
        }
        finally
        {
            _group?.AwaitSlices();
            thread?.Join(WorkerGroup.StopMilliseconds);
            Owners.CloseAll();
            Host.Console.WriteBehind(isOn: false);
            ProcessTelemetry.Remove(this);
        }

        return IsDeadlocked ? null : _exitCode;
    }

    private void Begin(Process process, Process? parent, Worker? worker = null)
    {
        if (_limitsHeap)
        {
            // Senders count in them.
            process.EnsureDetails();
        }

        _table.Add(process);
        Options.Observer?.Spawned(process, parent);
        if (ProcessEvents.IsOn)
        {
            ProcessEventSource.Log.Spawn(process.Id, parent?.Id ?? 0);
        }

        Ready(process, worker);
    }

    private void Stop(Exception? failure = null)
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        _group?.Stop();
        Arrivals?.Stop();
        if (failure is null)
        {
            _end.Succeed(default);
        }
        else
        {
            _end.Fail(failure);
        }

        // Calls under way end with the program, unless it was the call that ended it.
        FailCalls(failure);
    }
}
