using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli;

/// <summary>A clock that runs as another does, from a moment of its own.</summary>
/// <param name="clock">The other.</param>
/// <param name="startSeconds">Where this one begins, in seconds since 1970-01-01 UTC.</param>
internal sealed class ClockFrom(IClock clock, long startSeconds) : IClock
{
    private readonly long _began = clock.MonotonicMilliseconds;

    /// <inheritdoc/>
    public long UnixSeconds => UnixMilliseconds / 1000;

    /// <inheritdoc/>
    public long UnixMilliseconds => (startSeconds * 1000) + MonotonicMilliseconds;

    /// <inheritdoc/>
    public long MonotonicMilliseconds => clock.MonotonicMilliseconds - _began;

    /// <inheritdoc/>
    public void Sleep(long milliseconds) => clock.Sleep(milliseconds);
}
