using System.Globalization;

namespace TinyTotIL.Runtime.Host;

/// <summary>Hosts and ports as <c>--allow-net=</c> takes them.</summary>
internal static class NetworkFlagText
{
    /// <summary>A host, with a port if there is one.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">The port; null for none.</param>
    public static string Of(string host, int? port)
    {
        string shown = host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[') ? $"[{host}]" : host;
        return port is { } number ? string.Create(CultureInfo.InvariantCulture, $"{shown}:{number}") : shown;
    }
}
