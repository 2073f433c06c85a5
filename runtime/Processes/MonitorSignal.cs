namespace TinyTotIL.Runtime.Processes;

/// <summary>A monitor: first the request on its way to the watched process, then what both sides keep in their tables.</summary>
/// <param name="watcher">The process that wants to know.</param>
/// <param name="target">The process it watches.</param>
internal sealed class MonitorSignal(Process watcher, Process target) : Signal
{
    /// <summary>The process that wants to know.</summary>
    public Process Watcher => watcher;

    /// <summary>The process it watches.</summary>
    public Process Target => target;

    /// <inheritdoc/>
    public override Message? Handle(Process owner)
    {
        owner.EnsureDetails().Watchers.Set(watcher.Id, this);
        return null;
    }
}
