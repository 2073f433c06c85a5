namespace TinyTotIL.Runtime.Processes;

/// <summary>Counts restarts in a window of time that slides along: too many of them and the supervisor gives up.</summary>
/// <param name="intensity">Restarts allowed within a period.</param>
/// <param name="period">Length of the period in milliseconds.</param>
internal sealed class RestartWindow(long intensity, long period)
{
    private readonly Queue<long> _restarts = [];

    /// <summary>Counts a restart.</summary>
    /// <param name="now">The time in milliseconds.</param>
    /// <returns>False when it is one too many; it is not counted then.</returns>
    public bool TryAdd(long now)
    {
        // A restart exactly one period ago still counts, as it does in OTP. The difference cannot overflow where a sum of the two could.
        while (_restarts.TryPeek(out long oldest) && now - oldest > period)
        {
            _restarts.Dequeue();
        }

        if (_restarts.Count >= intensity)
        {
            return false;
        }

        _restarts.Enqueue(now);
        return true;
    }
}
