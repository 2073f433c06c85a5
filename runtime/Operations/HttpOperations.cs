using System.Globalization;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>HTTP requests whose replies are only of interest when they are good.</summary>
public static class HttpOperations
{
    /// <summary>Characters of a body that an error shows.</summary>
    private const int ShownBody = 200;

    /// <summary>HTTP_GET: the body of a GET request.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="url">The address.</param>
    [Suspends]
    [Needs(AccessKind.Net)]
    public static Value Get(ProcessContext context, Value url)
    {
        if (url.IsText)
        {
            return Body(context, new HttpQuery("GET", url.AsText, [], Body: null));
        }

        context.RaiseTypeMismatch("HTTP_GET", "string (URL)", url);
        return default;
    }

    /// <summary>HTTP_POST: the body of the reply to a POST.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="url">The address.</param>
    /// <param name="data">What is sent, as UTF-8.</param>
    [Suspends]
    [Needs(AccessKind.Net)]
    public static Value Post(ProcessContext context, Value url, Value data)
    {
        if (!url.IsText || !data.IsText)
        {
            context.RaiseTypeMismatch("HTTP_POST", "two strings (URL, data)", url, data);
            return default;
        }

        return Body(context, new HttpQuery("POST", url.AsText, [new("Content-Type", "text/plain; charset=utf-8")], NetworkAccess.BytesOf(data)));
    }

    private static Value Body(ProcessContext context, HttpQuery query) => NetworkAccess.Await(
        context,
        query.Url,
        async (network, token) =>
        {
            var reply = await network.RequestAsync(query, token).ConfigureAwait(false);
            return reply.Status is >= 200 and < 300 ? reply.Text : throw new HostException(Refusal(reply));
        },
        Value.Text);

    private static string Refusal(HttpReply reply)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"HTTP status {reply.Status}");
        if (reply.Reason.Length > 0)
        {
            text += $" {reply.Reason}";
        }

        string body = reply.Text.Trim();
        return body.Length == 0 ? text : $"{text}: {(body.Length > ShownBody ? $"{body[..ShownBody]}..." : body)}";
    }
}
