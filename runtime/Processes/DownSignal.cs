namespace TinyTotIL.Runtime.Processes;

/// <summary>A watched process has ended.</summary>
/// <param name="monitor">The monitor.</param>
/// <param name="reason">Why.</param>
internal sealed class DownSignal(MonitorSignal monitor, string reason) : Signal
{
    /// <inheritdoc/>
    public override Message? Handle(Process owner) =>
        owner.Details is { } details && details.Watched.Remove(monitor.Target.Id, monitor)
            ? new SystemMessage(SystemMessageKind.Down, monitor.Target.Id, reason, MonitorReference.Of(owner.Id, monitor.Target.Id))
            : null;
}
