using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Formats;

/// <summary>What the line format can hold. Each rule returns why not, or null.</summary>
internal static class TtvmTextRules
{
    /// <summary>Anything on a line: no line end, and no semicolon, which would begin a comment.</summary>
    /// <param name="text">The text.</param>
    public static string? WhyNotOnLine(string text)
    {
        int bad = text.AsSpan().IndexOfAny('\n', ';');
        if (bad >= 0)
        {
            return text[bad] == ';' ? "it contains a ';', which would begin a comment" : "it contains a line end";
        }

        return StrictUtf8.IsWellFormed(text) ? null : "it contains half of a surrogate pair";
    }

    /// <summary>A name, which is trimmed when it is read: labels, variables, fields.</summary>
    /// <param name="name">The name.</param>
    public static string? WhyNotName(string name)
    {
        if (name.Length == 0)
        {
            return "its name is empty";
        }

        return char.IsWhiteSpace(name[0]) || char.IsWhiteSpace(name[^1]) ? "its name begins or ends with white space" : WhyNotOnLine(name);
    }

    /// <summary>A parameter name, which ends at white space.</summary>
    /// <param name="name">The name.</param>
    public static string? WhyNotWord(string name) =>
        name.Length > 0 && HasWhiteSpace(name) ? "a parameter name contains white space" : WhyNotName(name);

    /// <summary>Text between quotation marks without escapes: all marks at its ends are removed when it is read.</summary>
    /// <param name="text">The text.</param>
    public static string? WhyNotBetweenQuotes(string text) =>
        text.StartsWith('"') || text.EndsWith('"') ? "it begins or ends with a quotation mark" : WhyNotOnLine(text);

    /// <summary>Whether white space stands anywhere in a text.</summary>
    /// <param name="text">The text.</param>
    public static bool HasWhiteSpace(ReadOnlySpan<char> text)
    {
        foreach (char unit in text)
        {
            if (char.IsWhiteSpace(unit))
            {
                return true;
            }
        }

        return false;
    }
}
