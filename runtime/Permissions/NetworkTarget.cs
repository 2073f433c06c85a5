using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace TinyTotIL.Runtime.Permissions;

/// <summary>What <c>--allow-net=</c> and <c>--deny-net=</c> name: hosts by name or address, all ports of them or one.</summary>
internal sealed class NetworkTarget
{
    private const string AnyHost = "*";
    private const string LocalHost = "localhost";

    private static readonly NetworkRange[] LoopbackRanges = [new(IPAddress.Loopback, 8), new(IPAddress.IPv6Loopback, 128)];

    private readonly string? _name;
    private readonly NetworkRange[] _ranges;
    private readonly int? _port;

    private NetworkTarget(string? name, NetworkRange[] ranges, int? port) => (_name, _ranges, _port) = (name, ranges, port);

    /// <summary>Reads <c>HOST</c> or <c>HOST:PORT</c>.</summary>
    /// <remarks>HOST is a name, <c>*.</c> and a name for all names below it, <c>*</c> for every host, an address, or a range such as <c>10.0.0.0/8</c>.</remarks>
    /// <param name="text">The text.</param>
    /// <param name="target">What it names.</param>
    public static bool TryRead(string text, [NotNullWhen(true)] out NetworkTarget? target)
    {
        target = null;
        if (!TryDivide(text, out string host, out int? number))
        {
            return false;
        }

        if (NetworkRange.TryRead(host, out var range))
        {
            target = new NetworkTarget(name: null, [range], number);
            return true;
        }

        string name = NormalName(host);
        string labels = name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name;
        if (name == AnyHost || IsName(labels))
        {
            target = new NetworkTarget(name, name == LocalHost ? LoopbackRanges : [], number);
        }

        return target is not null;
    }

    /// <summary>Takes a host and a port apart; false when the port is no number.</summary>
    /// <param name="text">Both, or the host alone.</param>
    /// <param name="host">The host.</param>
    /// <param name="port">The port; null when there is none.</param>
    public static bool TryDivide(string text, out string host, out int? port)
    {
        (host, string? digits) = Divide(text);
        port = ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number) ? number : null;
        return digits is null || port is not null;
    }

    /// <summary>The address a host is, however it is spelled; null for a name.</summary>
    /// <param name="host">The host.</param>
    public static IPAddress? AddressOf(string host)
    {
        string bare = host is ['[', .., ']'] ? host[1..^1] : host.TrimEnd('.');
        return IPAddress.TryParse(bare, out var address) ? NetworkRange.Normal(address) : null;
    }

    /// <summary>Whether a port is meant.</summary>
    /// <param name="port">The port; null asks about the host alone, which any port of it answers.</param>
    public bool HasPort(int? port) => _port is null || port is null || _port == port;

    /// <summary>Whether all ports are meant.</summary>
    public bool HasEveryPort => _port is null;

    /// <summary>Whether a name is meant.</summary>
    /// <param name="host">The name.</param>
    public bool HasName(string host)
    {
        string name = NormalName(host);
        return _name is not null
            && (_name == AnyHost || _name == name || (_name.StartsWith("*.", StringComparison.Ordinal) && name.EndsWith(_name[1..], StringComparison.Ordinal)));
    }

    /// <summary>Whether an address is meant.</summary>
    /// <param name="address">The address.</param>
    public bool HasAddress(IPAddress address) => _name == AnyHost || Array.Exists(_ranges, range => range.Contains(address));

    /// <summary>Whether addresses are meant at all.</summary>
    public bool HasAddresses => _name == AnyHost || _ranges.Length > 0;

    private static (string Host, string? Port) Divide(string text)
    {
        int bracket = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) : -1;
        int colon = text.LastIndexOf(':');
        if (bracket > 0)
        {
            string host = text[1..bracket] + (colon > bracket ? text[(bracket + 1)..colon] : text[(bracket + 1)..]);
            return (host, colon > bracket ? text[(colon + 1)..] : null);
        }

        // More than one colon without brackets is an address of its own.
        return colon < 0 || text.IndexOf(':', StringComparison.Ordinal) != colon ? (text, null) : (text[..colon], text[(colon + 1)..]);
    }

    private static bool IsName(string name) => name.Length is > 0 and <= 253 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_');

    private static string NormalName(string host)
    {
        string name = host.TrimEnd('.');
        if (!Ascii(name))
        {
            try
            {
                name = new IdnMapping().GetAscii(name);
            }
            catch (ArgumentException)
            {
                // No name of a host; it equals none.
            }
        }

        return name.ToLowerInvariant();
    }

    private static bool Ascii(string text) => text.All(char.IsAscii);
}
