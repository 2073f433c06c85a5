using System.Buffers;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>Finds where the forms of a text begin and end, and the names that those define which say it in their first words.</summary>
/// <remarks>
/// A program uses few of the definitions of the standard library, so the rest are not even read. Nothing is reported here: a form that is not
/// understood is read as a whole, and its mistakes are found then.
/// </remarks>
internal static class LibraryIndex
{
    private static readonly SearchValues<char> Delimiters = SearchValues.Create(" \t\r\n()");

    /// <summary>What a name that is easily found has none of.</summary>
    private static readonly SearchValues<char> Odd = SearchValues.Create("|\"#;'`,\\");

    /// <summary>A form.</summary>
    /// <param name="Start">Offset of its parenthesis.</param>
    /// <param name="End">Offset after it.</param>
    /// <param name="Name">The name it defines; null when that is not clear from its first words.</param>
    public readonly record struct Entry(int Start, int End, string? Name);

    /// <summary>The forms of a text.</summary>
    /// <param name="source">The text.</param>
    public static List<Entry> Of(SourceText source)
    {
        string text = source.Text;
        var entries = new List<Entry>();
        int position = 0;
        while (position < text.Length)
        {
            int start = position;
            if (text[position] == '(')
            {
                position = SkipForm(text, position);
                entries.Add(new Entry(start, position, NameOf(text, start)));
            }
            else if (char.IsWhiteSpace(text[position]))
            {
                position++;
            }
            else
            {
                position = SkipOther(text, position);
                if (text[start] != ';' && !IsBlockComment(text, start))
                {
                    // Something else than a form: everything from here on is for the reader.
                    entries.Add(new Entry(start, text.Length, null));
                    return entries;
                }
            }
        }

        return entries;
    }

    private static bool IsBlockComment(string text, int start) => text[start] == '#' && start + 1 < text.Length && text[start + 1] == '|';

    private static int SkipForm(string text, int position)
    {
        int depth = 0;
        while (position < text.Length)
        {
            switch (text[position])
            {
                case '(':
                    depth++;
                    position++;
                    break;
                case ')':
                    position++;
                    if (--depth == 0)
                    {
                        return position;
                    }

                    break;
                default:
                    position = SkipOther(text, position);
                    break;
            }
        }

        return position;
    }

    /// <summary>Skips a comment, string, character or symbol between bars, or one unit of anything else.</summary>
    private static int SkipOther(string text, int position)
    {
        switch (text[position])
        {
            case ';':
                int line = text.IndexOf('\n', position);
                return line < 0 ? text.Length : line;
            case '"' or '|':
                return SkipQuoted(text, position);
            case '#' when position + 1 < text.Length && text[position + 1] == '\\':
                return Math.Min(text.Length, position + 3);
            case '#' when IsBlockComment(text, position):
                return SkipBlock(text, position);
            default:
                return position + 1;
        }
    }

    private static int SkipQuoted(string text, int position)
    {
        char quote = text[position++];
        while (position < text.Length && text[position] != quote)
        {
            position += text[position] == '\\' ? 2 : 1;
        }

        return Math.Min(text.Length, position + 1);
    }

    private static int SkipBlock(string text, int position)
    {
        int depth = 0;
        do
        {
            if (IsBlockComment(text, position))
            {
                depth++;
                position += 2;
            }
            else if (text[position] == '|' && position + 1 < text.Length && text[position + 1] == '#')
            {
                depth--;
                position += 2;
            }
            else
            {
                position++;
            }
        }
        while (depth > 0 && position < text.Length);
        return position;
    }

    private static string? NameOf(string text, int start)
    {
        var rest = text.AsSpan(start + 1);
        var word = Word(rest);
        if (word is not ("define" or "define-integrable" or "define-syntax"))
        {
            return null;
        }

        rest = rest[word.Length..].TrimStart();
        rest = rest.StartsWith("(") ? rest[1..] : rest;
        var name = Word(rest);
        return name.IsEmpty || name.ContainsAny(Odd) ? null : name.ToString();
    }

    private static ReadOnlySpan<char> Word(ReadOnlySpan<char> text)
    {
        int length = text.IndexOfAny(Delimiters);
        return length < 0 ? text : text[..length];
    }
}
