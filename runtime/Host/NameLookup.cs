using System.Net;
using System.Net.Sockets;

namespace TinyTotIL.Runtime.Host;

/// <summary>Looks names up.</summary>
/// <remarks>
/// The system's look-up keeps a thread waiting. It gets threads of its own, and not many: those of the pool are few, and everything that arrives at
/// any socket needs one for a moment.
/// </remarks>
internal static class NameLookup
{
    private const int MostAtOnce = 32;
    private const int LongestName = 255;

    private static readonly SemaphoreSlim Room = new(MostAtOnce);

    /// <summary>The addresses of a host.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="token">Ends the wait.</param>
    public static async Task<IPAddress[]> FindAsync(string host, CancellationToken token)
    {
        if (IPAddress.TryParse(host, out var address))
        {
            return [address];
        }

        if (host.Length is 0 or > LongestName || host.Contains('\0', StringComparison.Ordinal))
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        await Room.WaitAsync(token).ConfigureAwait(false);
        var search = Task.Factory.StartNew(
            () =>
            {
                try
                {
                    return Dns.GetHostAddresses(host);
                }
                finally
                {
                    Room.Release();
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        return await search.WaitAsync(token).ConfigureAwait(false);
    }
}
