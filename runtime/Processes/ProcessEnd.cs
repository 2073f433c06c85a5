namespace TinyTotIL.Runtime.Processes;

/// <summary>The end of a process, however it came: the one place that tells others.</summary>
internal static class ProcessEnd
{
    /// <summary>Frees what the process had and tells who is linked with it or watches it.</summary>
    /// <remarks>
    /// The inbox is closed first. A link or monitor requested before that counts as made, and is told of this end; one requested later is
    /// refused, and its request fails. So nobody is forgotten, and nobody told twice.
    /// </remarks>
    /// <param name="scheduler">The scheduler; it does not find the process any more.</param>
    /// <param name="process">The process. Nobody else runs it.</param>
    /// <param name="reason">Why it has ended.</param>
    public static void Tell(Scheduler scheduler, Process process, string reason)
    {
        process.Frames = null;
        process.CloseMailbox();
        scheduler.Options.Observer?.Exited(process, reason);
        scheduler.Names.Forget(process);
        if (!scheduler.Owners.IsEmpty)
        {
            scheduler.Owners.CloseOf(process.Id);
        }

        if (process.Details is not { } details)
        {
            return;
        }

        if (details.Alarm is { } alarm)
        {
            scheduler.Clock.Cancel(alarm);
        }

        details.Offload?.Cancel();
        details.Awaited?.Forget(process);
        foreach (var future in details.Promised ?? [])
        {
            future.TryFail($"The process that was to complete the future has ended: {reason}");
        }

        foreach (var link in details.Links.ToArray())
        {
            scheduler.Send(link.OtherThan(process), new ExitSignal(process.Id, reason, link));
        }

        foreach (var monitor in details.Watchers.ToArray())
        {
            scheduler.Send(monitor.Watcher, new DownSignal(monitor, reason));
        }

        foreach (var monitor in details.Watched.ToArray())
        {
            scheduler.Send(monitor.Target, new DemonitorSignal(monitor));
        }

        details.Supervision?.Leave(reason);
        if (details.Supervised is { } supervised)
        {
            scheduler.Send(supervised.Supervisor, new ChildEndSignal(process.Id, reason));
        }

        ProcessInfo.AnswerEnded(scheduler, process);
        process.Details = null;
    }
}
