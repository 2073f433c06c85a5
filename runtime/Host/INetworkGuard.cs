using System.Net;

namespace TinyTotIL.Runtime.Host;

/// <summary>Is asked before the network is touched, with the real targets. Any thread may ask.</summary>
/// <remarks>Each method returns if the access is allowed, and throws a <see cref="HostException"/> that says what is missing otherwise.</remarks>
public interface INetworkGuard
{
    /// <summary>A name is about to be looked up for its own sake.</summary>
    /// <param name="host">The name, or an address as text.</param>
    void CheckLookup(string host);

    /// <summary>A target is about to be looked up and connected or sent to; asked again for each redirect.</summary>
    /// <param name="host">The name, or an address as text.</param>
    /// <param name="port">The port, 0 to 65535.</param>
    void CheckTarget(string host, int port);

    /// <summary>An address that the look-up gave is about to be connected or sent to.</summary>
    /// <param name="host">The name that was looked up, or the address as text.</param>
    /// <param name="address">The address.</param>
    /// <param name="port">The port, 0 to 65535.</param>
    void CheckAddress(string host, IPAddress address, int port);

    /// <summary>A socket is about to be bound, for connections or datagrams from others.</summary>
    /// <param name="address">The address of this machine; <see cref="IPAddress.Any"/> for all.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    void CheckListen(IPAddress address, int port);
}
