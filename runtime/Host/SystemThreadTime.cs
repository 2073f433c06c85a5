using System.Diagnostics;

namespace TinyTotIL.Runtime.Host;

/// <summary>The processor time of the running thread: what it has computed, however busy the machine was with others.</summary>
internal static unsafe class SystemThreadTime
{
    private const int LinuxClock = 3;
    private const int MacClock = 16;
    private const int NanosecondsPerTick = 100;

    /// <summary>Processor time used so far; only differences on one thread mean something.</summary>
    /// <remarks>On Windows, and where the system does not tell, it is the time that passes.</remarks>
    public static TimeSpan Now
    {
        get
        {
            nint* time = stackalloc nint[2];
            return !OperatingSystem.IsWindows() && UnixCalls.ClockTime(OperatingSystem.IsMacOS() ? MacClock : LinuxClock, time) == 0
                ? TimeSpan.FromTicks((time[0] * TimeSpan.TicksPerSecond) + (time[1] / NanosecondsPerTick))
                : Stopwatch.GetElapsedTime(0);
        }
    }
}
