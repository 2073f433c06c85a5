using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <content>Processes that .NET code starts and waits for, in a program used as a library.</content>
internal sealed partial class Scheduler
{
    /// <summary>The processes somebody outside waits for; null in a program that is no library. Guards itself.</summary>
    private HashSet<Process>? _called;
    private bool _serves;
    private volatile bool _isShutDown;

    /// <summary>Whether code outside may still send messages, so that no process waits in vain.</summary>
    public bool IsReachable { get; set; }

    /// <summary>Whether code outside has ended everything, and not the program itself.</summary>
    public bool IsShutDown => _isShutDown;

    /// <summary>Lets workers wait for processes from outside; the program then ends only by EXIT or a failure.</summary>
    /// <param name="report">Reports the error that a process has ended with for which nobody waits.</param>
    public void Serve(Action<ProcessContext, Process> report)
    {
        _report = report;
        _called = [];
        _serves = true;
        Host.Console.WriteBehind(isOn: true);
        Options.Observer?.Began(new SchedulerView(this));
    }

    /// <summary>Starts a process for code outside.</summary>
    /// <param name="start">Its outermost frame.</param>
    /// <param name="module">The module run it belongs to, whose variables are its own and remain as it leaves them: one such process runs at a time.</param>
    /// <returns>Its end.</returns>
    public Completion SpawnFromOutside(SavedFrame start, ModuleRun module) => SpawnFromOutside(start, module, out _);

    /// <summary>The same, and gives the process.</summary>
    /// <param name="start">Its outermost frame.</param>
    /// <param name="module">As above.</param>
    /// <param name="process">The process.</param>
    public Completion SpawnFromOutside(SavedFrame start, ModuleRun module, out Process process)
    {
        process = new Process(_table.NextId(), start) { Module = module, Globals = module.Globals };
        return BeginFromOutside(process);
    }

    /// <summary>Starts a process for code outside that has its own variables, as one that the main program has started.</summary>
    /// <param name="start">Its outermost frame.</param>
    /// <param name="addresses">How it numbers instructions.</param>
    /// <param name="memory">What it begins with.</param>
    /// <returns>Its end, and the process.</returns>
    public (Completion End, Process Process) SpawnApart(SavedFrame start, AddressSpace addresses, Action<Process> memory)
    {
        var process = new Process(_table.NextId(), start) { Addresses = addresses };
        memory(process);
        return (BeginFromOutside(process), process);
    }

    /// <summary>Ends everything: no process runs on, what is open is closed, and all output is written.</summary>
    /// <returns>What went wrong in closing; null when nothing did.</returns>
    public string? ShutDown()
    {
        // Those who wait are told by Stop, and ask then.
        _isShutDown = !IsStopping;
        Stop();
        _group?.AwaitSlices();
        Owners.CloseAll();
        string? problem = Ports.CloseAll();
        Host.Console.WriteBehind(isOn: false);
        return problem;
    }

    /// <summary>The error under way, for code outside.</summary>
    /// <param name="context">Holds the error.</param>
    public static LanguageException ErrorOf(ProcessContext context)
    {
        var raised = context.Raised!;
        var trace = LanguageStackTrace.Of(raised, context.Image);
        return new LanguageException(raised.UncaughtText(context.Image, context.Addresses), trace.Lines())
        {
            Frames = trace.Frames,
            ErrorValue = Value.From(raised.ToException(context.Image, context.Addresses)),
        };
    }

    private Completion BeginFromOutside(Process process)
    {
        var completion = new Completion();
        process.EnsureDetails().Completion = completion;
        BeginOutside();
        lock (_called!)
        {
            _called.Add(process);
        }

        Begin(process, parent: null);
        EndOutside();
        if (IsStopping)
        {
            // Whoever has ended everything may not have seen this one.
            FailCalls(failure: null);
        }

        return completion;
    }

    /// <summary>Nothing happens any more unless .NET code does something, and what it does is wait for calls: they end.</summary>
    /// <remarks>
    /// No worker can get up meanwhile. But a call may just be beginning: it counts as pending, then is among the calls, then in the queue, and then is pending no
    /// more. So the calls are read first.
    /// </remarks>
    private void EndCallIfIdle()
    {
        Process[] waiting;
        lock (_called!)
        {
            waiting = [.. _called];
        }

        if (waiting.Length == 0 || IsReachable || Volatile.Read(ref _pending) > 0 || Clock.HasAlarms || _group is { Shared.Count: > 0 })
        {
            return;
        }

        lock (_called)
        {
            _called.ExceptWith(waiting);
        }

        var lines = DeadlockReport.Of(this).Lines;
        foreach (var process in waiting)
        {
            var completion = process.Details!.Completion!;
            Worker.Current?.Counts.AddEnd(ExitReason.Killed);
            End(process, ExitReason.Killed);
            completion.Fail(new LanguageException(string.Join('\n', lines)) { Failure = CallFailure.Deadlock });
        }
    }

    private Process[] TakeCalls()
    {
        lock (_called!)
        {
            Process[] all = [.. _called];
            _called.Clear();
            return all;
        }
    }

    private void FailCalls(Exception? failure)
    {
        if (_called is null)
        {
            return;
        }

        foreach (var process in TakeCalls())
        {
            process.Details!.Completion!.Fail(failure ?? Exited(_exitCode));
        }
    }

    /// <summary>What a caller is told when the program has ended by EXIT.</summary>
    /// <param name="code">The exit code.</param>
    public static LanguageException Exited(int code) => new($"The program ended with exit code {code}.") { Failure = CallFailure.Exit, ExitCode = code };

    private void ConcludeCall(Completion completion, ProcessContext context, Process process)
    {
        lock (_called!)
        {
            _called.Remove(process);
        }

        Complete(completion, context, process);
    }

    private void Complete(Completion completion, ProcessContext context, Process process)
    {
        switch (context.Reductions)
        {
            case ProcessContext.Raising:
                completion.Fail(ErrorOf(context));
                break;
            case ProcessContext.Exiting:
                Volatile.Write(ref _exitCode, context.ExitCode);
                Stop();
                completion.Fail(Exited(context.ExitCode));
                break;
            case ProcessContext.Halting:
                completion.Succeed(Value.Null);
                break;
            default:
                string? reason = process.Details!.ExitReason;
                if (reason is null or ExitReason.Normal)
                {
                    completion.Succeed(reason is null ? context.Resumed : Value.Null);
                }
                else
                {
                    completion.Fail(new LanguageException($"The process of the call ended: {reason}") { Failure = CallFailure.Ended, ExitReason = reason });
                }

                break;
        }
    }
}
