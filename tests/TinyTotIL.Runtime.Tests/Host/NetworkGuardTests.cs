using System.Net;
using TinyTotIL.Runtime.Host;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Host;

/// <summary>What a guard of the network is asked, and that it is obeyed.</summary>
public sealed class NetworkGuardTests
{
    private readonly RecordingGuard _guard = new();
    private readonly INetwork _network;

    public NetworkGuardTests() => _network = new SystemNetwork().WithGuard(_guard);

    [Fact]
    public async Task Connecting_asks_for_the_target_and_then_for_the_address()
    {
        var listener = _network.Listen("localhost", 0, tls: null);
        int port = listener.LocalPort;
        await _network.ConnectAsync("127.0.0.1", port, tls: null, Timeout.InfiniteTimeSpan, default);
        Assert.Equal(["listen 127.0.0.1:0", $"target 127.0.0.1:{port}", $"address 127.0.0.1 127.0.0.1:{port}"], _guard.Asked);
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task Datagrams_ask_for_each_target()
    {
        var socket = _network.Bind("*", 0);
        await _network.SendAsync(socket, "127.0.0.1", socket.LocalPort, "x"u8.ToArray(), default);
        Assert.Equal(["listen 0.0.0.0:0", $"target 127.0.0.1:{socket.LocalPort}", $"address 127.0.0.1 127.0.0.1:{socket.LocalPort}"], _guard.Asked);
    }

    [Theory]
    [InlineData("lookup")]
    [InlineData("target")]
    [InlineData("address")]
    [InlineData("listen")]
    public async Task What_is_refused_does_not_happen(string refused)
    {
        _guard.Refused = refused;
        Func<Task> access = refused switch
        {
            "lookup" => () => _network.ResolveAsync("127.0.0.1", default),
            "listen" => () => Task.FromResult(_network.Listen("127.0.0.1", 0, tls: null)),
            _ => () => _network.RequestAsync(new HttpQuery("GET", "http://127.0.0.1:1/", [], Body: null), default),
        };
        Assert.Equal($"refused: {refused}", (await Assert.ThrowsAsync<HostException>(access)).Message);
    }

    [Fact]
    public async Task Each_guard_is_asked()
    {
        var second = new RecordingGuard { Refused = "lookup" };
        await Assert.ThrowsAsync<HostException>(() => _network.WithGuard(second).ResolveAsync("127.0.0.1", default));
        Assert.Equal(["lookup 127.0.0.1"], _guard.Asked);
        Assert.Equal(["127.0.0.1"], await _network.ResolveAsync("127.0.0.1", default));
    }

    private sealed class RecordingGuard : INetworkGuard
    {
        public List<string> Asked { get; } = [];

        public string? Refused { get; set; }

        public void CheckLookup(string host) => Note("lookup", host);

        public void CheckTarget(string host, int port) => Note("target", $"{host}:{port}");

        public void CheckAddress(string host, IPAddress address, int port) => Note("address", $"{host} {address}:{port}");

        public void CheckListen(IPAddress address, int port) => Note("listen", $"{address}:{port}");

        private void Note(string what, string target)
        {
            Asked.Add($"{what} {target}");
            if (what == Refused)
            {
                throw new HostException($"refused: {what}");
            }
        }
    }
}
