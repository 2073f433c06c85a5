namespace TinyTotIL.Runtime.Processes;

/// <summary>A request or notice between processes that programs do not see as such; the receiver handles it when it looks at its inbox.</summary>
/// <remarks>
/// Signals and values travel through the same inbox, so what one process tells another arrives in the order in which it was told. Only the receiver changes
/// its own links and monitors, and only here: nothing needs a lock, and an end is told once.
/// </remarks>
internal abstract class Signal() : Message(default)
{
    /// <summary>Does what the signal says. Also called while the receiver ends, to know whom to tell.</summary>
    /// <param name="owner">The receiver.</param>
    /// <returns>The message that goes to the mailbox in its place; null for none.</returns>
    public abstract Message? Handle(Process owner);
}
