using System.Globalization;
using System.Text;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Functions that take addresses apart and put them together.</summary>
[TtvmLibrary("url")]
public static class UrlNatives
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    /// <summary>Splits an address into protocol, host, port, path, query and fragment, and if it has them user and password, decoded; a port that is not named is that of the protocol, or null.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="url">An absolute address, as in `http://example.com:80/path?query#fragment`.</param>
    [TtvmFunction("url.parse"), Pure(MakesObject = true)]
    public static Value Parse(ProcessContext context, string url)
    {
        int colon = url.IndexOf("://", StringComparison.Ordinal);
        if (colon <= 0 || !IsScheme(url.AsSpan(0, colon)) || !TrySplitAuthority(url.AsSpan(colon + 3), out string userInfo, out string host, out int? port, out int rest))
        {
            context.Raise($"invalid URL: {url}");
            return default;
        }

        string protocol = url[..colon].ToLowerInvariant();
        var tail = url.AsSpan(colon + 3 + rest);
        var fragment = Cut(ref tail, '#');
        var query = Cut(ref tail, '?');
        var parts = ObjectValue.Empty
            .Set("protocol", protocol)
            .Set("host", host)
            .Set("port", (port ?? DefaultPort(protocol)) is { } number ? Value.Int(number) : Value.Null)
            .Set("path", tail.IsEmpty ? "/" : tail.ToString())
            .Set("query", query.ToString())
            .Set("fragment", fragment.ToString());
        int separator = userInfo.IndexOf(':', StringComparison.Ordinal);
        parts = userInfo.Length > 0 ? parts.Set("user", UrlText.Decode(separator < 0 ? userInfo : userInfo[..separator])) : parts;
        return Value.From(separator < 0 ? parts : parts.Set("password", UrlText.Decode(userInfo[(separator + 1)..])));
    }

    /// <summary>Puts an address together; the inverse of `url.parse`.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="parts">Fields `protocol` (http if missing), `host`, and, as far as there are, `user`, `password`, `port`, `path`, `query`, `fragment`.</param>
    [TtvmFunction("url.build"), Pure(MakesObject = true)]
    public static string Build(ProcessContext context, ObjectValue parts)
    {
        var reader = new OptionReader(context, "url.build", parts);
        string? host = reader.Text("host");
        string protocol = reader.Text("protocol") ?? "http";
        long port = reader.Int("port", -1, 0, ushort.MaxValue);
        (string? user, string? password) = (reader.Text("user"), reader.Text("password"));
        (string path, string query, string fragment) = (reader.Text("path") ?? "/", reader.Text("query") ?? "", reader.Text("fragment") ?? "");
        if (!reader.Ends())
        {
            return "";
        }

        if (string.IsNullOrEmpty(host))
        {
            context.Raise("url.build needs the field host");
            return "";
        }

        string? userInfo = user is null && password is null ? null : Encode(context, user ?? "") + (password is null ? "" : ":" + Encode(context, password));
        var text = new StringBuilder(protocol).Append("://").Append(userInfo).Append(userInfo is null ? "" : "@").Append(host.Contains(':', StringComparison.Ordinal) && host[0] != '[' ? $"[{host}]" : host);
        if (port >= 0)
        {
            text.Append(':').Append(port);
        }

        text.Append(path.StartsWith('/') ? "" : "/").Append(path);
        return text.Append(query.Length > 0 ? "?" : "").Append(query).Append(fragment.Length > 0 ? "#" : "").Append(fragment).ToString();
    }

    /// <summary>Writes a text so that it can stand anywhere in an address: what is not a letter, a digit or one of `-._~` becomes `%` and two digits for each byte.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    [TtvmFunction("url.encode"), Pure]
    public static string Encode(ProcessContext context, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > TextValue.MaximumLength / 3)
        {
            context.Raise("url.encode: the text is too long");
            return "";
        }

        var encoded = new StringBuilder(bytes.Length);
        foreach (byte code in bytes)
        {
            if (Unreserved.Contains((char)code, StringComparison.Ordinal))
            {
                encoded.Append((char)code);
            }
            else
            {
                encoded.Append('%').Append(code.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return encoded.ToString();
    }

    /// <summary>The inverse of `url.encode`. A `%` without two digits stays as it is; bytes that are no UTF-8 are replaced.</summary>
    /// <param name="text">The text.</param>
    [TtvmFunction("url.decode"), Pure]
    public static string Decode(string text) => UrlText.Decode(text);

    /// <summary>Splits the query of an address, or a form, into an object; of fields with the same name the last counts.</summary>
    /// <param name="query">The query, as in `a=1&amp;b=two+words`.</param>
    [TtvmFunction("url.parse_query"), Pure(MakesObject = true)]
    public static ObjectValue ParseQuery(string query)
    {
        var fields = ObjectValue.Empty;
        foreach (string pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int at = pair.IndexOf('=', StringComparison.Ordinal);
            fields = fields.Set(DecodeField(at < 0 ? pair : pair[..at]), at < 0 ? "" : DecodeField(pair[(at + 1)..]));
        }

        return fields;
    }

    private static string DecodeField(string text) => UrlText.Decode(text.Replace('+', ' '));

    private static bool IsScheme(ReadOnlySpan<char> text)
    {
        foreach (char character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('+' or '-' or '.'))
            {
                return false;
            }
        }

        return char.IsAsciiLetter(text[0]);
    }

    /// <summary>Finds host and port, and the name and password before them.</summary>
    private static bool TrySplitAuthority(ReadOnlySpan<char> text, out string userInfo, out string host, out int? port, out int length)
    {
        length = text.IndexOfAny('/', '?', '#');
        length = length < 0 ? text.Length : length;
        var authority = text[..length];
        int at = authority.LastIndexOf('@');
        userInfo = at < 0 ? "" : authority[..at].ToString();
        authority = authority[(at + 1)..];
        int end = authority.StartsWith("[") ? authority.IndexOf(']') + 1 : authority.IndexOf(':');
        end = end < 0 ? authority.Length : end;
        (host, port) = (authority[..end].ToString().ToLowerInvariant(), null);
        var after = authority[end..];
        if (after.Length > 1 && after[0] == ':')
        {
            if (!ushort.TryParse(after[1..], NumberStyles.None, CultureInfo.InvariantCulture, out ushort number))
            {
                return false;
            }

            port = number;
        }

        return host.Length > 0 && (after.IsEmpty || after[0] == ':') && !host.Any(static character => character <= ' ');
    }

    private static ReadOnlySpan<char> Cut(ref ReadOnlySpan<char> text, char mark)
    {
        int at = text.IndexOf(mark);
        if (at < 0)
        {
            return [];
        }

        var after = text[(at + 1)..];
        text = text[..at];
        return after;
    }

    private static int? DefaultPort(string protocol) => protocol switch
    {
        "http" or "ws" => 80,
        "https" or "wss" => 443,
        "ftp" => 21,
        _ => null,
    };
}
