namespace TinyTotIL.Runtime.Processes;

/// <summary>The time that a child has for its end.</summary>
/// <param name="supervisor">The process to tell when it is over.</param>
/// <param name="number">The number of the timer.</param>
internal sealed class ShutdownAlarm(Process supervisor, long number) : Alarm
{
    /// <inheritdoc/>
    internal override void Ring(Scheduler scheduler) => scheduler.Send(supervisor, new ShutdownTimeSignal(number));
}
