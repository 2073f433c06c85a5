using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Conformance.Tests.Fakes;

/// <summary>A clock that moves only when a program sleeps, or by a fixed step each time it is read.</summary>
/// <param name="stepMilliseconds">How far it moves after each reading.</param>
/// <param name="startSeconds">Where it starts.</param>
internal sealed class FakeClock(long stepMilliseconds = 0, long startSeconds = FakeClock.StartSeconds) : IClock
{
    /// <summary>Where it usually starts: 2023-11-14 22:13:20 UTC.</summary>
    public const long StartSeconds = 1_700_000_000;

    private long _milliseconds = startSeconds * 1000;

    public long UnixSeconds => UnixMilliseconds / 1000;

    public long UnixMilliseconds
    {
        get
        {
            long now = _milliseconds;
            _milliseconds += stepMilliseconds;
            return now;
        }
    }

    public void Sleep(long milliseconds)
    {
        // Random programs sleep for absurd times; a year is enough to be seen.
        _milliseconds += Math.Clamp(milliseconds, 0, 31_536_000_000);
    }
}
