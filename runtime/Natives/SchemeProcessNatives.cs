using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Processes in Scheme: what std/scheme/processes.scm builds the library <c>(ttil process)</c> on.</summary>
/// <remarks>Nothing here writes to standard error: a message to a process that has ended is lost, and who links with or watches one is told so.</remarks>
[TtvmLibrary("scheme")]
public static class SchemeProcessNatives
{
    private const string ProcessId = "a process id";
    private const string NoProcess = "noproc";

    /// <summary>Starts a process.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="thunk">A procedure without parameters.</param>
    [TtvmFunction("scheme.%spawn", NeedsProcesses = true)]
    public static Value Spawn(ProcessContext context, FunctionValue thunk) => ProcessOperations.Spawn(context, Value.From(thunk));

    /// <summary>Starts a process that is linked with this one from the start.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="thunk">A procedure without parameters.</param>
    [TtvmFunction("scheme.%spawn-link", NeedsProcesses = true)]
    public static Value SpawnLink(ProcessContext context, FunctionValue thunk) => ProcessOperations.SpawnLink(context, Value.From(thunk));

    /// <summary>Starts a process that this one watches from the start.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="thunk">A procedure without parameters.</param>
    [TtvmFunction("scheme.%spawn-monitor", NeedsProcesses = true)]
    public static Value SpawnMonitor(ProcessContext context, FunctionValue thunk) => ProcessOperations.SpawnMonitor(context, Value.From(thunk));

    /// <summary>The number of this process.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.self", NeedsProcesses = true)]
    public static Value Self(ProcessContext context) => ProcessOperations.Self(context);

    /// <summary>Sends a message; what can be changed in it is copied.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="receiver">The number or the name of the receiver.</param>
    /// <param name="message">The message.</param>
    [TtvmFunction("scheme.%send", NeedsProcesses = true)]
    public static Value Send(ProcessContext context, Value receiver, Value message)
    {
        if (TryFind(context, "send", receiver, out long target))
        {
            MessageOperations.TrySend(context, target, message);
        }

        return message;
    }

    /// <summary>Sends a message later.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="milliseconds">When, from now.</param>
    /// <param name="receiver">The number or, as it is taken now, the name of the receiver.</param>
    /// <param name="message">The message.</param>
    /// <returns>The reference by which cancel-timer knows it.</returns>
    [TtvmFunction("scheme.send-after", NeedsProcesses = true)]
    public static Value SendAfter(ProcessContext context, long milliseconds, Value receiver, Value message) =>
        TryFind(context, "send-after", receiver, out long target)
            ? MessageOperations.SendAfter(context, message, Value.Int(target), Value.Int(milliseconds))
            : default;

    /// <summary>Takes back a message that is to be sent later; false when it is too late.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="timer">The reference.</param>
    [TtvmFunction("scheme.cancel-timer", NeedsProcesses = true)]
    public static Value CancelTimer(ProcessContext context, Value timer) => MessageOperations.CancelTimer(context, timer);

    /// <summary>Begins to look at the messages in their order.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.%begin-receive", NeedsProcesses = true)]
    public static Value BeginReceive(ProcessContext context)
    {
        ReceiveOperations.BeginScan(context);
        return Value.Unspecified;
    }

    /// <summary>Goes on to the next message, waiting for one.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.%next-message?", NeedsProcesses = true), Suspends]
    public static Value NextMessage(ProcessContext context) => Value.Bool(ReceiveOperations.TryScan(context, milliseconds: null));

    /// <summary>Goes on to the next message; false when the time is over before there is one.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="milliseconds">How long at most to wait, since the receive began.</param>
    [TtvmFunction("scheme.%next-message?", NeedsProcesses = true), Suspends]
    public static Value NextMessageWithin(ProcessContext context, Value milliseconds)
    {
        if (TimeOf(milliseconds) is { } most)
        {
            return Value.Bool(ReceiveOperations.TryScan(context, most));
        }

        context.RaiseWrongType("receive", "a time in milliseconds, an integer that is not negative,", milliseconds);
        return default;
    }

    /// <summary>The message looked at.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.%message", NeedsProcesses = true)]
    public static Value Message(ProcessContext context) =>
        ReceiveOperations.Scanned(context) is { } message ? LispTerms.OfMessage(message) : default;

    /// <summary>Takes the message looked at out of the mailbox.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.%take-message!", NeedsProcesses = true)]
    public static Value TakeMessage(ProcessContext context)
    {
        if (ReceiveOperations.Scanned(context) is { } message)
        {
            ReceiveOperations.TakeScanned(context, message);
        }

        return Value.Unspecified;
    }

    /// <summary>Links this process with another. One that has ended counts as ending now, with the reason noproc.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The number of the other.</param>
    [TtvmFunction("scheme.link", NeedsProcesses = true), Suspends]
    public static Value Link(ProcessContext context, Value target)
    {
        if (IsId(context, "link", target) && !LinkOperations.TryLink(context, target.AsInt))
        {
            var process = context.Process!;
            process.TryAdd(new ExitSignal(target.AsInt, NoProcess, link: null), out _);
            if (!process.TakeOver())
            {
                context.Leave(Suspension.End);
            }
        }

        return Value.Unspecified;
    }

    /// <summary>Removes the link with another process.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The number of the other.</param>
    [TtvmFunction("scheme.unlink", NeedsProcesses = true)]
    public static Value Unlink(ProcessContext context, Value target)
    {
        if (IsId(context, "unlink", target))
        {
            LinkOperations.TryUnlink(context, target.AsInt);
        }

        return Value.Unspecified;
    }

    /// <summary>Watches a process. Of one that has ended the message comes at once, with the reason noproc.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The number of the process.</param>
    /// <returns>The reference of the monitor.</returns>
    [TtvmFunction("scheme.monitor", NeedsProcesses = true)]
    public static Value Monitor(ProcessContext context, Value target)
    {
        if (!IsId(context, "monitor", target))
        {
            return default;
        }

        var process = context.Process!;
        string reference = MonitorReference.Of(process.Id, target.AsInt);
        if (!LinkOperations.TryMonitor(context, target.AsInt))
        {
            process.TryAdd(new SystemMessage(SystemMessageKind.Down, target.AsInt, NoProcess, reference), out _);
        }

        return Value.Text(reference);
    }

    /// <summary>The reference of this process's monitor of another.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The number of the other.</param>
    [TtvmFunction("scheme.%monitor-reference", NeedsProcesses = true)]
    public static Value ReferenceTo(ProcessContext context, long target) => ProcessOperations.ReferenceTo(context, Value.Int(target));

    /// <summary>Stops watching; true when the process had not ended.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="reference">The reference of the monitor.</param>
    [TtvmFunction("scheme.demonitor", NeedsProcesses = true)]
    public static bool Demonitor(ProcessContext context, string reference) => LinkOperations.TryDemonitor(context, reference, out _) ?? false;

    /// <summary>Says whether exit signals become messages.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="isOn">Whether they do: anything but false.</param>
    [TtvmFunction("scheme.trap-exit", NeedsProcesses = true)]
    public static Value TrapExit(ProcessContext context, Value isOn)
    {
        LinkOperations.TrapExit(context, Value.Bool(!isOn.IsFalse));
        return Value.Unspecified;
    }

    /// <summary>Ends this process.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="reason">Why, as others are told.</param>
    [TtvmFunction("scheme.exit-self", NeedsProcesses = true), Suspends]
    public static Value ExitSelf(ProcessContext context, Value reason)
    {
        ProcessOperations.ExitSelf(context, reason);
        return default;
    }

    /// <summary>Sends an exit signal.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The number of the process.</param>
    /// <param name="reason">Why; <c>kill</c> cannot be trapped.</param>
    [TtvmFunction("scheme.exit-process", NeedsProcesses = true), Suspends]
    public static Value ExitProcess(ProcessContext context, Value target, Value reason)
    {
        ProcessOperations.ExitProcess(context, target, reason);
        return Value.Unspecified;
    }

    /// <summary>Gives this process a name; false when another has it.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">A symbol or string.</param>
    [TtvmFunction("scheme.register", NeedsProcesses = true)]
    public static bool Register(ProcessContext context, Value name) =>
        LispTerms.TryName(context, "register", name, out string text) && context.Scheduler!.Names.TryAdd(text, context.Process!);

    /// <summary>Frees a name; false when nobody has it.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">A symbol or string.</param>
    [TtvmFunction("scheme.unregister", NeedsProcesses = true)]
    public static bool Unregister(ProcessContext context, Value name) =>
        LispTerms.TryName(context, "unregister", name, out string text) && context.Scheduler!.Names.Remove(text);

    /// <summary>The number of the process that has a name, or false.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">A symbol or string.</param>
    [TtvmFunction("scheme.whereis", NeedsProcesses = true)]
    public static Value Whereis(ProcessContext context, Value name) =>
        LispTerms.TryName(context, "whereis", name, out string text) && context.Scheduler!.Names.Find(text) is { } process
            ? Value.Int(process.Id)
            : Value.Bool(false);

    /// <summary>What is known of a process, an association list; false when there is no such process.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">Its number.</param>
    [TtvmFunction("scheme.process-info", NeedsProcesses = true), Suspends]
    public static Value Info(ProcessContext context, Value target)
    {
        var info = ProcessOperations.Info(context, target);
        return context.Reductions < 0 ? default : LispTerms.Of(info);
    }

    /// <summary>The numbers of all processes, ascending.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.processes", NeedsProcesses = true)]
    public static Value All(ProcessContext context) => LispTerms.Of(ProcessOperations.All(context));

    /// <summary>Gives up the rest of the time slice.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("scheme.yield", NeedsProcesses = true), Suspends]
    public static Value Yield(ProcessContext context)
    {
        SchedulingOperations.Yield(context);
        return Value.Unspecified;
    }

    /// <summary>Waits.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="milliseconds">How long.</param>
    [TtvmFunction("scheme.sleep"), Suspends]
    public static Value Sleep(ProcessContext context, long milliseconds)
    {
        TimeOperations.Sleep(context, Value.Int(milliseconds));
        return Value.Unspecified;
    }

    /// <summary>Makes this process a supervisor and starts its children.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="spec">An association list: what SUPERVISE takes as an object.</param>
    /// <returns>False when it is one already.</returns>
    [TtvmFunction("scheme.supervise", NeedsProcesses = true), Suspends]
    public static Value Supervise(ProcessContext context, Value spec)
    {
        var result = SupervisorOperations.Supervise(context, LispTerms.ToObject(spec));
        return context.Reductions < 0 ? default : Value.Bool(result.AsText == SupervisorOperations.Started);
    }

    /// <summary>Starts a further child of this process, which is a supervisor; false when there is one of that id, or it does not start.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="id">A symbol or string.</param>
    /// <param name="child">A procedure without parameters, or an association list that says more.</param>
    [TtvmFunction("scheme.supervise-child", NeedsProcesses = true), Suspends]
    public static Value SuperviseChild(ProcessContext context, Value id, Value child)
    {
        if (!LispTerms.TryName(context, "supervise-child", id, out string name))
        {
            return default;
        }

        var start = child.Tag is PairValue ? LispTerms.ToObject(child) : child;
        return Outcome(context, "supervise-child", SupervisorOperations.SuperviseChildOf(context, start, Value.Text(name)), $"supervising_{name}");
    }

    /// <summary>Ends a child of this process, which is a supervisor, and starts it again; false when there is none of that id, or it was started too often.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="id">A symbol or string.</param>
    [TtvmFunction("scheme.restart-child", NeedsProcesses = true), Suspends]
    public static Value RestartChild(ProcessContext context, Value id) =>
        LispTerms.TryName(context, "restart-child", id, out string name)
            ? Outcome(context, "restart-child", SupervisorOperations.RestartChild(context, name), $"restarting_{name}")
            : default;

    private static Value Outcome(ProcessContext context, string procedure, Value result, string success)
    {
        if (context.Reductions < 0)
        {
            return default;
        }

        string outcome = result.AsText;
        if (outcome == SupervisorOperations.NotSupervisor)
        {
            context.Raise($"{procedure}: this process is not a supervisor");
            return default;
        }

        return Value.Bool(outcome == success);
    }

    /// <summary>The number of a process by its number or name; a name that nobody has gives one that no process has.</summary>
    /// <summary>How long to wait; one too large for 64 bits is for ever, as far as anybody will see. Null for what is no time.</summary>
    private static long? TimeOf(Value milliseconds) => milliseconds switch
    {
        { IsInt: true, AsInt: >= 0 } => milliseconds.AsInt,
        { Tag: BigIntegerValue { Number.Sign: > 0 } } => long.MaxValue,
        { IsFloat: true, AsFloat: >= 0 and < long.MaxValue } when double.IsInteger(milliseconds.AsFloat) => (long)milliseconds.AsFloat,
        _ => null,
    };

    private static bool TryFind(ProcessContext context, string procedure, Value receiver, out long target)
    {
        target = 0;
        if (receiver.IsInt)
        {
            target = receiver.AsInt;
            return true;
        }

        if (receiver.Tag is SymbolValue symbol)
        {
            target = context.Scheduler!.Names.Find(symbol.Name)?.Id ?? 0;
            return true;
        }

        context.RaiseWrongType(procedure, "a process id or the name of a process, a symbol,", receiver);
        return false;
    }

    private static bool IsId(ProcessContext context, string procedure, Value target)
    {
        if (!target.IsInt)
        {
            context.RaiseWrongType(procedure, ProcessId, target);
        }

        return target.IsInt;
    }
}
