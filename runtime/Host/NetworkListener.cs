using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Host;

/// <summary>A socket that listens for connections.</summary>
public sealed class NetworkListener : IHandleResource
{
    /// <summary>How long a client may take to secure its connection.</summary>
    private static readonly TimeSpan SecuringTimeout = TimeSpan.FromSeconds(30);

    private readonly Socket _socket;
    private readonly TlsServer? _tls;
    private readonly SystemHandles _handles;
    private readonly SystemHandle _handle;
    private int _isClosed;
    private long _timeout = Timeout.Infinite;

    internal NetworkListener(Socket socket, TlsServer? tls, SystemHandles handles, SystemHandle handle)
    {
        (_socket, _tls, _handles, _handle) = (socket, tls, handles, handle);
        LocalPort = ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>The port it listens on.</summary>
    public int LocalPort { get; }

    /// <summary>How long an accept waits; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</summary>
    public TimeSpan AcceptTimeout
    {
        get => TimeSpan.FromMilliseconds(Volatile.Read(ref _timeout));
        set => Volatile.Write(ref _timeout, (long)value.TotalMilliseconds);
    }

    /// <inheritdoc/>
    public bool Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0)
        {
            return false;
        }

        _socket.Dispose();
        _handle.Dispose();
        return true;
    }

    /// <summary>Waits for a client.</summary>
    /// <param name="token">Ends the wait.</param>
    public Task<NetworkConnection> AcceptAsync(CancellationToken token) => NetworkWait.For(AcceptTimeout, token, async token =>
    {
        if (Volatile.Read(ref _isClosed) != 0)
        {
            throw new HostException(NetworkFailure.Closed);
        }

        // Counted first: where there is no room, a client waits until there is, and is not sent away.
        var handle = _handles.Take();
        Socket? socket = null;
        try
        {
            socket = await _socket.AcceptAsync(token).ConfigureAwait(false);
            return Connect(socket, handle, _tls);
        }
        catch
        {
            socket?.Dispose();
            handle.Dispose();
            throw;
        }
    });

    private static NetworkConnection Connect(Socket socket, SystemHandle handle, TlsServer? tls)
    {
        socket.NoDelay = true;
        var stream = new CountedStream(socket, handle);
        int port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        string peer = socket.RemoteEndPoint?.ToString() ?? "";
        if (tls is null)
        {
            return new NetworkConnection(stream, port, peer);
        }

        // A client that does not go on must not keep others waiting: securing is part of the first receive or send.
        var secured = new SslStream(stream);
        return new NetworkConnection(secured, port, peer, SecureAsync(secured, tls));
    }

    private static Task<Stream> SecureAsync(SslStream stream, TlsServer tls) => NetworkWait.For(SecuringTimeout, CancellationToken.None, async token =>
    {
        await stream.AuthenticateAsServerAsync(tls.Options, token).ConfigureAwait(false);
        return (Stream)stream;
    });
}
