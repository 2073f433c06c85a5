using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Observation;

/// <summary>Several observers as one.</summary>
internal sealed class ObserverGroup : ProcessObserver
{
    private readonly ProcessObserver[] _members;

    private ObserverGroup(ProcessObserver[] members) => _members = members;

    /// <summary>The observers as one; null when there is none.</summary>
    /// <param name="observers">The observers; null for those that are not wanted.</param>
    public static ProcessObserver? Of(params IEnumerable<ProcessObserver?> observers)
    {
        ProcessObserver[] wanted = [.. observers.OfType<ProcessObserver>()];
        return wanted switch
        {
            [] => null,
            [var only] => only,
            _ => new ObserverGroup(wanted),
        };
    }

    /// <inheritdoc/>
    public override void Began(SchedulerView view) => Array.ForEach(_members, member => member.Began(view));

    /// <inheritdoc/>
    public override void Spawned(Process process, Process? parent) => Array.ForEach(_members, member => member.Spawned(process, parent));

    /// <inheritdoc/>
    public override void Sent(Process? sender, long receiver, Value message) => Array.ForEach(_members, member => member.Sent(sender, receiver, message));

    /// <inheritdoc/>
    public override void Received(Process process, Value message) => Array.ForEach(_members, member => member.Received(process, message));

    /// <inheritdoc/>
    public override void Failed(Process? process, string error, string? place) =>
        Array.ForEach(_members, member => member.Failed(process, error, place));

    /// <inheritdoc/>
    public override void Crashed(string error) => Array.ForEach(_members, member => member.Crashed(error));

    /// <inheritdoc/>
    public override void Exited(Process process, string reason) => Array.ForEach(_members, member => member.Exited(process, reason));

    /// <inheritdoc/>
    public override void Deadlocked(IReadOnlyList<string> report, IReadOnlyList<string> places) =>
        Array.ForEach(_members, member => member.Deadlocked(report, places));

    /// <inheritdoc/>
    public override void GaveUp() => Array.ForEach(_members, member => member.GaveUp());

    /// <inheritdoc/>
    public override void Ran(Process process, long reductions, long elapsed) => Array.ForEach(_members, member => member.Ran(process, reductions, elapsed));
}
