using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Conformance.Tests.Killing;

/// <summary>A network in which whatever can wait does, and then opens something or gives nothing. What is not wanted any more is given up at once, as sockets do.</summary>
/// <param name="wait">Waits.</param>
internal sealed class WaitingNetwork(Action wait) : INetwork
{
    /// <summary>Connections opened so far.</summary>
    public List<NetworkConnection> Opened { get; } = [];

    public INetwork WithGuard(INetworkGuard guard) => this;

    public Task<NetworkConnection> ConnectAsync(string host, int port, TlsClient? tls, TimeSpan timeout, CancellationToken token) => Task.Run(() =>
    {
        // This one comes although nobody wants it any more.
        wait();
        var connection = new NetworkConnection(new MemoryStream(), localPort: 1, peer: "nobody");
        Opened.Add(connection);
        return connection;
    });

    public NetworkListener Listen(string host, int port, TlsServer? tls) => throw new HostException("refused");

    public DatagramSocket Bind(string host, int port) => throw new HostException("refused");

    public Task<int> SendAsync(DatagramSocket socket, string host, int port, ReadOnlyMemory<byte> data, CancellationToken token) => Waited(0, token);

    public Task<IReadOnlyList<string>> ResolveAsync(string host, CancellationToken token) => Waited<IReadOnlyList<string>>([], token);

    public Task<HttpReply> RequestAsync(HttpQuery query, CancellationToken token) =>
        Waited(new HttpReply(200, "", query.Url, [], [], ""), token);

    private Task<T> Waited<T>(T result, CancellationToken token) => Task.Run(
        () =>
        {
            wait();
            return result;
        },
        CancellationToken.None).WaitAsync(token);
}
