namespace TinyTotIL.Cli.Cases;

/// <summary>What a comment in a case says about its run.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Keyword">The words before the colon.</param>
/// <param name="Text">What follows the colon and one space.</param>
internal readonly record struct CaseDirective(int Line, string Keyword, string Text)
{
    private static readonly string[] Keywords =
    [
        "expect", "expect-text", "expect error", "expect stderr", "expect trace", "expect exit",
        "args", "seed", "clock", "stack", "stdin", "stdin-text", "env", "file", "data", "check", "deferred", "out of scope",
    ];

    /// <summary>Reads the directive in a line of a program; null when it has none.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="line">The line.</param>
    /// <exception cref="FormatException">The comment looks like an expectation, and is none we know.</exception>
    public static CaseDirective? Find(int number, string line)
    {
        int start = CommentStart(line);
        if (start < 0)
        {
            return null;
        }

        string comment = line[(start + 1)..].Trim(' ');
        int colon = comment.IndexOf(':', StringComparison.Ordinal);
        string keyword = colon < 0 ? "" : comment[..colon];
        if (Keywords.Contains(keyword))
        {
            string text = comment[(colon + 1)..];
            return new CaseDirective(number, keyword, text.StartsWith(' ') ? text[1..] : text);
        }

        return comment.StartsWith("expect", StringComparison.Ordinal)
            ? throw new FormatException($"Line {number}: '{comment}' is no expectation that we know.")
            : null;
    }

    /// <summary>Where the comment begins: at the first semicolon, except inside the quotes of PUSH_TEXT, or where a directive does.</summary>
    /// <remarks>In Scheme a semicolon may stand in a string or a character too; what says a directive after one is never code.</remarks>
    private static int CommentStart(string line)
    {
        int from = 0;
        if (line.StartsWith('('))
        {
            int directive = line.IndexOf("; expect", StringComparison.Ordinal);
            return directive >= 0 ? directive : -1;
        }

        if (line.TrimStart().StartsWith("PUSH_TEXT ", StringComparison.Ordinal))
        {
            int quote = line.IndexOf('"', StringComparison.Ordinal);
            int semicolon = line.IndexOf(';', StringComparison.Ordinal);
            if (quote >= 0 && (semicolon < 0 || quote < semicolon))
            {
                from = EndOfQuotes(line, quote);
            }
        }

        return line.IndexOf(';', from);
    }

    private static int EndOfQuotes(string line, int quote)
    {
        for (int i = quote + 1; i < line.Length; i++)
        {
            if (line[i] == '\\')
            {
                i++;
            }
            else if (line[i] == '"')
            {
                return i;
            }
        }

        return line.Length;
    }
}
