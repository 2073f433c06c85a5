using System.Globalization;
using System.Net;
using System.Text;

namespace TinyTotIL.Runtime.Host;

/// <summary>Writes the answers of an HTTP server.</summary>
internal static class HttpResponseWriter
{
    private const int PieceBytes = 64 << 10;

    /// <summary>Whether the program wants the connection to end.</summary>
    /// <param name="answer">The answer.</param>
    public static bool Closes(HttpAnswer answer) => answer.Headers.Any(static header =>
        header.Key.Equals("Connection", StringComparison.OrdinalIgnoreCase) && header.Value.Contains("close", StringComparison.OrdinalIgnoreCase));

    /// <summary>Writes an answer.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="method">The method of the request.</param>
    /// <param name="keepsAlive">Whether another request may follow.</param>
    /// <param name="limit">How long the client may take for each piece.</param>
    public static async Task WriteAsync(NetworkConnection connection, HttpAnswer answer, string method, bool keepsAlive, TimeSpan limit)
    {
        bool hasBody = answer.Status is not (204 or 304);
        byte[] head = Encoding.UTF8.GetBytes(HeadOf(answer, hasBody, keepsAlive));
        byte[] body = hasBody && method != "HEAD" ? answer.Body : [];
        if (head.Length + body.Length <= PieceBytes)
        {
            (head, body) = ([.. head, .. body], []);
        }

        await SendAsync(connection, head, limit).ConfigureAwait(false);
        for (int start = 0; start < body.Length; start += PieceBytes)
        {
            await SendAsync(connection, body.AsMemory(start, Math.Min(PieceBytes, body.Length - start)), limit).ConfigureAwait(false);
        }
    }

    private static Task<int> SendAsync(NetworkConnection connection, ReadOnlyMemory<byte> piece, TimeSpan limit) =>
        NetworkWait.For(limit, CancellationToken.None, token => connection.SendAsync(piece, token));

    private static string HeadOf(HttpAnswer answer, bool hasBody, bool keepsAlive)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} {ReasonOf(answer.Status)}\r\n");
        bool hasDate = false;
        foreach (var (name, value) in answer.Headers)
        {
            if (!HttpSyntax.IsFraming(name) && !name.Equals("Connection", StringComparison.OrdinalIgnoreCase))
            {
                head.Append(name).Append(": ").Append(value).Append("\r\n");
                hasDate |= name.Equals("Date", StringComparison.OrdinalIgnoreCase);
            }
        }

        if (!hasDate)
        {
            head.Append(CultureInfo.InvariantCulture, $"Date: {TimeProvider.System.GetUtcNow():R}\r\n");
        }

        if (hasBody)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {answer.Body.Length}\r\n");
        }

        return head.Append(keepsAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n").ToString();
    }

    private static string ReasonOf(int status)
    {
        using var known = new HttpResponseMessage((HttpStatusCode)status);
        return known.ReasonPhrase ?? "";
    }
}
