namespace TinyTotIL.Runtime.Host;

/// <summary>A request of an HTTP client.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Url">An absolute address with http or https.</param>
/// <param name="Headers">Its header lines.</param>
/// <param name="Body">Its body; null for none.</param>
public sealed record HttpQuery(string Method, string Url, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[]? Body)
{
    /// <summary>How long all of it may take, redirects and body included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether redirects are followed.</summary>
    public bool Follows { get; init; } = true;

    /// <summary>Bytes that the body of the reply may have.</summary>
    public int MostBytes { get; init; } = 256 << 20;

    /// <summary>Certificates in PEM form to trust instead of those of the system; null for those.</summary>
    public string? Trusted { get; init; }
}
