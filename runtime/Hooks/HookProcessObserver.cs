using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Hooks;

/// <summary>Tells hooks of what processes do. That needs nothing of the program's code.</summary>
/// <param name="hooks">The hooks.</param>
/// <param name="image">The program.</param>
internal sealed class HookProcessObserver(HookSet hooks, ProgramImage image) : ProcessObserver
{
    private SchedulerView? _view;

    /// <inheritdoc/>
    public override void Began(SchedulerView view) => _view = view;

    /// <inheritdoc/>
    public override void Spawned(Process process, Process? parent)
    {
        ArgumentNullException.ThrowIfNull(process);
        Raise(HookKinds.Spawn, parent?.Id ?? 0, process.Id, Value.Null, _view!.StartOf(process));
    }

    /// <inheritdoc/>
    public override void Sent(Process? sender, long receiver, Value message) => Raise(HookKinds.Send, sender?.Id ?? 0, receiver, message, "");

    /// <inheritdoc/>
    public override void Received(Process process, Value message)
    {
        ArgumentNullException.ThrowIfNull(process);
        Raise(HookKinds.Receive, process.Id, 0, message, "");
    }

    /// <inheritdoc/>
    public override void Exited(Process process, string reason)
    {
        ArgumentNullException.ThrowIfNull(process);
        Raise(HookKinds.Exit, process.Id, 0, Value.Null, reason);
    }

    private void Raise(HookKinds kind, long process, long other, Value value, string name)
    {
        if ((hooks.EnabledKinds & kind) != 0)
        {
            hooks.Raise(
                new HookEvent { Kind = kind, Process = process, Other = other, Value = value, Name = name },
                new HookContext(image, context: null, machine: null, address: -1));
        }
    }
}
