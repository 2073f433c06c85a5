using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TinyTotIL.Runtime.Host;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Host;

/// <summary>Secured connections, with a certificate made for the test.</summary>
public sealed class TlsTests
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_trusted_certificate_lets_both_sides_talk()
    {
        var (certificate, key) = Certificate("localhost");
        var (client, server) = await Connect(TlsServer.FromPem(certificate, key), new TlsClient(certificate));
        await client.SendAsync("hello"u8.ToArray(), default);
        Assert.Equal("hello", await server.ReceiveTextAsync(10, default));
        await server.SendAsync("bye"u8.ToArray(), default);
        server.Close();
        Assert.Equal("bye", await client.ReceiveTextAsync(10, default));
        Assert.Equal("", await client.ReceiveTextAsync(10, default));
    }

    [Fact]
    public async Task A_receive_that_is_given_up_loses_nothing()
    {
        var (certificate, key) = Certificate("localhost");
        var (client, server) = await Connect(TlsServer.FromPem(certificate, key), new TlsClient(certificate));
        server.ReceiveTimeout = TimeSpan.FromMilliseconds(1);
        await Assert.ThrowsAsync<HostException>(() => server.ReceiveAsync(10, default));
        server.ReceiveTimeout = Timeout.InfiniteTimeSpan;
        await client.SendAsync("late"u8.ToArray(), default);
        Assert.Equal("late", await server.ReceiveTextAsync(10, default));
    }

    [Fact]
    public async Task An_archive_does_as_well()
    {
        using var own = Create("localhost");
        byte[] archive = own.Export(X509ContentType.Pkcs12, "password");
        var (client, server) = await Connect(TlsServer.FromPkcs12(archive, "password"), new TlsClient(own.ExportCertificatePem()));
        await client.SendAsync("hello"u8.ToArray(), default);
        Assert.Equal("hello", await server.ReceiveTextAsync(10, default));
        Assert.StartsWith("not a PKCS #12 archive", Assert.Throws<HostException>(() => TlsServer.FromPkcs12(archive, "wrong")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_certificate_is_refused()
    {
        var (certificate, key) = Certificate("localhost");
        var error = await Assert.ThrowsAsync<HostException>(() => Connect(TlsServer.FromPem(certificate, key), new TlsClient()));
        Assert.StartsWith("TLS: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused()
    {
        var (certificate, key) = Certificate("elsewhere");
        var error = await Assert.ThrowsAsync<HostException>(() => Connect(TlsServer.FromPem(certificate, key), new TlsClient(certificate)));
        Assert.StartsWith("TLS: ", error.Message, StringComparison.Ordinal);
        var (client, _) = await Connect(TlsServer.FromPem(certificate, key), new TlsClient(certificate, Name: "elsewhere"));
        Assert.True(client.Close());
    }

    [Fact]
    public async Task A_client_that_does_not_secure_keeps_nobody_waiting()
    {
        var (certificate, key) = Certificate("localhost");
        var network = new SystemNetwork();
        var listener = network.Listen("127.0.0.1", 0, TlsServer.FromPem(certificate, key));
        var silent = await network.ConnectAsync("127.0.0.1", listener.LocalPort, tls: null, Timeout.InfiniteTimeSpan, default);
        var first = await listener.AcceptAsync(default);
        await silent.SendAsync("no TLS at all, and more than a header"u8.ToArray(), default);
        await Assert.ThrowsAsync<HostException>(() => first.ReceiveAsync(10, default));
    }

    [Fact]
    public async Task Http_is_secured_the_same_way()
    {
        var (certificate, key) = Certificate("localhost");
        var listener = new SystemNetwork().Listen("127.0.0.1", 0, TlsServer.FromPem(certificate, key));
        var server = new HttpServer(listener, new HttpServerLimits(), (_, exchange) => exchange.Reply(new HttpAnswer(200, [], Encoding.UTF8.GetBytes(exchange.Path))), static () => { });
        server.Start();
        var query = new HttpQuery("GET", $"https://localhost:{server.LocalPort}/path", [], Body: null);
        Assert.Equal("/path", (await new SystemNetwork().RequestAsync(query with { Trusted = certificate }, default)).Text);
        Assert.StartsWith("TLS: ", (await Assert.ThrowsAsync<HostException>(() => new SystemNetwork().RequestAsync(query, default))).Message, StringComparison.Ordinal);
        server.Close();
    }

    private static async Task<(NetworkConnection Client, NetworkConnection Server)> Connect(TlsServer server, TlsClient client)
    {
        var network = new SystemNetwork();
        var listener = network.Listen("127.0.0.1", 0, server);
        var accepting = listener.AcceptAsync(default);
        var connecting = network.ConnectAsync("localhost", listener.LocalPort, client, Timeout.InfiniteTimeSpan, default);
        return (await connecting, await accepting);
    }

    private static (string Certificate, string Key) Certificate(string name)
    {
        using var certificate = Create(name);
        return (certificate.ExportCertificatePem(), certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }

    private static X509Certificate2 Create(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(1));
    }
}
