using System.Net;

namespace TinyTotIL.Runtime.Host;

/// <summary>Lets a network do only what is permitted.</summary>
/// <param name="rules">What is permitted.</param>
internal sealed class NetworkGuard(AccessRules rules) : INetworkGuard
{
    /// <inheritdoc/>
    public void CheckLookup(string host) => Check(rules.HostRefusal(host, port: null));

    /// <inheritdoc/>
    public void CheckTarget(string host, int port) => Check(rules.HostRefusal(host, port));

    /// <inheritdoc/>
    public void CheckAddress(string host, IPAddress address, int port) => Check(rules.AddressRefusal(host, address, port));

    /// <inheritdoc/>
    public void CheckListen(IPAddress address, int port) => Check(rules.ListenRefusal(address, port));

    private static void Check(string? refusal)
    {
        if (refusal is not null)
        {
            throw new HostException(refusal);
        }
    }
}
