namespace TinyTotIL.Runtime.Host;

/// <summary>Time.</summary>
public interface IClock
{
    /// <summary>Seconds since 1970-01-01 UTC.</summary>
    long UnixSeconds { get; }

    /// <summary>Waits.</summary>
    /// <param name="milliseconds">How long; zero or less returns at once.</param>
    void Sleep(long milliseconds);
}
