using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>A message that is sent later, unless it is taken back.</summary>
/// <param name="number">Its number among the timers.</param>
/// <param name="receiver">The number of the receiver, who need not be alive then.</param>
/// <param name="value">The message.</param>
internal sealed class MessageTimer(long number, long receiver, Value value) : Alarm
{
    /// <inheritdoc/>
    internal override void Ring(Scheduler scheduler)
    {
        scheduler.Timers.Forget(number);
        scheduler.Options.Observer?.Sent(sender: null, receiver, value);
        Worker.Current!.Counts.Messages++;
        if (scheduler.Find(receiver) is { } process)
        {
            scheduler.Send(process, new Message(value));
        }
    }
}
