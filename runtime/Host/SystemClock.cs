#pragma warning disable RS0030 // This folder's System* files are where the runtime meets the system.

using System.Diagnostics;

namespace TinyTotIL.Runtime.Host;

/// <summary>The clock of this machine.</summary>
internal sealed class SystemClock : IClock
{
    /// <inheritdoc/>
    public long UnixSeconds => DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    /// <inheritdoc/>
    public long UnixMilliseconds => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public long MonotonicMilliseconds => (long)Stopwatch.GetElapsedTime(0).TotalMilliseconds;

    /// <inheritdoc/>
    public void Sleep(long milliseconds)
    {
        for (long left = milliseconds; left > 0; left -= int.MaxValue)
        {
            Thread.Sleep((int)Math.Min(left, int.MaxValue));
        }
    }
}
