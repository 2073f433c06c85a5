using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>A message that the runtime sends, not a program.</summary>
/// <param name="kind">What it tells.</param>
/// <param name="pid">The process it speaks of.</param>
/// <param name="reason">Why that process has ended; of a notice, its text.</param>
/// <param name="reference">The reference of the monitor; null without one.</param>
internal sealed class SystemMessage(SystemMessageKind kind, long pid, string reason, string? reference = null) : Message(default)
{
    /// <summary>What it tells.</summary>
    public SystemMessageKind Kind => kind;

    /// <summary>The process it speaks of.</summary>
    public long Pid => pid;

    /// <summary>Why that process has ended; of a notice, its text.</summary>
    public string Reason => reason;

    /// <summary>The reference of the monitor; null without one.</summary>
    public string? Reference => reference;

    /// <inheritdoc/>
    public override Value Received => Value.Text(kind switch
    {
        SystemMessageKind.Exit => $"exit:{pid}",
        SystemMessageKind.Down => $"down:{pid}:{reference}:{reason}",
        _ => reason,
    });

    /// <summary>What a receive gives whose pattern names this kind of message: an object with all that is known.</summary>
    public Value ToObject()
    {
        var told = ObjectValue.Empty
            .Set("kind", kind switch { SystemMessageKind.Exit => "exit", SystemMessageKind.Down => "down", _ => "signal" })
            .Set("pid", pid)
            .Set("reason", reason);
        return Value.From(reference is null ? told : told.Set("ref", reference));
    }
}
