using System.Net.Sockets;

namespace TinyTotIL.Runtime.Host;

/// <summary>The bytes of a connection, which counts as open as long as this does.</summary>
/// <param name="socket">The socket; closed with it.</param>
/// <param name="handle">What counts it.</param>
internal sealed class CountedStream(Socket socket, SystemHandle handle) : NetworkStream(socket, ownsSocket: true)
{
    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            handle.Dispose();
        }
    }
}
