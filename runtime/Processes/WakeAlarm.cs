namespace TinyTotIL.Runtime.Processes;

/// <summary>Lets a process look again at what it waits for.</summary>
/// <param name="process">The process.</param>
internal sealed class WakeAlarm(Process process) : Alarm
{
    /// <inheritdoc/>
    internal override void Ring(Scheduler scheduler) => scheduler.Wake(process);
}
