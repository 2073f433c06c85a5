namespace TinyTotIL.Runtime.Processes;

/// <summary>The timers that a process has started, so that their messages count as held by it. Kept only where memory is limited.</summary>
internal sealed class OwnTimers
{
    private const int FirstLook = 16;

    /// <summary>What a timer takes, with the places where it is entered.</summary>
    private const int TimerBytes = 200;

    private readonly List<MessageTimer> _timers = [];
    private int _nextLook = FirstLook;

    /// <summary>Adds a timer.</summary>
    /// <param name="timer">The timer.</param>
    public void Add(MessageTimer timer)
    {
        // Those that are over are dropped each time their number may have doubled, so that none is looked at often.
        if (_timers.Count >= _nextLook)
        {
            DropOver();
        }

        _timers.Add(timer);
    }

    /// <summary>Shows a meter what the timers hold.</summary>
    /// <param name="meter">The meter.</param>
    public void Measure(HeapMeter meter)
    {
        DropOver();
        foreach (var timer in _timers)
        {
            meter.AddBytes(TimerBytes);
            meter.Add(timer.Value);
        }
    }

    private void DropOver()
    {
        _timers.RemoveAll(timer => timer.IsOver);
        _nextLook = Math.Max(FirstLook, 2 * _timers.Count);
    }
}
