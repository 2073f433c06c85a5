using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Data;

/// <summary>One of the places that there are for open connections. One that nobody uses any more becomes free when the collector finds it.</summary>
internal sealed class DatabaseSeat : IDisposable
{
    private static int _taken;

    private int _isFree;

    private DatabaseSeat()
    {
    }

    /// <summary>Finalizes it.</summary>
    ~DatabaseSeat() => Free();

    /// <summary>Takes a place.</summary>
    /// <exception cref="HostException">There is none.</exception>
    public static DatabaseSeat Take()
    {
        if (!TryTake())
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            if (!TryTake())
            {
                throw new HostException($"too many open connections, more than {RuntimeLimits.Databases}");
            }
        }

        return new DatabaseSeat();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private static bool TryTake()
    {
        if (Interlocked.Increment(ref _taken) <= RuntimeLimits.Databases)
        {
            return true;
        }

        Interlocked.Decrement(ref _taken);
        return false;
    }

    private void Free()
    {
        if (Interlocked.Exchange(ref _isFree, 1) == 0)
        {
            Interlocked.Decrement(ref _taken);
        }
    }
}
