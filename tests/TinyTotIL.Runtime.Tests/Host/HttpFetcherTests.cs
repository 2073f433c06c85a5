using System.Text;
using TinyTotIL.Runtime.Host;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Host;

/// <summary>The HTTP client against servers that do not behave.</summary>
public sealed class HttpFetcherTests
{
    private static readonly SystemNetwork Network = new();

    [Theory]
    [InlineData("no URL", "invalid URL")]
    [InlineData("ftp://localhost/", "invalid URL")]
    [InlineData("/path", "invalid URL")]
    [InlineData("", "invalid URL")]
    public async Task Only_addresses_of_http_are_fetched(string url, string error) =>
        Assert.Equal(error, await ErrorOf(new HttpQuery("GET", url, [], Body: null)));

    [Theory]
    [InlineData("G T", "Name", "value", "invalid HTTP method")]
    [InlineData("GET", "Na me", "value", "invalid HTTP header Na me")]
    [InlineData("GET", "Name", "a\r\nOther: b", "invalid HTTP header Name")]
    public async Task Nothing_pretends_to_be_more_than_one_line(string method, string name, string value, string error) =>
        Assert.Equal(error, await ErrorOf(new HttpQuery(method, "http://127.0.0.1:1/", [new(name, value)], Body: null)));

    [Fact]
    public async Task Charsets_are_those_that_the_server_names()
    {
        var server = await Serving("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Length: 1\r\n\r\n", [0xE9]);
        Assert.Equal("é", (await Network.RequestAsync(server, default)).Text);
        server = await Serving("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=nonsense\r\nContent-Length: 5\r\n\r\n", [0xEF, 0xBB, 0xBF, 0xC3, 0xA9]);
        Assert.Equal("é", (await Network.RequestAsync(server, default)).Text);
    }

    [Fact]
    public async Task A_charset_that_nobody_should_use_is_not_known()
    {
        var server = await Serving("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-7\r\nContent-Length: 1\r\n\r\n", [0x41]);
        Assert.Equal("the character set utf-7 is not known", await ErrorOf(server));
    }

    [Fact]
    public async Task An_empty_reply_is_said_to_be_one()
    {
        var listener = Network.Listen("127.0.0.1", 0, tls: null);
        _ = CloseAll(listener);
        var query = new HttpQuery("GET", $"http://127.0.0.1:{listener.LocalPort}/", [], Body: null);
        Assert.Equal("the server closed the connection without an answer", await ErrorOf(query));
        listener.Close();

        static async Task CloseAll(NetworkListener listener)
        {
            // The client tries again on new connections before it gives up.
            while (true)
            {
                var connection = await listener.AcceptAsync(default);
                while (await connection.ReceiveLineAsync(10_000, default) is { Length: > 0 })
                {
                    // The end of the request is an empty line; closing before it would be a reset.
                }

                connection.Close();
            }
        }
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("abc")]
    [InlineData("99999999999999999999")]
    [InlineData("5, 6")]
    [InlineData("5\r\nContent-Length: 6")]
    public async Task A_length_that_is_not_one_number_is_refused(string length)
    {
        var server = await Serving($"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n", "hello!"u8.ToArray());
        Assert.Equal("malformed reply: its Content-Length is not one number", await ErrorOf(server));
    }

    [Fact]
    public async Task A_body_that_says_it_is_too_large_is_not_read()
    {
        var query = await Serving("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", []);
        Assert.Equal("body larger than 1000 bytes", await ErrorOf(query with { MostBytes = 1000 }));
    }

    [Fact]
    public async Task A_body_without_end_is_left()
    {
        var query = await Serving("HTTP/1.1 200 OK\r\n\r\n", new byte[100_000]);
        Assert.Equal("body larger than 1000 bytes", await ErrorOf(query with { MostBytes = 1000 }));
    }

    [Fact]
    public async Task Headers_without_end_and_nonsense_are_errors()
    {
        Assert.NotEmpty(await ErrorOf(await Serving("HTTP/1.1 200 OK\r\n" + new string('x', 1 << 20), [])));
        Assert.NotEmpty(await ErrorOf(await Serving("complete nonsense\r\n\r\n", [])));
        Assert.NotEmpty(await ErrorOf(await Serving("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n", [1])));
    }

    [Fact]
    public async Task A_silent_server_is_waited_for_only_so_long()
    {
        var listener = Network.Listen("127.0.0.1", 0, tls: null);
        var query = new HttpQuery("GET", $"http://127.0.0.1:{listener.LocalPort}/", [], Body: null) { Timeout = TimeSpan.FromMilliseconds(5) };
        Assert.Equal("timed out after 5 ms", await ErrorOf(query));
        listener.Close();
    }

    [Fact]
    public async Task Secrets_do_not_follow_a_redirect_to_another_origin()
    {
        var listener = Network.Listen("127.0.0.1", 0, tls: null);
        var received = new TaskCompletionSource<string>();
        var second = Answer(listener, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", [], received);
        var query = await Serving($"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: http://127.0.0.1:{listener.LocalPort}/\r\n\r\n", []);
        await Network.RequestAsync(query with { Headers = [new("Authorization", "secret"), new("X-Other", "kept")] }, default);
        string sent = await received.Task;
        Assert.DoesNotContain("secret", sent, StringComparison.Ordinal);
        Assert.Contains("kept", sent, StringComparison.Ordinal);
        await second;
    }

    private static async Task<string> ErrorOf(HttpQuery query) => (await Assert.ThrowsAsync<HostException>(() => Network.RequestAsync(query, default))).Message;

    /// <summary>A query to a server that answers once, whatever it is asked.</summary>
    private static Task<HttpQuery> Serving(string head, byte[] body)
    {
        var listener = Network.Listen("127.0.0.1", 0, tls: null);
        _ = Answer(listener, head, body, received: null);
        return Task.FromResult(new HttpQuery("GET", $"http://127.0.0.1:{listener.LocalPort}/", [], Body: null));
    }

    private static async Task Answer(NetworkListener listener, string head, byte[] body, TaskCompletionSource<string>? received)
    {
        var connection = await listener.AcceptAsync(default);
        var lines = new StringBuilder();
        while (await connection.ReceiveLineAsync(10_000, default) is { Length: > 0 } line)
        {
            lines.Append(line).Append('\n');
        }

        received?.SetResult(lines.ToString());
        await connection.SendAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body], default);
        connection.Close();
        listener.Close();
    }
}
