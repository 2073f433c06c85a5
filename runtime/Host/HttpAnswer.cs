using System.Text;

namespace TinyTotIL.Runtime.Host;

/// <summary>What an HTTP server answers.</summary>
/// <param name="Status">The status code, 200 to 599.</param>
/// <param name="Headers">Header lines that have been checked, but for those that say where the body ends.</param>
/// <param name="Body">The body.</param>
internal sealed record HttpAnswer(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    /// <summary>An answer in words.</summary>
    /// <param name="status">The status code.</param>
    /// <param name="text">The words.</param>
    public static HttpAnswer Of(int status, string text) =>
        new(status, [new("Content-Type", "text/plain; charset=utf-8")], Encoding.UTF8.GetBytes(text + "\n"));
}
