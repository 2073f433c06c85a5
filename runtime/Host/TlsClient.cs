namespace TinyTotIL.Runtime.Host;

/// <summary>How a connection to a server is secured. The server's certificate is always checked.</summary>
/// <param name="Trusted">Certificates in PEM form to trust instead of those of the system; null for those.</param>
/// <param name="Name">The name that the certificate must be for; null for the host connected to.</param>
public sealed record TlsClient(string? Trusted = null, string? Name = null);
