using System.Net.Sockets;
using System.Text;
using TinyTotIL.Runtime.Host;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Host;

/// <summary>Both ends of a connection over the loopback.</summary>
public sealed class NetworkConnectionTests
{
    private const string Text = "aé日🙂z";

    [Fact]
    public async Task A_character_is_never_torn_wherever_the_bytes_are_cut()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Text);
        for (int cut = 1; cut < bytes.Length; cut++)
        {
            for (int most = 1; most <= bytes.Length; most++)
            {
                var (client, server) = await Pair();
                await client.SendAsync(bytes.AsMemory(0, cut), default);
                var first = server.ReceiveTextAsync(most, default);
                await client.SendAsync(bytes.AsMemory(cut), default);
                client.Close();
                var received = new StringBuilder(await first);
                while (await server.ReceiveTextAsync(most, default) is { Length: > 0 } more)
                {
                    received.Append(more);
                }

                Assert.Equal(Text, received.ToString());
                server.Close();
            }
        }
    }

    [Fact]
    public async Task No_more_than_asked_for_is_taken_but_for_the_rest_of_a_first_character()
    {
        var (client, server) = await Pair();
        await client.SendAsync(Encoding.UTF8.GetBytes(Text), default);
        client.Close();
        Assert.Equal("aé", await server.ReceiveTextAsync(5, default));
        Assert.Equal("日", await server.ReceiveTextAsync(1, default));
        Assert.Equal("🙂", await server.ReceiveTextAsync(4, default));
        Assert.Equal("z", await server.ReceiveTextAsync(4, default));
        Assert.Equal("", await server.ReceiveTextAsync(4, default));
    }

    [Fact]
    public async Task A_character_that_never_comes_whole_is_replaced_and_so_is_what_is_no_text()
    {
        var (client, server) = await Pair();
        await client.SendAsync(new byte[] { 0xFF, 0x80, (byte)'a', 0xF0, 0x9F }, default);
        client.Close();
        string received = "";
        while (await server.ReceiveTextAsync(100, default) is { Length: > 0 } more)
        {
            received += more;
        }

        Assert.Equal("\uFFFD\uFFFDa\uFFFD", received);
    }

    [Fact]
    public async Task A_receive_that_is_given_up_loses_nothing()
    {
        var (client, server) = await Pair();
        using var source = new CancellationTokenSource();
        var given = server.ReceiveAsync(10, source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        await client.SendAsync("kept"u8.ToArray(), default);
        Assert.Equal("kept", await server.ReceiveTextAsync(10, default));
    }

    [Fact]
    public async Task Waiting_too_long_is_an_error_and_the_connection_stays_usable()
    {
        var (client, server) = await Pair();
        server.ReceiveTimeout = TimeSpan.FromMilliseconds(1);
        Assert.Equal("timed out after 1 ms", (await Assert.ThrowsAsync<HostException>(() => server.ReceiveAsync(10, default))).Message);
        server.ReceiveTimeout = Timeout.InfiniteTimeSpan;
        await client.SendAsync("late"u8.ToArray(), default);
        Assert.Equal("late", await server.ReceiveTextAsync(10, default));
    }

    [Fact]
    public async Task Closing_ends_the_wait_of_others_with_an_error()
    {
        var (client, server) = await Pair();
        var first = server.ReceiveAsync(10, default);
        var second = server.ReceiveAsync(10, default);
        Assert.True(server.Close());
        Assert.False(server.Close());
        foreach (var wait in new[] { first, second, server.ReceiveAsync(10, default) })
        {
            Assert.Equal("connection is closed", (await Assert.ThrowsAsync<HostException>(() => wait)).Message);
        }

        Assert.Equal("connection is closed", (await Assert.ThrowsAsync<HostException>(() => server.SendAsync("x"u8.ToArray(), default))).Message);
        Assert.Empty(await client.ReceiveAsync(10, default));
    }

    [Fact]
    public async Task A_line_longer_than_its_ceiling_is_an_error_before_it_ends()
    {
        var (client, server) = await Pair();
        await client.SendAsync(new byte[5000], default);
        Assert.Equal("line longer than 4999 bytes", (await Assert.ThrowsAsync<HostException>(() => server.ReceiveLineAsync(4999, default))).Message);
    }

    [Fact]
    public async Task Lines_of_every_length_arrive_whole()
    {
        var (client, server) = await Pair();
        int[] lengths = [0, 1, 4094, 4095, 4096, 4097, 8191, 100_000, 0, 3];
        byte[] all = [.. lengths.SelectMany(length => Enumerable.Repeat((byte)'x', length).Append((byte)'\n'))];
        var sending = client.SendAsync(all, default);
        foreach (int length in lengths)
        {
            Assert.Equal(length, (await server.ReceiveLineAsync(1 << 20, default))!.Length);
        }

        await sending;
        client.Close();
        Assert.Null(await server.ReceiveLineAsync(10, default));
    }

    [LinuxFact]
    public async Task Ports_in_use_and_ports_where_nobody_listens_are_errors_of_the_system()
    {
        var network = new SystemNetwork();
        var listener = network.Listen("127.0.0.1", 0, tls: null);
        int port = listener.LocalPort;
        Assert.Equal("Address already in use (os error 98)", Assert.Throws<HostException>(() => network.Listen("127.0.0.1", port, tls: null)).Message);
        var socket = network.Bind("127.0.0.1", 0);
        Assert.Equal("Address already in use (os error 98)", Assert.Throws<HostException>(() => network.Bind("127.0.0.1", socket.LocalPort)).Message);
        listener.Close();
        socket.Close();
        var refused = await Assert.ThrowsAsync<HostException>(() => network.ConnectAsync("127.0.0.1", port, tls: null, Timeout.InfiniteTimeSpan, default));
        Assert.Equal("Connection refused (os error 111)", refused.Message);
    }

    [LinuxTheory]
    [InlineData(SocketError.HostNotFound, "failed to lookup address information: Name or service not known")]
    [InlineData(SocketError.TryAgain, "failed to lookup address information: Temporary failure in name resolution")]
    [InlineData(SocketError.NoData, "failed to lookup address information: No address associated with hostname")]
    [InlineData(SocketError.ConnectionReset, "Connection reset by peer (os error 104)")]
    [InlineData(SocketError.TimedOut, "Connection timed out (os error 110)")]
    [InlineData(SocketError.OperationAborted, "connection is closed")]
    public void Failures_have_the_sentence_of_the_system(SocketError error, string text) =>
        Assert.Equal(text, NetworkFailure.Of(new IOException("outer", new SocketException((int)error))).Message);

    internal static async Task<(NetworkConnection Client, NetworkConnection Server)> Pair()
    {
        var network = new SystemNetwork();
        var listener = network.Listen("localhost", 0, tls: null);
        var client = await network.ConnectAsync("127.0.0.1", listener.LocalPort, tls: null, Timeout.InfiniteTimeSpan, default);
        var server = await listener.AcceptAsync(default);
        listener.Close();
        return (client, server);
    }
}
