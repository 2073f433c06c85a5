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
    private int _isClosed;
    private long _timeout = Timeout.Infinite;

    internal NetworkListener(Socket socket, TlsServer? tls)
    {
        (_socket, _tls) = (socket, tls);
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

        var socket = await _socket.AcceptAsync(token).ConfigureAwait(false);
        return Connect(socket, _tls);
    });

    private static NetworkConnection Connect(Socket socket, TlsServer? tls)
    {
        socket.NoDelay = true;
        var stream = new NetworkStream(socket, ownsSocket: true);
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
