using System.Net;
using System.Net.Sockets;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Host;

/// <summary>A socket for datagrams. It sends through <see cref="INetwork"/>, which knows what the sender may do.</summary>
public sealed class DatagramSocket : IHandleResource
{
    /// <summary>The most bytes a datagram can have.</summary>
    public const int LongestDatagram = ushort.MaxValue;

    private readonly SystemHandle _handle;
    private int _isClosed;
    private long _timeout = Timeout.Infinite;

    internal DatagramSocket(Socket socket, SystemHandle handle)
    {
        (Socket, _handle) = (socket, handle);
        LocalPort = ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>The port it is bound to.</summary>
    public int LocalPort { get; }

    /// <summary>How long a receive waits; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</summary>
    public TimeSpan ReceiveTimeout
    {
        get => TimeSpan.FromMilliseconds(Volatile.Read(ref _timeout));
        set => Volatile.Write(ref _timeout, (long)value.TotalMilliseconds);
    }

    internal Socket Socket { get; }

    /// <inheritdoc/>
    public bool Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
        {
            return false;
        }

        Socket.Dispose();
        _handle.Dispose();
        return true;
    }

    /// <summary>Waits for a datagram.</summary>
    /// <param name="most">The bytes to keep of it; the others are lost.</param>
    /// <param name="token">Ends the wait.</param>
    /// <returns>Its bytes, and who sent it.</returns>
    public Task<(byte[] Data, IPEndPoint Sender)> ReceiveAsync(int most, CancellationToken token) => NetworkWait.For(ReceiveTimeout, token, async token =>
    {
        CheckOpen();
        byte[] buffer = new byte[Math.Clamp(most, 1, LongestDatagram)];
        var any = new IPEndPoint(Socket.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        var received = await Socket.ReceiveFromAsync(buffer, any, token).ConfigureAwait(false);
        return (buffer[..received.ReceivedBytes], (IPEndPoint)received.RemoteEndPoint);
    });

    internal void CheckOpen()
    {
        if (Volatile.Read(ref _isClosed) != 0)
        {
            throw new HostException(NetworkFailure.Closed);
        }
    }
}
