namespace TinyTotIL.Runtime.Processes;

/// <summary>Tells a supervisor that the time is up which a child had for its end.</summary>
/// <param name="number">The number of the timer.</param>
internal sealed class ShutdownTimeSignal(long number) : Signal
{
    /// <inheritdoc/>
    public override Message? Handle(Process owner)
    {
        owner.Details?.Supervision?.TimeOut(number);
        return null;
    }
}
