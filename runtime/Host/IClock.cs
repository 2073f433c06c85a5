namespace TinyTotIL.Runtime.Host;

/// <summary>Time.</summary>
public interface IClock
{
    /// <summary>Seconds since 1970-01-01 UTC.</summary>
    long UnixSeconds { get; }

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    long UnixMilliseconds => UnixSeconds * 1000;

    /// <summary>Milliseconds since some moment: unlike the time of day, never set back or forward.</summary>
    long MonotonicMilliseconds => UnixMilliseconds;

    /// <summary>Waits.</summary>
    /// <param name="milliseconds">How long; zero or less returns at once.</param>
    void Sleep(long milliseconds);
}
