using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TinyTotIL.Runtime.Host;

/// <summary>Whose certificates are believed.</summary>
internal static class TlsTrust
{
    /// <summary>What a client asks of the server's certificate.</summary>
    /// <param name="name">Whom it must name; empty where the HTTP client says so itself.</param>
    /// <param name="trusted">Certificates in PEM form to trust instead of those of the system; null for those.</param>
    public static SslClientAuthenticationOptions OptionsFor(string name, string? trusted)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = name };
        if (trusted is not null)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            try
            {
                policy.CustomTrustStore.ImportFromPem(trusted);
            }
            catch (CryptographicException error)
            {
                throw new HostException($"not certificates: {error.Message}", error);
            }

            options.CertificateChainPolicy = policy;
        }

        return options;
    }
}
