#pragma warning disable RS0030 // This folder's System* files are where the runtime meets the system.

namespace TinyTotIL.Runtime.Host;

/// <summary>How many files and sockets the program has open, against the most that it may have.</summary>
/// <remarks>
/// The system bounds how many a process may open, and .NET needs some itself: to load a library, to start a thread, to
/// write. Where none are left it dies in whatever it does next. So the program gets fewer, and an error when they are used up.
/// </remarks>
public sealed unsafe class SystemHandles
{
    /// <summary>EMFILE, as every system numbers it that .NET runs on.</summary>
    private const int TooManyOpen = 24;

    private const int Ceiling = 65_536;
    private const int LeastReserve = 64;
    private const long PatienceMilliseconds = 1000;

    private static readonly Lazy<SystemHandles> Shared = new(static () => new SystemHandles(MostFor(DescriptorLimit())));

    private readonly Lock _gate = new();
    private readonly int _most;
    private int _open;
    private long _futileSince = -PatienceMilliseconds;

    /// <summary>Counts from zero.</summary>
    /// <param name="most">The most open at once.</param>
    internal SystemHandles(int most) => _most = most;

    /// <summary>Those of this process.</summary>
    internal static SystemHandles OfProcess => Shared.Value;

    /// <summary>How many are open.</summary>
    internal int Open => Volatile.Read(ref _open);

    /// <summary>What the program gets of what the system allows.</summary>
    /// <param name="limit">The most file descriptors of the process.</param>
    internal static int MostFor(ulong limit)
    {
        ulong reserve = Math.Max(LeastReserve, limit / 8);
        return (int)Math.Clamp(limit > reserve ? limit - reserve : 0, 1, Ceiling);
    }

    /// <summary>Counts one more that is about to be opened.</summary>
    /// <exception cref="HostException">The most are open.</exception>
    internal SystemHandle Take()
    {
        if (!TryCount() && (!TryFree() || !TryCount()))
        {
            throw SystemError.Of(TooManyOpen);
        }

        return new SystemHandle(this);
    }

    /// <summary>Counts one as closed.</summary>
    internal void Return() => Interlocked.Decrement(ref _open);

    private bool TryCount()
    {
        if (Interlocked.Increment(ref _open) <= _most)
        {
            return true;
        }

        Interlocked.Decrement(ref _open);
        return false;
    }

    /// <summary>Has the collector close what nobody can reach any more. Not again at once after it found nothing: that takes long.</summary>
    private bool TryFree()
    {
        lock (_gate)
        {
            if (Open < _most)
            {
                return true;
            }

            if (Environment.TickCount64 - _futileSince < PatienceMilliseconds)
            {
                return false;
            }

            GC.Collect();
            GC.WaitForPendingFinalizers();
            bool hasFreed = Open < _most;
            _futileSince = hasFreed ? -PatienceMilliseconds : Environment.TickCount64;
            return hasFreed;
        }
    }

    private static ulong DescriptorLimit()
    {
        if (OperatingSystem.IsWindows())
        {
            return ulong.MaxValue;
        }

        // The soft limit, which .NET raises to the hard one when it starts; then the hard one.
        ulong* limits = stackalloc ulong[2];
        int resource = OperatingSystem.IsLinux() ? 7 : 8;
        return UnixCalls.ResourceLimit(resource, limits) == 0 ? limits[0] : 0;
    }
}
