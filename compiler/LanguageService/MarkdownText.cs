using System.Text;

namespace TinyTotIL.Compiler.LanguageService;

/// <summary>Descriptions for an editor that shows no Markdown.</summary>
public static class MarkdownText
{
    private const string Fence = "```";
    private const string Rule = "---";

    /// <summary>Takes the marks out of a description: fences, backquotes around code, backslashes before characters, and rules. Code keeps all it has.</summary>
    /// <param name="markdown">The description.</param>
    public static string ToPlain(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var lines = new List<string>();
        bool isCode = false;
        foreach (string line in markdown.Split('\n'))
        {
            if (line.StartsWith(Fence, StringComparison.Ordinal))
            {
                isCode = !isCode;
            }
            else if (isCode)
            {
                lines.Add(line);
            }
            else if (line != Rule)
            {
                lines.Add(PlainLine(line.TrimEnd()));
            }
        }

        return string.Join('\n', lines);
    }

    private static string PlainLine(string line)
    {
        var plain = new StringBuilder();
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\' && i + 1 < line.Length && char.IsAscii(line[i + 1]) && (char.IsPunctuation(line[i + 1]) || char.IsSymbol(line[i + 1])))
            {
                plain.Append(line[++i]);
            }
            else if (line[i] == '`' && CodeAt(line, i) is var (code, end))
            {
                plain.Append(code);
                i = end - 1;
            }
            else
            {
                plain.Append(line[i]);
            }
        }

        return plain.ToString();
    }

    /// <summary>The code that begins with the backquotes at a place, and where it ends; null when as many do not follow again.</summary>
    private static (string Code, int End)? CodeAt(string line, int start)
    {
        int length = 1;
        while (start + length < line.Length && line[start + length] == '`')
        {
            length++;
        }

        string fence = new('`', length);
        int end = line.IndexOf(fence, start + length, StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        string code = line[(start + length)..end];
        bool isPadded = length > 1 && code.Length > 1 && code[0] == ' ' && code[^1] == ' ';
        return (isPadded ? code[1..^1] : code, end + length);
    }
}
