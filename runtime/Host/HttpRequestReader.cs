using System.Globalization;
using System.Text;

namespace TinyTotIL.Runtime.Host;

/// <summary>Reads the requests of one connection to an HTTP server.</summary>
/// <remarks>
/// Strict where two readers might disagree on where a request ends, for that lets requests hide in others (RFC 9112, 6.3 and 11.2). What comes is
/// counted before it is kept.
/// </remarks>
/// <param name="connection">The connection.</param>
/// <param name="limits">What a client may ask for.</param>
/// <param name="bodies">Counts the bytes of all bodies.</param>
internal sealed class HttpRequestReader(NetworkConnection connection, HttpServerLimits limits, ByteAccount bodies)
{
    private const int PieceBytes = 64 << 10;
    private const int ChunkSizeDigits = 8;

    private static readonly byte[] Continue = "HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray();

    private readonly List<KeyValuePair<string, string>> _headers = [];
    private int _headLeft;

    /// <summary>Reads the next request.</summary>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>Null when the client has no more.</returns>
    /// <exception cref="HttpRefusedException">It is no request, or asks too much.</exception>
    public async Task<HttpExchange?> ReadAsync(CancellationToken stop)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(stop);
        time.CancelAfter(limits.IdleTime);
        if (connection.Buffered.IsEmpty && !await connection.FillAsync(time.Token).ConfigureAwait(false))
        {
            return null;
        }

        time.CancelAfter(limits.HeadTime);
        _headLeft = limits.HeadBytes;
        string line;
        do
        {
            line = await LineAsync(time.Token).ConfigureAwait(false);
        }
        while (line.Length == 0);

        string[] parts = line.Split(' ');
        if (parts.Length != 3 || !HttpSyntax.IsToken(parts[0]) || parts[2] is not ("HTTP/1.1" or "HTTP/1.0") || TargetOf(parts[1]) is not { } target)
        {
            throw new HttpRefusedException(400, "bad request line");
        }

        await ReadHeadersAsync(time.Token).ConfigureAwait(false);
        bool isNew = parts[2] == "HTTP/1.1";
        if (isNew && ValuesOf("Host").Count() != 1)
        {
            throw new HttpRefusedException(400, "one Host header is needed");
        }

        time.CancelAfter(limits.BodyTime);
        byte[] body = await ReadBodyAsync(isNew, time.Token).ConfigureAwait(false);
        int question = target.IndexOf('?', StringComparison.Ordinal);
        return new HttpExchange
        {
            Method = parts[0],
            Path = UrlText.Decode(question < 0 ? target : target[..question]),
            Query = question < 0 ? "" : target[(question + 1)..],
            Headers = [.. _headers],
            Body = body,
            Peer = connection.Peer,
            KeepsAlive = Says("Connection", "keep-alive") || (isNew && !Says("Connection", "close")),
        };
    }

    /// <summary>The path and query of a target; null when it is none. Proxies are asked with a whole address.</summary>
    private static string? TargetOf(string text)
    {
        foreach (char character in text)
        {
            if (character is <= ' ' or '\x7F')
            {
                return null;
            }
        }

        if (text.StartsWith('/') || text == "*")
        {
            return text;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address.PathAndQuery : null;
    }

    private async Task ReadHeadersAsync(CancellationToken token)
    {
        _headers.Clear();
        while (await LineAsync(token).ConfigureAwait(false) is { Length: > 0 } line)
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || !HttpSyntax.IsToken(line.AsSpan(0, colon)))
            {
                throw new HttpRefusedException(400, "bad header line");
            }

            string value = line[(colon + 1)..].Trim(' ', '\t');
            if (!HttpSyntax.IsValue(value))
            {
                throw new HttpRefusedException(400, "bad header value");
            }

            if (_headers.Count == limits.HeaderLines)
            {
                throw new HttpRefusedException(431, "too many headers");
            }

            _headers.Add(new(line[..colon], value));
        }
    }

    private async Task<byte[]> ReadBodyAsync(bool isNew, CancellationToken token)
    {
        string[] lengths = [.. ValuesOf("Content-Length").Distinct()];
        string[] codings = [.. ValuesOf("Transfer-Encoding")];
        if (codings.Length > 0)
        {
            if (lengths.Length > 0 || !isNew)
            {
                throw new HttpRefusedException(400, "length and coding disagree");
            }

            if (codings.Length > 1 || !codings[0].Equals("chunked", StringComparison.OrdinalIgnoreCase))
            {
                throw new HttpRefusedException(501, "unknown transfer coding");
            }

            await AgreeAsync(token).ConfigureAwait(false);
            return await ReadChunksAsync(token).ConfigureAwait(false);
        }

        if (lengths.Length == 0)
        {
            return [];
        }

        if (lengths.Length > 1 || !ulong.TryParse(lengths[0], NumberStyles.None, CultureInfo.InvariantCulture, out ulong length))
        {
            throw new HttpRefusedException(400, "bad content length");
        }

        if (length > (ulong)limits.BodyBytes)
        {
            throw TooLarge();
        }

        if (length > 0)
        {
            await AgreeAsync(token).ConfigureAwait(false);
        }

        using var body = new MemoryStream();
        await CopyAsync(body, (int)length, token).ConfigureAwait(false);
        return body.ToArray();
    }

    private async Task<byte[]> ReadChunksAsync(CancellationToken token)
    {
        using var body = new MemoryStream();
        while (true)
        {
            // Each size line has as much room as a head: it is read and forgotten.
            _headLeft = limits.HeadBytes;
            string line = await LineAsync(token).ConfigureAwait(false);
            int end = line.IndexOf(';', StringComparison.Ordinal);
            string digits = (end < 0 ? line : line[..end]).TrimEnd(' ', '\t');
            if (digits.Length is 0 or > ChunkSizeDigits || !uint.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint size))
            {
                throw new HttpRefusedException(400, "bad chunk size");
            }

            if (size == 0)
            {
                // What follows the last chunk is of no interest, but bounded.
                while ((await LineAsync(token).ConfigureAwait(false)).Length > 0)
                {
                }

                return body.ToArray();
            }

            if (body.Length + size > limits.BodyBytes)
            {
                throw TooLarge();
            }

            await CopyAsync(body, (int)size, token).ConfigureAwait(false);
            if ((await LineAsync(token).ConfigureAwait(false)).Length > 0)
            {
                throw new HttpRefusedException(400, "bad chunk end");
            }
        }
    }

    private async Task CopyAsync(MemoryStream body, int count, CancellationToken token)
    {
        while (count > 0)
        {
            byte[] piece = await connection.TakeExactlyAsync(Math.Min(count, PieceBytes), token).ConfigureAwait(false);
            if (!bodies.TryAdd(piece.Length))
            {
                throw new HttpRefusedException(503, "too many bodies at once");
            }

            body.Write(piece);
            count -= piece.Length;
        }
    }

    /// <summary>Tells a client that waits for it to go on with the body.</summary>
    private async Task AgreeAsync(CancellationToken token)
    {
        if (Says("Expect", "100-continue") && connection.Buffered.IsEmpty)
        {
            await connection.SendAsync(Continue, token).ConfigureAwait(false);
        }
    }

    private async Task<string> LineAsync(CancellationToken token)
    {
        int seen = 0;
        while (true)
        {
            int at = connection.Buffered[seen..].IndexOf((byte)'\n');
            int length = at < 0 ? connection.Buffered.Length : seen + at;
            if (length >= _headLeft)
            {
                throw new HttpRefusedException(431, "the request head is too large");
            }

            if (at >= 0)
            {
                _headLeft -= length + 1;
                string line = Encoding.UTF8.GetString(connection.Buffered[..length]);
                connection.Skip(length + 1);
                return line.EndsWith('\r') ? line[..^1] : line;
            }

            seen = length;
            if (!await connection.FillAsync(token).ConfigureAwait(false))
            {
                throw new HostException(NetworkFailure.Closed);
            }
        }
    }

    private IEnumerable<string> ValuesOf(string name) =>
        _headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value);

    private bool Says(string name, string word) =>
        ValuesOf(name).Any(value => value.Split(',', StringSplitOptions.TrimEntries).Contains(word, StringComparer.OrdinalIgnoreCase));

    private HttpRefusedException TooLarge() => new(413, $"the body is larger than {limits.BodyBytes} bytes");
}
