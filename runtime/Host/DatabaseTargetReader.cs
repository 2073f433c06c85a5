using System.Globalization;
using System.Text;

namespace TinyTotIL.Runtime.Host;

/// <summary>Reads connection strings.</summary>
internal static class DatabaseTargetReader
{
    private const string Sqlite = "sqlite:";
    private const string Memory = ":memory:";
    private const string ReadOnlyMark = "?mode=ro";
    private const int PostgresPort = 5432;

    private const string Forms =
        "the forms are sqlite:<file>, sqlite::memory:, postgres://<user>:<password>@<host>/<database> and postgres:host=<host> dbname=<database> user=<user> password=<password>";

    private static readonly string[] PostgresPrefixes = ["postgres:", "postgresql:"];

    private static readonly string[] KnownSettings = ["sslmode", "connect_timeout", "application_name", "search_path"];

    /// <summary>Reads one: what it names, or what is wrong with it.</summary>
    /// <param name="text">The connection string.</param>
    public static (DatabaseTarget? Target, string? Problem) Read(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return (null, "a connection string contains no NUL");
        }

        if (text.StartsWith(Sqlite, StringComparison.OrdinalIgnoreCase))
        {
            return ReadSqlite(text[Sqlite.Length..]);
        }

        foreach (string prefix in PostgresPrefixes)
        {
            if (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                string rest = text[prefix.Length..];
                return ReadPostgres(rest.StartsWith("//", StringComparison.Ordinal) ? FieldsOfUrl(rest[2..]) : FieldsOfPairs(rest));
            }
        }

        return text.Contains('=', StringComparison.Ordinal) && FieldsOfPairs(text) is { Fields.Count: > 0 } pairs
            ? ReadPostgres(pairs)
            : (null, $"this is no connection string; {Forms}");
    }

    private static (DatabaseTarget?, string?) ReadSqlite(string path)
    {
        bool isReadOnly = path.EndsWith(ReadOnlyMark, StringComparison.Ordinal);
        path = isReadOnly ? path[..^ReadOnlyMark.Length] : path;
        return path.Length == 0
            ? (null, $"the file is missing; {Forms}")
            : (new DatabaseTarget { Kind = DatabaseKind.Sqlite, Path = path == Memory ? null : path, IsReadOnly = isReadOnly }, null);
    }

    private static (DatabaseTarget?, string?) ReadPostgres((Dictionary<string, string>? Fields, string? Problem) read)
    {
        if (read.Fields is not { } fields)
        {
            return (null, read.Problem);
        }

        string host = Take(fields, "host", "server") ?? "localhost";
        string? portText = Take(fields, "port");
        int port = PostgresPort;
        if (portText is not null && (!int.TryParse(portText, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is 0 or > 65535))
        {
            return (null, "the port is a number from 1 to 65535");
        }

        if (host.Length == 0 || host.Contains(',', StringComparison.Ordinal))
        {
            return (null, "a connection string names one host");
        }

        var target = new DatabaseTarget
        {
            Kind = DatabaseKind.Postgres,
            Host = host,
            Port = port,
            Database = Take(fields, "dbname", "database"),
            User = Take(fields, "user", "username", "userid"),
            Password = Take(fields, "password"),
            Settings = fields,
        };
        string? unknown = fields.Keys.FirstOrDefault(name => !KnownSettings.Contains(name));
        return unknown is null
            ? (target, null)
            : (null, $"unknown setting in the connection string; known are host, port, dbname, user, password, {string.Join(", ", KnownSettings)}");
    }

    private static string? Take(Dictionary<string, string> fields, params ReadOnlySpan<string> names)
    {
        string? found = null;
        foreach (string name in names)
        {
            found = fields.Remove(name, out string? value) ? value : found;
        }

        return found;
    }

    /// <summary>The parts of <c>user:password@host:port/database?name=value</c>.</summary>
    private static (Dictionary<string, string>? Fields, string? Problem) FieldsOfUrl(string rest)
    {
        var fields = new Dictionary<string, string>();
        int query = rest.IndexOf('?', StringComparison.Ordinal);
        if (query >= 0)
        {
            foreach (string pair in rest[(query + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
            {
                int equals = pair.IndexOf('=', StringComparison.Ordinal);
                if (equals < 0)
                {
                    return (null, "a setting in the connection string has no value");
                }

                fields[pair[..equals].ToLowerInvariant()] = Uri.UnescapeDataString(pair[(equals + 1)..]);
            }

            rest = rest[..query];
        }

        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        string authority = slash < 0 ? rest : rest[..slash];
        Add(fields, "dbname", slash < 0 ? "" : rest[(slash + 1)..]);
        int at = authority.LastIndexOf('@');
        if (at >= 0)
        {
            string user = authority[..at];
            int colon = user.IndexOf(':', StringComparison.Ordinal);
            Add(fields, "user", colon < 0 ? user : user[..colon]);
            Add(fields, "password", colon < 0 ? "" : user[(colon + 1)..]);
        }

        string place = authority[(at + 1)..];
        int portAt = place.LastIndexOf(':');
        bool hasPort = portAt >= 0 && !place.EndsWith(']');
        Add(fields, "host", (hasPort ? place[..portAt] : place).Trim('[', ']'));
        Add(fields, "port", hasPort ? place[(portAt + 1)..] : "");
        return (fields, null);
    }

    private static void Add(Dictionary<string, string> fields, string name, string value)
    {
        if (value.Length > 0)
        {
            fields[name] = Uri.UnescapeDataString(value);
        }
    }

    /// <summary>The parts of <c>name=value name='quoted value'</c>; semicolons separate too.</summary>
    private static (Dictionary<string, string>? Fields, string? Problem) FieldsOfPairs(string text)
    {
        var fields = new Dictionary<string, string>();
        int at = 0;
        while (true)
        {
            while (at < text.Length && IsSeparator(text[at]))
            {
                at++;
            }

            if (at == text.Length)
            {
                return (fields, null);
            }

            int equals = text.IndexOf('=', at);
            if (equals < 0)
            {
                return (null, $"a setting in the connection string has no value; {Forms}");
            }

            string name = text[at..equals].Trim().Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
            at = equals + 1;
            fields[name] = PairValue(text, ref at);
        }
    }

    private static string PairValue(string text, ref int at)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        bool isQuoted = at < text.Length && text[at] == '\'';
        at += isQuoted ? 1 : 0;
        var value = new StringBuilder();
        for (; at < text.Length && !(isQuoted ? text[at] == '\'' : IsSeparator(text[at])); at++)
        {
            at += text[at] == '\\' && at + 1 < text.Length ? 1 : 0;
            value.Append(text[at]);
        }

        at += isQuoted && at < text.Length ? 1 : 0;
        return value.ToString();
    }

    private static bool IsSeparator(char c) => c == ';' || char.IsWhiteSpace(c);
}
