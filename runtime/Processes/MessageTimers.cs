using System.Globalization;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>The messages that are to be sent later, by the references programs know them by: <c>timer_</c> and a number.</summary>
/// <param name="scheduler">Who keeps the time.</param>
internal sealed class MessageTimers(Scheduler scheduler)
{
    private const string Prefix = "timer_";

    private readonly Lock _gate = new();

    /// <summary>Made on first use: few programs have any.</summary>
    private Dictionary<long, MessageTimer>? _timers;
    private long _last;

    /// <summary>Sends a message later.</summary>
    /// <param name="owner">The running process, which holds the message until then.</param>
    /// <param name="receiver">The number of the receiver.</param>
    /// <param name="value">The message.</param>
    /// <param name="milliseconds">When, from now.</param>
    /// <returns>The reference.</returns>
    public string Start(Process owner, long receiver, Value value, long milliseconds)
    {
        long number = Interlocked.Increment(ref _last);
        var timer = new MessageTimer(number, receiver, value);
        lock (_gate)
        {
            (_timers ??= []).Add(number, timer);
        }

        if (scheduler.Options.MaxHeapBytes is not null)
        {
            (owner.EnsureDetails().Timers ??= new OwnTimers()).Add(timer);
        }

        scheduler.Clock.Arm(timer, milliseconds);
        return string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}");
    }

    /// <summary>Takes a message back; false when it has been sent, or taken back already, or never was.</summary>
    /// <param name="reference">The reference.</param>
    public bool Cancel(string reference)
    {
        if (!reference.StartsWith(Prefix, StringComparison.Ordinal)
            || !long.TryParse(reference.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            || Remove(number) is not { } timer)
        {
            return false;
        }

        timer.End();
        return scheduler.Clock.Cancel(timer);
    }

    /// <summary>Forgets a timer whose time has come.</summary>
    /// <param name="number">Its number.</param>
    public void Forget(long number) => Remove(number);

    /// <summary>Shows a meter the messages that wait for their time.</summary>
    /// <param name="meter">The meter.</param>
    public void Measure(HeapMeter meter)
    {
        lock (_gate)
        {
            foreach (var timer in (_timers ?? []).Values)
            {
                meter.Add(timer.Value);
            }
        }
    }

    private MessageTimer? Remove(long number)
    {
        lock (_gate)
        {
            return _timers is not null && _timers.Remove(number, out var timer) ? timer : null;
        }
    }
}
