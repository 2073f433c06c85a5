using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>A message that is sent later, unless it is taken back.</summary>
/// <param name="number">Its number among the timers.</param>
/// <param name="receiver">The number of the receiver, who need not be alive then.</param>
/// <param name="value">The message.</param>
internal sealed class MessageTimer(long number, long receiver, Value value) : Alarm
{
    private bool _isOver;

    /// <summary>The message.</summary>
    public Value Value => value;

    /// <summary>Whether it has rung or was taken back. Any thread may ask.</summary>
    public bool IsOver => Volatile.Read(ref _isOver);

    /// <summary>Notes that it is over.</summary>
    public void End() => Volatile.Write(ref _isOver, true);

    /// <inheritdoc/>
    internal override void Ring(Scheduler scheduler)
    {
        End();
        scheduler.Timers.Forget(number);
        scheduler.Options.Observer?.Sent(sender: null, receiver, value);
        Worker.Current!.Counts.Messages++;
        if (scheduler.Find(receiver) is { } process)
        {
            scheduler.Send(process, new Message(value));
        }
    }
}
