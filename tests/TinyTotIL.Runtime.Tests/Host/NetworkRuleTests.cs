using System.Net;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Tests.Fakes;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Host;

/// <summary>What flags say of hosts and addresses.</summary>
public sealed class NetworkRuleTests
{
    [Theory]
    [InlineData("example.com:443", "example.com", 443, true)]
    [InlineData("example.com:443", "EXAMPLE.com.", 443, true)]
    [InlineData("example.com:443", "example.com", 80, false)]
    [InlineData("example.com", "example.com", 80, true)]
    [InlineData("example.com", "www.example.com", 80, false)]
    [InlineData("example.com", "evilexample.com", 80, false)]
    [InlineData("*.example.com", "www.example.com", 80, true)]
    [InlineData("*.example.com", "example.com", 80, false)]
    [InlineData("*:443", "anything.org", 443, true)]
    [InlineData("bücher.example", "xn--bcher-kva.example", 80, true)]
    [InlineData("127.0.0.1:80", "127.0.0.1", 80, true)]
    [InlineData("127.0.0.1", "127.1", 80, true)]
    [InlineData("127.0.0.1", "2130706433", 80, true)]
    [InlineData("127.0.0.1", "0x7f.0.0.1", 80, true)]
    [InlineData("127.0.0.1", "::ffff:127.0.0.1", 80, true)]
    [InlineData("127.0.0.1", "127.0.0.2", 80, false)]
    [InlineData("127.0.0.1", "localhost", 80, false)]
    [InlineData("localhost:8080", "127.0.0.1", 8080, true)]
    [InlineData("localhost:8080", "::1", 8080, true)]
    [InlineData("10.0.0.0/8", "10.255.1.2", 80, true)]
    [InlineData("10.0.0.0/8", "11.0.0.1", 80, false)]
    [InlineData("[fd00::1]:80", "[fd00::1]", 80, true)]
    [InlineData("fd00::/16", "fd00:1::2", 80, true)]
    public void A_host_is_allowed_by_its_name_or_by_its_address(string rule, string host, int port, bool isAllowed) =>
        Assert.Equal(isAllowed, Rules("--sandbox", $"--allow-net={rule}").HostRefusal(host, port) is null);

    [Theory]
    [InlineData("127.0.0.0/8", "evil.example", "127.0.0.1")]
    [InlineData("127.0.0.0/8", "evil.example", "::ffff:127.0.0.1")]
    [InlineData("127.0.0.0/8", "evil.example", "0.0.0.0")]
    [InlineData("::1", "evil.example", "::")]
    [InlineData("localhost", "evil.example", "::1")]
    [InlineData("169.254.169.254", "evil.example", "169.254.169.254")]
    [InlineData("*:80", "evil.example", "192.0.2.1")]
    public void A_denied_address_is_denied_whatever_name_leads_to_it(string rule, string host, string address)
    {
        var rules = Rules($"--deny-net={rule}");
        Assert.Equal($"permission denied by --deny-net={rule}", rules.AddressRefusal(host, IPAddress.Parse(address), 80));
        Assert.NotNull(rules.HostRefusal(address, 80));
    }

    [Theory]
    [InlineData("2130706433")]
    [InlineData("0177.0.0.1")]
    [InlineData("127.1")]
    [InlineData("127.0.0.1.")]
    [InlineData("[::ffff:127.0.0.1]")]
    public void A_denied_address_is_denied_however_it_is_spelled(string host) => Assert.NotNull(Rules("--deny-net=127.0.0.0/8").HostRefusal(host, 80));

    [Fact]
    public void An_allowed_name_allows_its_addresses_and_no_other_name_does()
    {
        var rules = Rules("--sandbox", "--allow-net=example.com:443");
        Assert.Null(rules.AddressRefusal("example.com", IPAddress.Parse("192.0.2.1"), 443));
        Assert.NotNull(rules.AddressRefusal("other.example", IPAddress.Parse("192.0.2.1"), 443));
        Assert.Null(rules.HostRefusal("example.com", port: null));
        Assert.Equal("permission denied; grant it with --allow-net=other.example", rules.HostRefusal("other.example", port: null));
    }

    [Fact]
    public void Listening_needs_the_address_and_all_addresses_are_also_the_denied_one()
    {
        Assert.Null(Rules("--sandbox", "--allow-net=127.0.0.1:80").ListenRefusal(IPAddress.Loopback, 80));
        Assert.Equal("permission denied; grant it with --allow-net=0.0.0.0:80", Rules("--sandbox", "--allow-net=127.0.0.1:80").ListenRefusal(IPAddress.Any, 80));
        Assert.NotNull(Rules("--deny-net=192.0.2.1").ListenRefusal(IPAddress.Any, 80));
        Assert.Null(Rules("--deny-net=example.com").ListenRefusal(IPAddress.Any, 80));
    }

    private static AccessRules Rules(params string[] flags)
    {
        var host = new FakeHost().Services;
        return AccessRules.None.And(PermissionPolicy.Of(flags).Layers.Select(layer => new AccessLayer(layer, host.Files, host.Programs)));
    }
}
