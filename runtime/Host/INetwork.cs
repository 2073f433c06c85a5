using TinyTotIL.Runtime.Permissions;

namespace TinyTotIL.Runtime.Host;

/// <summary>The network.</summary>
/// <remarks>
/// Every failure is a <see cref="HostException"/> with the system's own sentence. Nothing here keeps a thread waiting: what may take time is a task,
/// which a cancelled token ends at once.
/// </remarks>
public interface INetwork
{
    /// <summary>This network, with a guard that is asked too.</summary>
    /// <param name="guard">The guard.</param>
    INetwork WithGuard(INetworkGuard guard);

    /// <summary>Opens a connection to the first address of a host that accepts it.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <param name="tls">How to secure it; null for plain TCP.</param>
    /// <param name="timeout">How long it may take; <see cref="Timeout.InfiniteTimeSpan"/> for as long as the system tries.</param>
    /// <param name="token">Gives it up.</param>
    [Needs(AccessKind.Net)]
    Task<NetworkConnection> ConnectAsync(string host, int port, TlsClient? tls, TimeSpan timeout, CancellationToken token);

    /// <summary>Listens for connections.</summary>
    /// <param name="host">An address of this machine, <c>localhost</c>, or <c>*</c> for all.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    /// <param name="tls">How its connections are secured; null for plain TCP.</param>
    [Needs(AccessKind.Net)]
    NetworkListener Listen(string host, int port, TlsServer? tls);

    /// <summary>Binds a socket for datagrams.</summary>
    /// <param name="host">An address of this machine, <c>localhost</c>, or <c>*</c> for all.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    [Needs(AccessKind.Net)]
    DatagramSocket Bind(string host, int port);

    /// <summary>Sends a datagram to the first address of a host that the socket can reach.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">The port.</param>
    /// <param name="data">The datagram.</param>
    /// <param name="token">Gives it up.</param>
    /// <returns>The bytes sent.</returns>
    [Needs(AccessKind.Net)]
    Task<int> SendAsync(DatagramSocket socket, string host, int port, ReadOnlyMemory<byte> data, CancellationToken token);

    /// <summary>Looks a name up.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="token">Gives it up.</param>
    /// <returns>Its addresses, in the order of the system.</returns>
    [Needs(AccessKind.Net)]
    Task<IReadOnlyList<string>> ResolveAsync(string host, CancellationToken token);

    /// <summary>Does an HTTP request.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="token">Gives it up.</param>
    /// <returns>The reply, whatever its status.</returns>
    [Needs(AccessKind.Net)]
    Task<HttpReply> RequestAsync(HttpQuery query, CancellationToken token);
}
