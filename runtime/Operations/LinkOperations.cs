using System.Globalization;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Links, monitors and the trapping of exits.</summary>
public static class LinkOperations
{
    /// <summary>LINK with a number: links this process with another.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The number of the other.</param>
    public static Value Link(ProcessContext context, ulong target) => Link(context, unchecked((long)target), Show(target));

    /// <summary>LINK: the same with the number on the stack.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The number of the other.</param>
    public static Value LinkTo(ProcessContext context, Value target) =>
        IsId(context, "LINK", target) ? Link(context, target.AsInt, Show(target.AsInt)) : default;

    /// <summary>UNLINK with a number: removes the link with another process. What that has not told yet, it will not tell.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The number of the other.</param>
    public static Value Unlink(ProcessContext context, ulong target) => Unlink(context, unchecked((long)target), Show(target));

    /// <summary>UNLINK: the same with the number on the stack.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The number of the other.</param>
    public static Value UnlinkFrom(ProcessContext context, Value target) =>
        IsId(context, "UNLINK", target) ? Unlink(context, target.AsInt, Show(target.AsInt)) : default;

    /// <summary>MONITOR with a number: watches a process.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The number of the other.</param>
    public static Value Monitor(ProcessContext context, ulong target) => Monitor(context, unchecked((long)target), Show(target));

    /// <summary>MONITOR: the same with the number on the stack.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The number of the other.</param>
    public static Value MonitorOf(ProcessContext context, Value target) =>
        IsId(context, "MONITOR", target) ? Monitor(context, target.AsInt, Show(target.AsInt)) : default;

    /// <summary>DEMONITOR with a reference: stops watching. A message already in the mailbox stays there.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="reference">The reference.</param>
    public static Value Demonitor(ProcessContext context, string reference)
    {
        if (TryDemonitor(context, reference, out long target) is not { } isDone)
        {
            return Value.Text("monitor_not_found");
        }

        if (isDone)
        {
            return Value.Text("demonitor_success");
        }

        MessageOperations.WarnNotFound(context, "demonitor request", Show(target));
        return Value.Text("demonitor_failed");
    }

    /// <summary>Stops watching a process.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="target">The number of the other.</param>
    /// <returns>Null when there is no such monitor; false when the other has ended.</returns>
    internal static bool? TryDemonitor(ProcessContext context, string reference, out long target)
    {
        var process = context.Process!;
        var scheduler = context.Scheduler!;
        if (!MonitorReference.TryRead(reference, process.Id, out target))
        {
            return null;
        }

        var monitor = process.Details?.Watched.Get(target);
        bool isKnown = monitor is not null && process.Details!.Watched.Remove(target);
        if (scheduler.Find(target) is { } other)
        {
            return isKnown ? other == process || scheduler.Send(other, new DemonitorSignal(monitor!)) : null;
        }

        return isKnown || scheduler.HasExisted(target) ? false : null;
    }

    /// <summary>DEMONITOR: the same with the reference on the stack.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="reference">The reference.</param>
    public static Value DemonitorOf(ProcessContext context, Value reference)
    {
        if (reference.IsText)
        {
            return Demonitor(context, reference.AsText);
        }

        context.RaiseTypeMismatch("DEMONITOR", "a monitor reference", reference);
        return default;
    }

    /// <summary>TRAP_EXIT: says whether exit signals become messages.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="isOn">Whether they do.</param>
    public static void TrapExit(ProcessContext context, Value isOn)
    {
        if (!isOn.IsBool)
        {
            context.Raise("Type error: TRAP_EXIT requires boolean value");
            return;
        }

        context.Process!.EnsureDetails().TrapsExits = isOn.AsBool;
    }

    /// <summary>Links two processes; the second need not have begun. False when it has ended.</summary>
    /// <param name="process">The process that runs.</param>
    /// <param name="other">The other.</param>
    /// <param name="scheduler">Wakes the other; null when that has not begun.</param>
    internal static bool TryLink(Process process, Process other, Scheduler? scheduler = null)
    {
        var link = new LinkSignal(process, other) { IsFromStart = scheduler is null };
        if (!Deliver(scheduler, other, link))
        {
            return false;
        }

        process.EnsureDetails().Links.Set(link.KeyFor(process), link);
        return true;
    }

    /// <summary>Lets one process watch another, which need not have begun. False when it has ended.</summary>
    /// <param name="process">The process that runs.</param>
    /// <param name="other">The other.</param>
    /// <param name="scheduler">Wakes the other; null when that has not begun.</param>
    internal static bool TryMonitor(Process process, Process other, Scheduler? scheduler = null)
    {
        var monitor = new MonitorSignal(process, other);
        if (process != other && !Deliver(scheduler, other, monitor))
        {
            return false;
        }

        process.EnsureDetails().Watched.Set(other.Id, monitor);
        return true;
    }

    private static bool Deliver(Scheduler? scheduler, Process other, Signal signal) =>
        scheduler?.Send(other, signal) ?? other.TryAdd(signal, out _);

    /// <summary>Links this process with another, if it is not linked yet; false when that has ended.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The number of the other.</param>
    internal static bool TryLink(ProcessContext context, long target) =>
        target == context.Process!.Id
        || IsLinked(context.Process, target)
        || (context.Scheduler!.Find(target) is { } other && TryLink(context.Process, other, context.Scheduler));

    private static Value Link(ProcessContext context, long target, string shown)
    {
        if (TryLink(context, target))
        {
            return Value.Text($"linked_{shown}");
        }

        MessageOperations.WarnNotFound(context, "link request", shown);
        return Value.Text("link_failed");
    }

    private static bool IsLinked(Process process, long target) =>
        process.Details is { } details
        && (details.LinkWith(target, isMaker: true) ?? details.LinkWith(target, isMaker: false)) is not null;

    private static Value Unlink(ProcessContext context, long target, string shown)
    {
        if (TryUnlink(context, target))
        {
            return Value.Text($"unlinked_{shown}");
        }

        MessageOperations.WarnNotFound(context, "unlink request", shown);
        return Value.Text("unlink_failed");
    }

    /// <summary>Removes the link with another process; false when that has ended.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The number of the other.</param>
    internal static bool TryUnlink(ProcessContext context, long target)
    {
        var process = context.Process!;
        var other = target == process.Id ? process : context.Scheduler!.Find(target);
        bool isAlive = other is not null;
        foreach (bool isMaker in (ReadOnlySpan<bool>)[true, false])
        {
            if (process.Details?.LinkWith(target, isMaker) is { } link)
            {
                process.Details.Links.Remove(link.KeyFor(process));
                isAlive = other is not null && context.Scheduler!.Send(other, new UnlinkSignal(link));
            }
        }

        return isAlive;
    }

    /// <summary>Watches another process, if it is not watched yet; false when that has ended.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="target">The number of the other.</param>
    internal static bool TryMonitor(ProcessContext context, long target) =>
        context.Process!.Details?.Watched.Get(target) is not null
        || (context.Scheduler!.Find(target) is { } other && TryMonitor(context.Process, other, context.Scheduler));

    private static Value Monitor(ProcessContext context, long target, string shown)
    {
        var process = context.Process!;
        if (TryMonitor(context, target))
        {
            return Value.Text(MonitorReference.Of(process.Id, target));
        }

        MessageOperations.WarnNotFound(context, "monitor request", shown);
        return Value.Text("monitor_failed");
    }

    private static bool IsId(ProcessContext context, string operation, Value target)
    {
        if (!target.IsInt)
        {
            context.RaiseTypeMismatch(operation, "a process id", target);
        }

        return target.IsInt;
    }

    private static string Show(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static string Show(ulong id) => id.ToString(CultureInfo.InvariantCulture);
}
