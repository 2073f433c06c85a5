namespace TinyTotIL.Runtime.Processes;

/// <summary>The watcher does not want to know any more.</summary>
/// <param name="monitor">Its monitor.</param>
internal sealed class DemonitorSignal(MonitorSignal monitor) : Signal
{
    /// <inheritdoc/>
    public override Message? Handle(Process owner)
    {
        owner.Details?.Watchers.Remove(monitor.Watcher.Id, monitor);
        return null;
    }
}
