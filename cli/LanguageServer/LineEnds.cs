namespace TinyTotIL.Cli.LanguageServer;

/// <summary>Where lines end as the protocol counts them: at LF, at CR LF, and at a lone CR, which ends none in a program.</summary>
internal static class LineEnds
{
    /// <summary>The offset behind the next line end; -1 when the last line begins here.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the search begins.</param>
    public static int After(string text, int start)
    {
        int length = text.AsSpan(start).IndexOfAny('\n', '\r');
        if (length < 0)
        {
            return -1;
        }

        int end = start + length + 1;
        return text[end - 1] == '\r' && end < text.Length && text[end] == '\n' ? end + 1 : end;
    }

    /// <summary>The offset of a place in a line; one behind the line's end, or between its CR and LF, means that end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the line begins.</param>
    /// <param name="next">Where the next one begins; the length of the text when there is none.</param>
    /// <param name="character">The place in the line.</param>
    public static int OffsetIn(string text, int start, int next, int character)
    {
        int end = next;
        while (end > start && text[end - 1] is '\n' or '\r')
        {
            end--;
        }

        return (int)Math.Min(start + (long)character, end);
    }
}
