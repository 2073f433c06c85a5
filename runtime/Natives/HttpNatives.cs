using System.Globalization;
using System.Text;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Functions of HTTP, as a client and as a server.</summary>
[TtvmLibrary("http")]
public static class HttpNatives
{
    private const string LocalHost = "127.0.0.1";
    private const long LongestTimeout = int.MaxValue;

    /// <summary>Does an HTTP request, follows redirects, and gives the reply whatever its status: an object with status, reason, url, headers, body and bytes.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="method">The method.</param>
    /// <param name="url">The address.</param>
    /// <param name="headers">The headers, a field for each; null for none.</param>
    /// <param name="body">Text, sent as UTF-8, or bytes, or null for none.</param>
    [TtvmFunction("http.request"), Suspends]
    [Needs(AccessKind.Net)]
    public static Value Request(ProcessContext context, string method, string url, Value headers, Value body) =>
        RequestWith(context, method, url, headers, body, Value.Null);

    /// <summary>Does an HTTP request and gives the reply whatever its status: an object with status, reason, url, headers, body and bytes.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="method">The method.</param>
    /// <param name="url">The address.</param>
    /// <param name="headers">The headers, a field for each; null for none.</param>
    /// <param name="body">Text, sent as UTF-8, or bytes, or null for none.</param>
    /// <param name="options">Null, or an object: `timeout` in milliseconds (30000); `follow`, whether redirects are followed (true); `max_body` in bytes (256 MB); `trust`: certificates in PEM form to trust instead of the system's.</param>
    [TtvmFunction("http.request"), Suspends]
    [Needs(AccessKind.Net)]
    public static Value RequestWith(ProcessContext context, string method, string url, Value headers, Value body, Value options)
    {
        if (OptionReader.FieldsOf(context, "http.request", 3, headers) is not { } fields || OptionReader.FieldsOf(context, "http.request", 5, options) is not { } chosen)
        {
            return default;
        }

        var reader = new OptionReader(context, "http.request", chosen);
        var query = new HttpQuery(method, url, [], NetworkAccess.BytesOf(body));
        query = query with
        {
            Timeout = TimeSpan.FromMilliseconds(reader.Int("timeout", (long)query.Timeout.TotalMilliseconds, 1, LongestTimeout)),
            Follows = reader.Bool("follow", true),
            MostBytes = (int)reader.Int("max_body", query.MostBytes, 0, TextValue.MaximumLength),
            Trusted = reader.Text("trust"),
        };
        if (!reader.Ends() || !IsBody(context, "http.request", body) || HttpHeaders.FromObject(context, "http.request", fields) is not { } lines)
        {
            return default;
        }

        HttpHeaders.AddType(lines, body);
        query = query with { Headers = lines };
        return NetworkAccess.Await(context, url, (network, token) => network.RequestAsync(query, token), static reply => Value.From(ObjectValue.Empty
            .Set("status", reply.Status)
            .Set("reason", reply.Reason)
            .Set("url", reply.Url)
            .Set("headers", HttpHeaders.ToObject(reply.Headers))
            .Set("body", reply.Text)
            .Set("bytes", Value.From(new BytesValue(reply.Body)))));
    }

    /// <summary>Starts an HTTP server for clients on this machine. Its requests arrive as messages at the process that started it: objects with the fields tag (`http_request`), request, method, path, query, headers, body, bytes and peer.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    [TtvmFunction("http.listen", NeedsProcesses = true)]
    [Needs(AccessKind.Net)]
    public static Value Listen(ProcessContext context, long port) => ListenWith(context, port, Value.Null);

    /// <summary>Starts an HTTP server. Its requests arrive as messages at the process that started it: objects with the fields tag (`http_request`), request, method, path, query, headers, body, bytes and peer.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    /// <param name="options">Null, or an object: `host`: an address of this machine, or `*` for all (127.0.0.1); `max_body` in bytes (16 MB); `max_waiting`: requests that may wait for a reply (1000); `reply_timeout` in milliseconds (120000); and for TLS `certificate` and `key` in PEM form, or `pkcs12` and `password`.</param>
    [TtvmFunction("http.listen", NeedsProcesses = true)]
    [Needs(AccessKind.Net)]
    public static Value ListenWith(ProcessContext context, long port, Value options)
    {
        if (OptionReader.FieldsOf(context, "http.listen", 2, options) is not { } chosen)
        {
            return default;
        }

        var reader = new OptionReader(context, "http.listen", chosen);
        var limits = new HttpServerLimits();
        string host = reader.Text("host") ?? LocalHost;
        limits = limits with
        {
            BodyBytes = (int)reader.Int("max_body", limits.BodyBytes, 0, TextValue.MaximumLength),
            Waiting = (int)reader.Int("max_waiting", limits.Waiting, 1, int.MaxValue),
            AnswerTime = TimeSpan.FromMilliseconds(reader.Int("reply_timeout", (long)limits.AnswerTime.TotalMilliseconds, 1, LongestTimeout)),
        };
        var tls = NetworkNatives.ServerOf(context, "http.listen", reader);
        return context.Reductions < 0 || !reader.Ends() ? default : NetworkAccess.Open(context, host, port, network => Start(context, network.Listen(host, (int)port, tls), limits, $"{(tls is null ? "http" : "https")}://{host}"));
    }

    /// <summary>Answers a request of an HTTP server; false when it was answered before, or took too long.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="request">The field `request` of the message.</param>
    /// <param name="status">The status code, 200 to 599.</param>
    /// <param name="headers">The headers, a field for each; null for none. Length and date are added.</param>
    /// <param name="body">Text, sent as UTF-8, or bytes, or null for none.</param>
    [TtvmFunction("http.reply")]
    public static bool Reply(ProcessContext context, HandleValue request, long status, Value headers, Value body)
    {
        if (request.Resource is not HttpExchange exchange)
        {
            context.RaiseTypeMismatch("http.reply", "a request of an HTTP server", Value.From(request));
            return false;
        }

        if (status is < 200 or > 599)
        {
            context.Raise(string.Create(CultureInfo.InvariantCulture, $"http.reply: {status} is not a status from 200 to 599"));
            return false;
        }

        if (!IsBody(context, "http.reply", body)
            || OptionReader.FieldsOf(context, "http.reply", 3, headers) is not { } fields
            || HttpHeaders.FromObject(context, "http.reply", fields) is not { } lines)
        {
            return false;
        }

        HttpHeaders.AddType(lines, body);
        return exchange.Reply(new HttpAnswer((int)status, lines, NetworkAccess.BytesOf(body) ?? []));
    }

    /// <summary>Answers a request of an HTTP server; false when it was answered before, or took too long.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="request">The field `request` of the message.</param>
    /// <param name="response">An object with the fields status (200), headers (none) and body (none).</param>
    [TtvmFunction("http.reply")]
    public static bool ReplyWith(ProcessContext context, HandleValue request, ObjectValue response)
    {
        long status = response.TryGet("status", out var code) && code.IsInt ? code.AsInt : 200;
        var headers = response.TryGet("headers", out var lines) && lines.Tag is ObjectValue ? lines : Value.Null;
        return Reply(context, request, status, headers, response.TryGet("body", out var body) ? body : Value.Null);
    }

    private static Value Start(ProcessContext context, NetworkListener listener, HttpServerLimits limits, string address)
    {
        var scheduler = context.Scheduler!;

        // More may come while it is open, so the program does not end for want of anything to do.
        scheduler.BeginOutside();
        var server = new HttpServer(listener, limits, (server, exchange) => scheduler.Arrive(() => Deliver(scheduler, server, exchange)), scheduler.EndOutside);
        var handle = HandleOperations.Own(context, ValueKind.Connection, string.Create(CultureInfo.InvariantCulture, $"{address}:{server.LocalPort}"), server);
        server.Start();
        return handle;
    }

    /// <summary>Gives a request to the process that the server belongs to. It is answered 500 when that process ends before it has answered.</summary>
    private static void Deliver(Scheduler scheduler, HttpServer server, HttpExchange exchange)
    {
        var owners = scheduler.Owners;
        if (owners.OwnerOf(server) is { } owner && scheduler.Find(owner) is { } process)
        {
            owners.Set(exchange, owner);
            _ = exchange.Answered.ContinueWith(_ => owners.Forget(exchange), TaskScheduler.Default);
            if (scheduler.Find(owner) is not null && scheduler.Send(process, new Message(MessageOf(exchange))))
            {
                return;
            }
        }

        exchange.Close();
    }

    private static Value MessageOf(HttpExchange exchange) => Value.From(ObjectValue.Empty
        .Set("tag", "http_request")
        .Set("request", Value.From(new HandleValue(ValueKind.Connection, $"http://{exchange.Peer}", exchange)))
        .Set("method", exchange.Method)
        .Set("path", exchange.Path)
        .Set("query", exchange.Query)
        .Set("headers", HttpHeaders.ToObject(exchange.Headers))
        .Set("body", Encoding.UTF8.GetString(exchange.Body))
        .Set("bytes", Value.From(new BytesValue(exchange.Body)))
        .Set("peer", exchange.Peer));

    private static bool IsBody(ProcessContext context, string function, Value body)
    {
        if (body.IsNull || body.IsText || body.Tag is BytesValue)
        {
            return true;
        }

        context.RaiseTypeMismatch(function, "string, bytes or null as body", body);
        return false;
    }
}
