using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace TinyTotIL.Runtime.Host;

/// <summary>Does HTTP requests.</summary>
/// <remarks>
/// Redirects are followed here, so that each hop is asked for; and nothing is remembered between requests but open connections. A proxy that the
/// environment names is not used: what a program may reach would be for the proxy to say.
/// </remarks>
/// <param name="connect">Opens a connection to an address that is allowed.</param>
/// <param name="checkTarget">Refuses what is not allowed.</param>
internal sealed class HttpFetcher(Func<string, int, CancellationToken, Task<NetworkStream>> connect, Action<string, int> checkTarget)
{
    private const int MostRedirects = 10;
    private const int ReadBytes = 64 << 10;

    private static readonly string[] OfOneOrigin = ["Authorization", "Cookie", "Proxy-Authorization"];

    private readonly Lazy<HttpMessageInvoker> _common = new(() => Create(connect, trusted: null));

    /// <summary>Does a request.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="token">Gives it up.</param>
    public Task<HttpReply> FetchAsync(HttpQuery query, CancellationToken token) => NetworkWait.For(query.Timeout, token, async token =>
    {
        if (query.Trusted is null)
        {
            return await FollowAsync(_common.Value, query, token).ConfigureAwait(false);
        }

        using var own = Create(connect, query.Trusted);
        return await FollowAsync(own, query, token).ConfigureAwait(false);
    });

    private async Task<HttpReply> FollowAsync(HttpMessageInvoker invoker, HttpQuery query, CancellationToken token)
    {
        var target = Parse(query.Url) ?? throw new HostException("invalid URL");
        for (int hops = 0; ; hops++)
        {
            checkTarget(target.IdnHost, target.Port);
            using var request = MessageFor(query, target);
            using var response = await SendAsync(invoker, request, token).ConfigureAwait(false);
            if (!query.Follows || RedirectOf(response, target) is not { } next)
            {
                return await ReadAsync(response, target, query.MostBytes, token).ConfigureAwait(false);
            }

            if (hops == MostRedirects)
            {
                throw new HostException($"more than {MostRedirects} redirects");
            }

            query = After(query, (int)response.StatusCode, target, next);
            target = next;
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpMessageInvoker invoker, HttpRequestMessage request, CancellationToken token)
    {
        HttpResponseMessage response;
        try
        {
            response = await invoker.SendAsync(request, token).ConfigureAwait(false);
        }
        catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.ResponseEnded)
        {
            throw new HostException("the server closed the connection without an answer", error);
        }

        if (HasOneLength(response.Content.Headers))
        {
            return response;
        }

        response.Dispose();
        throw new HostException("malformed reply: its Content-Length is not one number");
    }

    /// <summary>.NET takes a reply whose length makes no sense for one that ends with the connection; others may see another reply in it.</summary>
    private static bool HasOneLength(HttpContentHeaders headers)
    {
        if (!headers.NonValidated.TryGetValues("Content-Length", out var lines))
        {
            return true;
        }

        string[] values = [.. lines.SelectMany(line => line.Split(',')).Select(value => value.Trim(' ', '\t'))];
        return values.All(value => value == values[0] && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _));
    }

    private static HttpMessageInvoker Create(Func<string, int, CancellationToken, Task<NetworkStream>> connect, string? trusted) => new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        SslOptions = TlsTrust.OptionsFor("", trusted),
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = async (context, token) => await connect(context.DnsEndPoint.Host, context.DnsEndPoint.Port, token).ConfigureAwait(false),
    });

    private static Uri? Parse(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var target) && (target.Scheme == Uri.UriSchemeHttp || target.Scheme == Uri.UriSchemeHttps) ? target : null;

    private static HttpRequestMessage MessageFor(HttpQuery query, Uri target)
    {
        if (!HttpSyntax.IsToken(query.Method))
        {
            throw new HostException("invalid HTTP method");
        }

        var message = new HttpRequestMessage(new HttpMethod(query.Method), target);
        if (query.Body is not null)
        {
            message.Content = new ByteArrayContent(query.Body);
        }

        foreach (var (name, value) in query.Headers)
        {
            if (!HttpSyntax.IsToken(name) || !HttpSyntax.IsValue(value))
            {
                throw new HostException($"invalid HTTP header {name}");
            }

            if (!HttpSyntax.IsFraming(name) && !message.Headers.TryAddWithoutValidation(name, value))
            {
                // Those of a body are kept with it.
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    /// <summary>Where a reply sends the client; null when it does not, and where it would leave a secure connection for a plain one.</summary>
    private static Uri? RedirectOf(HttpResponseMessage response, Uri from)
    {
        if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
        {
            return null;
        }

        return Uri.TryCreate(from, location, out var next) && Parse(next.AbsoluteUri) is { } target && (target.Scheme == from.Scheme || from.Scheme == Uri.UriSchemeHttp)
            ? target
            : null;
    }

    /// <summary>The request to make after a redirect, as browsers do it.</summary>
    private static HttpQuery After(HttpQuery query, int status, Uri from, Uri next)
    {
        bool losesBody = (status == 303 && query.Method != "HEAD") || (status is 301 or 302 && query.Method == "POST");
        var headers = query.Headers.Where(header =>
            !(losesBody && header.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
            && (from.Authority == next.Authority || !OfOneOrigin.Contains(header.Key, StringComparer.OrdinalIgnoreCase)));
        return query with { Method = losesBody ? "GET" : query.Method, Body = losesBody ? null : query.Body, Headers = [.. headers] };
    }

    private static async Task<HttpReply> ReadAsync(HttpResponseMessage response, Uri url, int most, CancellationToken token)
    {
        var type = response.Content.Headers.ContentType;
        if (response.Content.Headers.ContentLength > most)
        {
            throw TooLarge(most);
        }

        using var stream = await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
        using var body = new MemoryStream();
        byte[] piece = new byte[ReadBytes];
        while (await stream.ReadAsync(piece, token).ConfigureAwait(false) is > 0 and var count)
        {
            if (body.Length + count > most)
            {
                throw TooLarge(most);
            }

            body.Write(piece, 0, count);
        }

        byte[] bytes = body.ToArray();
        var headers = response.Headers.Concat(response.Content.Headers).SelectMany(header => header.Value, (header, value) => KeyValuePair.Create(header.Key, value));
        return new HttpReply((int)response.StatusCode, response.ReasonPhrase ?? "", url.AbsoluteUri, [.. headers], bytes, Decode(bytes, type));
    }

    private static string Decode(byte[] bytes, MediaTypeHeaderValue? type)
    {
        string name = type?.CharSet?.Trim('"') ?? "utf-8";
        Encoding encoding;
        try
        {
            encoding = Encoding.GetEncoding(name);
        }
        catch (NotSupportedException error)
        {
            // .NET knows UTF-7, and has given it up: what it reads in a text others do not see there.
            throw new HostException($"the character set {name} is not known", error);
        }
        catch (ArgumentException)
        {
            encoding = Encoding.UTF8;
        }

        var text = bytes.AsSpan();
        return encoding.GetString(text.StartsWith(encoding.Preamble) ? text[encoding.Preamble.Length..] : text);
    }

    private static HostException TooLarge(int most) => new(string.Create(CultureInfo.InvariantCulture, $"body larger than {most} bytes"));
}
