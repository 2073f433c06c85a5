using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TinyTotIL.Runtime.Permissions;

/// <summary>Addresses that begin alike.</summary>
/// <param name="start">One of them.</param>
/// <param name="bits">How many bits they share.</param>
internal sealed class NetworkRange(IPAddress start, int bits)
{
    private readonly byte[] _start = start.GetAddressBytes();

    /// <summary>Reads an address, or an address and the number of bits after a slash.</summary>
    /// <param name="text">The text.</param>
    /// <param name="range">The range.</param>
    public static bool TryRead(string text, [NotNullWhen(true)] out NetworkRange? range)
    {
        range = null;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(slash < 0 ? text : text[..slash], out var address))
        {
            return false;
        }

        bool isMapped = address.IsIPv4MappedToIPv6;
        var normal = Normal(address);
        int most = normal.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        int bits = most;
        if (slash >= 0 && !int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out bits))
        {
            return false;
        }

        bits -= isMapped && slash >= 0 ? 96 : 0;
        if (bits < 0 || bits > most)
        {
            return false;
        }

        range = new NetworkRange(normal, bits);
        return true;
    }

    /// <summary>The one form of an address that can be written as two: IPv4 inside IPv6 is IPv4.</summary>
    /// <param name="address">The address.</param>
    public static IPAddress Normal(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>Whether an address is one of these.</summary>
    /// <param name="address">The address.</param>
    public bool Contains(IPAddress address)
    {
        byte[] bytes = Normal(address).GetAddressBytes();
        if (bytes.Length != _start.Length)
        {
            return false;
        }

        for (int i = 0; i < bits; i += 8)
        {
            int mask = bits - i >= 8 ? 0xFF : 0xFF << (8 - (bits - i));
            if (((bytes[i / 8] ^ _start[i / 8]) & mask & 0xFF) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
