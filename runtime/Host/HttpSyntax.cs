using System.Buffers;

namespace TinyTotIL.Runtime.Host;

/// <summary>What may stand where in HTTP, so that no value can pretend to be more than one line.</summary>
internal static class HttpSyntax
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Whether a text can be a method or the name of a header.</summary>
    /// <param name="text">The text.</param>
    public static bool IsToken(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(TokenCharacters);

    /// <summary>Whether a text can be the value of a header.</summary>
    /// <param name="text">The text.</param>
    public static bool IsValue(ReadOnlySpan<char> text)
    {
        foreach (char character in text)
        {
            if (character is (< ' ' and not '\t') or '\x7F')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a header says where a body ends: such are never taken from a program, which could get them wrong.</summary>
    /// <param name="name">The name.</param>
    public static bool IsFraming(string name) =>
        name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) || name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase);
}
