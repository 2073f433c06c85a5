using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Header lines as an object: names in lower case; a field with several lines has their values joined, but each cookie counts.</summary>
internal static class HttpHeaders
{
    private const string Cookies = "set-cookie";

    /// <summary>Makes an object of header lines.</summary>
    /// <param name="lines">The lines.</param>
    public static Value ToObject(IReadOnlyList<KeyValuePair<string, string>> lines)
    {
        var headers = ObjectValue.Empty;
        foreach (var group in lines.GroupBy(line => line.Key.ToLowerInvariant()))
        {
            headers = headers.Set(group.Key, group.Key == Cookies
                ? Value.From(ListValue.FromOwned([.. group.Select(line => Value.Text(line.Value))]))
                : Value.Text(string.Join(", ", group.Select(line => line.Value))));
        }

        return Value.From(headers);
    }

    /// <summary>Makes header lines of an object whose fields are texts, numbers, or lists of these. Null when an error has been raised.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="function">The function's name, for errors.</param>
    /// <param name="headers">The object.</param>
    public static List<KeyValuePair<string, string>>? FromObject(ProcessContext context, string function, ObjectValue headers)
    {
        var lines = new List<KeyValuePair<string, string>>();
        foreach (var (name, value) in headers.Fields)
        {
            var values = value.Tag is ListValue list ? list.ToArray() : [value];
            foreach (var one in values)
            {
                if (!one.IsText && !one.IsInt)
                {
                    context.RaiseTypeMismatch(function, $"string as header {name}", one);
                    return null;
                }

                string text = ValueText.Display(one, context.Addresses);
                if (!HttpSyntax.IsToken(name) || !HttpSyntax.IsValue(text))
                {
                    context.Raise($"{function}: invalid HTTP header {name}");
                    return null;
                }

                lines.Add(new(name, text));
            }
        }

        return lines;
    }

    /// <summary>Adds the type of a body to its headers, if they do not say.</summary>
    /// <param name="lines">The headers.</param>
    /// <param name="body">The body.</param>
    public static void AddType(List<KeyValuePair<string, string>> lines, Value body)
    {
        if (!body.IsNull && !lines.Exists(static line => line.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
        {
            lines.Add(new("Content-Type", body.IsText ? "text/plain; charset=utf-8" : "application/octet-stream"));
        }
    }
}
