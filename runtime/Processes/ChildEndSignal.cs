namespace TinyTotIL.Runtime.Processes;

/// <summary>A child of a supervisor has ended.</summary>
/// <param name="child">The number of its process.</param>
/// <param name="reason">Why.</param>
internal sealed class ChildEndSignal(long child, string reason) : Signal
{
    /// <inheritdoc/>
    public override Message? Handle(Process owner)
    {
        owner.Details?.Supervision?.ChildEnded(child, reason);
        return new SystemMessage(SystemMessageKind.Signal, child, $"child_exit_{child}_{reason}");
    }
}
