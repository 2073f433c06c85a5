using System.Globalization;
using System.Text;
using TinyTotIL.Runtime.Host;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Host;

/// <summary>The HTTP server, spoken to byte by byte.</summary>
public sealed class HttpServerTests : IDisposable
{
    private const string Head = "GET / HTTP/1.1\r\nHost: x\r\n";
    private const string Put = "PUT / HTTP/1.1\r\nHost: x\r\n";

    private readonly List<HttpServer> _servers = [];

    public void Dispose()
    {
        foreach (var server in _servers)
        {
            server.Close();
        }
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n", 400)]
    [InlineData("GET  / HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET / HTTP/2.0\r\nHost: x\r\n\r\n", 400)]
    [InlineData("GET nowhere HTTP/1.1\r\nHost: x\r\n\r\n", 400)]
    [InlineData("G(T / HTTP/1.1\r\nHost: x\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\n\r\n", 400)]
    [InlineData(Head + "Host: y\r\n\r\n", 400)]
    [InlineData(Head + "Name : value\r\n\r\n", 400)]
    [InlineData(Head + " folded\r\n\r\n", 400)]
    [InlineData(Head + "Name: a\u0001b\r\n\r\n", 400)]
    [InlineData(Put + "Content-Length: -1\r\n\r\n", 400)]
    [InlineData(Put + "Content-Length: 1, 2\r\n\r\n", 400)]
    [InlineData(Put + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400)]
    [InlineData(Put + "Content-Length: 99999999999999999999999\r\n\r\n", 400)]
    [InlineData(Put + "Content-Length: 101\r\n\r\n", 413)]
    [InlineData(Put + "Content-Length: 18446744073709551615\r\n\r\n", 413)]
    [InlineData(Put + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400)]
    [InlineData(Put + "Transfer-Encoding: gzip, chunked\r\n\r\n", 501)]
    [InlineData(Put + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n", 400)]
    [InlineData(Put + "Transfer-Encoding: chunked\r\n\r\n-1\r\n", 400)]
    [InlineData(Put + "Transfer-Encoding: chunked\r\n\r\nfffffffff\r\n", 400)]
    [InlineData(Put + "Transfer-Encoding: chunked\r\n\r\n65\r\n", 413)]
    [InlineData(Put + "Transfer-Encoding: chunked\r\n\r\n64\r\n", 413, 100, "\r\n1\r\n")]
    [InlineData(Put + "Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n", 400)]
    [InlineData(Head + "Long: ", 431, 5000)]
    [InlineData("", 431, 5000)]
    public async Task What_is_no_request_or_too_much_is_refused_and_the_connection_ends(string sent, int status, int padding = 0, string end = "")
    {
        string reply = await Ask(Started(Echo), sent + new string('x', padding) + end);
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} "), reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_without_end_are_refused()
    {
        var connection = await Connect(Started(Echo));
        await connection.SendAsync(Encoding.UTF8.GetBytes(Head + string.Concat(Enumerable.Repeat("a: b\r\n", 30))), default);
        Assert.StartsWith("HTTP/1.1 431 ", await connection.ReceiveLineAsync(1000, default), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Put + "Content-Length: 5\r\n\r\nhello", "PUT / hello")]
    [InlineData(Put + "Transfer-Encoding: chunked\r\n\r\n2;ext=1\r\nhe\r\n3\r\nllo\r\n0\r\nTrailer: x\r\n\r\n", "PUT / hello")]
    [InlineData("\r\n\r\nGET /a%20b%2Fc?x=%20 HTTP/1.1\nHost: x\n\n", "GET /a b/c ")]
    [InlineData("GET http://other/path?q HTTP/1.1\r\nHost: x\r\n\r\n", "GET /path ")]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", "OPTIONS * ")]
    public async Task Requests_are_read(string sent, string expected)
    {
        var connection = await Connect(Started(Echo));
        await connection.SendAsync(Encoding.UTF8.GetBytes(sent), default);
        Assert.Equal((200, expected), await Reply(connection));
    }

    [Fact]
    public async Task Requests_sent_at_once_are_answered_in_order_on_one_connection()
    {
        var connection = await Connect(Started(Echo));
        await connection.SendAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20).Select(i => $"PUT /{i} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab"))), default);
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal((200, $"PUT /{i} ab"), await Reply(connection));
        }
    }

    [Theory]
    [InlineData("HEAD", 200, true)]
    [InlineData("GET", 204, false)]
    [InlineData("GET", 304, false)]
    public async Task Replies_without_a_body_leave_the_connection_in_step(string method, int status, bool hasLength)
    {
        var connection = await Connect(Started(exchange => exchange.Reply(new HttpAnswer(exchange.Path == "/first" ? status : 200, [], "body"u8.ToArray()))));
        await connection.SendAsync(Encoding.UTF8.GetBytes($"{method} /first HTTP/1.1\r\nHost: x\r\n\r\nGET /second HTTP/1.1\r\nHost: x\r\n\r\n"), default);
        string head = await HeadOf(connection);
        Assert.Equal(hasLength, head.Contains("Content-Length: 4\n", StringComparison.Ordinal));
        Assert.Equal((200, "body"), await Reply(connection));
    }

    [Theory]
    [InlineData("GET / HTTP/1.0\r\n\r\n", true)]
    [InlineData("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", false)]
    [InlineData(Head + "Connection: close\r\n\r\n", true)]
    [InlineData(Head + "\r\n", false)]
    public async Task The_client_says_whether_the_connection_goes_on(string sent, bool ends)
    {
        var connection = await Connect(Started(Echo));
        await connection.SendAsync(Encoding.UTF8.GetBytes(sent), default);
        Assert.Contains(ends ? "Connection: close\n" : "Connection: keep-alive\n", await HeadOf(connection), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_waits_for_it_is_told_to_go_on()
    {
        var connection = await Connect(Started(Echo));
        await connection.SendAsync(Encoding.UTF8.GetBytes(Put + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n"), default);
        Assert.Equal("HTTP/1.1 100 Continue\n", await HeadOf(connection));
        await connection.SendAsync("ab"u8.ToArray(), default);
        Assert.Equal((200, "PUT / ab"), await Reply(connection));
    }

    [Fact]
    public async Task Requests_beyond_the_ceiling_of_those_that_wait_are_refused_at_once()
    {
        var first = new TaskCompletionSource<HttpExchange>();
        var server = Started(exchange => first.TrySetResult(exchange));
        var waiting = await Connect(server);
        await waiting.SendAsync(Encoding.UTF8.GetBytes(Head + "\r\n"), default);
        var exchange = await first.Task;
        var refused = await Connect(server);
        await refused.SendAsync(Encoding.UTF8.GetBytes(Head + "\r\n"), default);
        Assert.Equal(503, (await Reply(refused)).Status);
        exchange.Reply(new HttpAnswer(200, [], []));
        Assert.Equal(200, (await Reply(waiting)).Status);
    }

    [Fact]
    public async Task Bodies_beyond_the_ceiling_of_all_together_are_refused()
    {
        var first = new TaskCompletionSource<HttpExchange>();
        var second = new TaskCompletionSource();
        var server = Started(exchange => _ = first.TrySetResult(exchange) || second.TrySetResult(), Limits with { Waiting = 10, WaitingBytes = 150 });
        string body = new('x', 100);
        var waiting = await Connect(server);
        await waiting.SendAsync(Encoding.UTF8.GetBytes(Put + "Content-Length: 100\r\n\r\n" + body), default);
        var exchange = await first.Task;
        Assert.StartsWith("HTTP/1.1 503 ", await Ask(server, Put + "Content-Length: 100\r\n\r\n" + body), StringComparison.Ordinal);
        exchange.Reply(new HttpAnswer(200, [], []));
        Assert.Equal(200, (await Reply(waiting)).Status);
        Assert.StartsWith("HTTP/1.1 500 ", await Ask(server, Put + "Connection: close\r\nContent-Length: 100\r\n\r\n" + body, () => second.Task.Wait(LongTime) && server.Close()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_does_not_answer_in_time_is_answered_for()
    {
        HttpExchange? late = null;
        var server = Started(exchange => late = exchange, Limits with { AnswerTime = TimeSpan.FromMilliseconds(1) });
        Assert.StartsWith("HTTP/1.1 503 ", await Ask(server, Head + "Connection: close\r\n\r\n"), StringComparison.Ordinal);
        Assert.False(late!.Reply(new HttpAnswer(200, [], [])));
    }

    [Fact]
    public async Task Silent_clients_do_not_stay()
    {
        var connection = await Connect(Started(Echo, Limits with { IdleTime = TimeSpan.FromMilliseconds(1) }));
        Assert.Empty(await connection.ReceiveAsync(10, default));
        var slow = await Connect(Started(Echo, Limits with { HeadTime = TimeSpan.FromMilliseconds(1) }));
        await slow.SendAsync("GET"u8.ToArray(), default);
        Assert.Empty(await slow.ReceiveAsync(10, default));
    }

    /// <summary>Nobody waits so long but for a fault.</summary>
    private static readonly TimeSpan LongTime = TimeSpan.FromMinutes(1);

    private static HttpServerLimits Limits { get; } = new() { HeadBytes = 4096, HeaderLines = 20, BodyBytes = 100, Waiting = 1 };

    private static void Echo(HttpExchange exchange) =>
        exchange.Reply(new HttpAnswer(200, [], Encoding.UTF8.GetBytes($"{exchange.Method} {exchange.Path} {Encoding.UTF8.GetString(exchange.Body)}")));

    private static Task<NetworkConnection> Connect(HttpServer server) =>
        new SystemNetwork().ConnectAsync("127.0.0.1", server.LocalPort, tls: null, Timeout.InfiniteTimeSpan, default);

    /// <summary>The head of the reply, once the server has ended the connection.</summary>
    private static async Task<string> Ask(HttpServer server, string sent, Func<bool>? then = null)
    {
        var connection = await Connect(server);
        await connection.SendAsync(Encoding.UTF8.GetBytes(sent), default);
        string head = then is null ? await HeadOf(connection) : "";
        then?.Invoke();
        head += then is null ? "" : await HeadOf(connection);
        while (await connection.ReceiveAsync(1000, default) is { Length: > 0 })
        {
        }

        return head;
    }

    private static async Task<string> HeadOf(NetworkConnection connection)
    {
        var head = new StringBuilder();
        while (await connection.ReceiveLineAsync(1000, default) is { Length: > 0 } line)
        {
            head.Append(line).Append('\n');
        }

        return head.ToString();
    }

    private static async Task<(int Status, string Body)> Reply(NetworkConnection connection)
    {
        string head = await HeadOf(connection);
        const string Length = "Content-Length: ";
        string length = head.Split('\n').Single(line => line.StartsWith(Length, StringComparison.Ordinal))[Length.Length..];
        byte[] body = await connection.ReceiveExactlyAsync(int.Parse(length, CultureInfo.InvariantCulture), default);
        return (int.Parse(head.Split(' ')[1], CultureInfo.InvariantCulture), Encoding.UTF8.GetString(body));
    }

    private HttpServer Started(Action<HttpExchange> answer, HttpServerLimits? limits = null)
    {
        var server = new HttpServer(new SystemNetwork().Listen("127.0.0.1", 0, tls: null), limits ?? Limits, (_, exchange) => answer(exchange), static () => { });
        _servers.Add(server);
        server.Start();
        return server;
    }
}
