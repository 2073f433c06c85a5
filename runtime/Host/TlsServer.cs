using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TinyTotIL.Runtime.Host;

/// <summary>How connections from clients are secured: by a certificate with its key.</summary>
public sealed class TlsServer
{
    private readonly SslStreamCertificateContext _certificate;

    private TlsServer(X509Certificate2 certificate, X509Certificate2Collection issuers) =>
        _certificate = SslStreamCertificateContext.Create(certificate, issuers, offline: true);

    internal SslServerAuthenticationOptions Options => new() { ServerCertificateContext = _certificate };

    /// <summary>Reads a certificate, those that issued it, and its key.</summary>
    /// <param name="certificates">The certificates in PEM form, the server's own first.</param>
    /// <param name="key">The key in PEM form; it may be the same text.</param>
    /// <exception cref="HostException">They cannot be read, or do not belong together.</exception>
    public static TlsServer FromPem(string certificates, string key)
    {
        try
        {
            var issuers = new X509Certificate2Collection();
            issuers.ImportFromPem(certificates);
            return new TlsServer(X509Certificate2.CreateFromPem(certificates, key), issuers);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw new HostException($"not a certificate with its key: {error.Message}", error);
        }
    }

    /// <summary>Reads a PKCS #12 archive of a certificate, those that issued it, and its key.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="password">Its password.</param>
    /// <exception cref="HostException">It cannot be read.</exception>
    public static TlsServer FromPkcs12(byte[] archive, string password)
    {
        try
        {
            var all = X509CertificateLoader.LoadPkcs12Collection(archive, password);
            var own = all.FirstOrDefault(certificate => certificate.HasPrivateKey) ?? throw new HostException("the archive has no certificate with a key");
            return new TlsServer(own, all);
        }
        catch (CryptographicException error)
        {
            throw new HostException($"not a PKCS #12 archive with this password: {error.Message}", error);
        }
    }
}
