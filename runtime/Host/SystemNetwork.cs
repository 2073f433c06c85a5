using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace TinyTotIL.Runtime.Host;

/// <summary>The network of the system.</summary>
public sealed class SystemNetwork : INetwork
{
    private const int Backlog = 512;

    private readonly INetworkGuard[] _guards;
    private readonly SystemHandles _handles;
    private HttpFetcher? _http;

    /// <summary>The network, without guards.</summary>
    public SystemNetwork()
        : this([], SystemHandles.OfProcess)
    {
    }

    /// <summary>The network, without guards.</summary>
    /// <param name="handles">Counts what is open.</param>
    internal SystemNetwork(SystemHandles handles)
        : this([], handles)
    {
    }

    private SystemNetwork(INetworkGuard[] guards, SystemHandles handles) => (_guards, _handles) = (guards, handles);

    /// <summary>Made on first use: programs without a network do not load the libraries of it.</summary>
    private HttpFetcher Http => _http ?? Interlocked.CompareExchange(ref _http, new HttpFetcher(OpenAsync, CheckTarget), null) ?? _http;

    /// <inheritdoc/>
    public INetwork WithGuard(INetworkGuard guard) => new SystemNetwork([.. _guards, guard], _handles);

    /// <inheritdoc/>
    public Task<NetworkConnection> ConnectAsync(string host, int port, TlsClient? tls, TimeSpan timeout, CancellationToken token) =>
        NetworkWait.For(timeout, token, async token =>
        {
            var stream = await OpenAsync(host, port, token).ConfigureAwait(false);
            var socket = stream.Socket;
            (int local, string peer) = (((IPEndPoint)socket.LocalEndPoint!).Port, socket.RemoteEndPoint?.ToString() ?? "");
            return new NetworkConnection(tls is null ? stream : await SecureAsync(stream, host, tls, token).ConfigureAwait(false), local, peer);
        });

    /// <inheritdoc/>
    public NetworkListener Listen(string host, int port, TlsServer? tls) => Bound(host, port, SocketType.Stream, ProtocolType.Tcp, (socket, handle) =>
    {
        socket.Listen(Backlog);
        return new NetworkListener(socket, tls, _handles, handle);
    });

    /// <inheritdoc/>
    public DatagramSocket Bind(string host, int port) =>
        Bound(host, port, SocketType.Dgram, ProtocolType.Udp, static (socket, handle) => new DatagramSocket(socket, handle));

    /// <inheritdoc/>
    public Task<int> SendAsync(DatagramSocket socket, string host, int port, ReadOnlyMemory<byte> data, CancellationToken token) =>
        NetworkWait.For(Timeout.InfiniteTimeSpan, token, async token =>
        {
            socket.CheckOpen();
            var addresses = await LookUpTargetAsync(host, port, token).ConfigureAwait(false);
            var family = socket.Socket.AddressFamily;
            var address = Array.Find(addresses, address => address.AddressFamily == family) ?? addresses[0];
            CheckAddress(host, address, port);
            return await socket.Socket.SendToAsync(data, new IPEndPoint(address, port), token).ConfigureAwait(false);
        });

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ResolveAsync(string host, CancellationToken token) => NetworkWait.For(Timeout.InfiniteTimeSpan, token, async token =>
    {
        foreach (var guard in _guards)
        {
            guard.CheckLookup(host);
        }

        var addresses = await NameLookup.FindAsync(host, token).ConfigureAwait(false);
        return (IReadOnlyList<string>)[.. addresses.Select(address => address.ToString())];
    });

    /// <inheritdoc/>
    public Task<HttpReply> RequestAsync(HttpQuery query, CancellationToken token) => Http.FetchAsync(query, token);

    /// <summary>Connects to the first address that accepts it; the failure of the last one counts.</summary>
    private async Task<NetworkStream> OpenAsync(string host, int port, CancellationToken token)
    {
        var addresses = await LookUpTargetAsync(host, port, token).ConfigureAwait(false);
        for (int i = 0; ; i++)
        {
            CheckAddress(host, addresses[i], port);
            try
            {
                return await OpenAsync(new IPEndPoint(addresses[i], port), token).ConfigureAwait(false);
            }
            catch (SocketException) when (i + 1 < addresses.Length)
            {
                // The next one may accept it.
            }
        }
    }

    private async Task<NetworkStream> OpenAsync(IPEndPoint target, CancellationToken token)
    {
        var handle = _handles.Take();
        Socket? socket = null;
        try
        {
            socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(target, token).ConfigureAwait(false);
            return new CountedStream(socket, handle);
        }
        catch
        {
            socket?.Dispose();
            handle.Dispose();
            throw;
        }
    }

    private async Task<IPAddress[]> LookUpTargetAsync(string host, int port, CancellationToken token)
    {
        CheckTarget(host, port);
        var addresses = await NameLookup.FindAsync(host, token).ConfigureAwait(false);
        return addresses.Length > 0 ? addresses : throw NetworkFailure.Of(new SocketException((int)SocketError.NoData));
    }

    private static async Task<Stream> SecureAsync(NetworkStream stream, string host, TlsClient tls, CancellationToken token)
    {
        var secured = new SslStream(stream);
        try
        {
            await secured.AuthenticateAsClientAsync(TlsTrust.OptionsFor(tls.Name ?? host, tls.Trusted), token).ConfigureAwait(false);
            return secured;
        }
        catch
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private T Bound<T>(string host, int port, SocketType type, ProtocolType protocol, Func<Socket, SystemHandle, T> use)
    {
        var address = OwnAddress(host);
        foreach (var guard in _guards)
        {
            guard.CheckListen(address, port);
        }

        var handle = _handles.Take();
        Socket? socket = null;
        try
        {
            socket = new Socket(address.AddressFamily, type, protocol);
            socket.Bind(new IPEndPoint(address, NetworkFailure.CheckPort(port)));
            return use(socket, handle);
        }
        catch (Exception error) when (error is SocketException or HostException)
        {
            socket?.Dispose();
            handle.Dispose();
            throw NetworkFailure.Of(error);
        }
    }

    /// <summary>An address of this machine. Names are not looked up: what is open to whom must be plain to see.</summary>
    private static IPAddress OwnAddress(string host) => host switch
    {
        "localhost" => IPAddress.Loopback,
        "*" => IPAddress.Any,
        _ => IPAddress.TryParse(host, out var address) ? address : throw SystemError.Of(SystemError.InvalidArgument),
    };

    private void CheckTarget(string host, int port)
    {
        foreach (var guard in _guards)
        {
            guard.CheckTarget(host, port);
        }
    }

    private void CheckAddress(string host, IPAddress address, int port)
    {
        foreach (var guard in _guards)
        {
            guard.CheckAddress(host, address, port);
        }
    }
}
