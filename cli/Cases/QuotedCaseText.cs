using System.Globalization;
using System.Text;

namespace TinyTotIL.Cli.Cases;

/// <summary>Text in quotation marks with the escapes of PUSH_TEXT, for what a comment cannot hold as it is.</summary>
/// <remarks>Written apart from the compiler's reader, so that the two check each other.</remarks>
internal static class QuotedCaseText
{
    /// <summary>Reads quoted text.</summary>
    /// <param name="quoted">The text with its quotation marks.</param>
    public static string Read(string quoted)
    {
        string trimmed = quoted.Trim();
        if (trimmed.Length < 2 || trimmed[0] != '"' || trimmed[^1] != '"')
        {
            throw new FormatException($"{quoted} is not in quotation marks.");
        }

        var text = new StringBuilder();
        for (int i = 1; i < trimmed.Length - 1; i++)
        {
            if (trimmed[i] != '\\')
            {
                text.Append(trimmed[i]);
                continue;
            }

            i++;
            if (trimmed[i] == 'u')
            {
                int end = trimmed.IndexOf('}', i);
                text.Append(char.ConvertFromUtf32(int.Parse(trimmed[(i + 2)..end], NumberStyles.HexNumber)));
                i = end;
                continue;
            }

            text.Append(Simple(trimmed[i]));
        }

        return text.ToString();
    }

    private static char Simple(char letter) => letter switch
    {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '0' => '\0',
        '"' or '\\' => letter,
        _ => throw new FormatException($"\\{letter} is no escape."),
    };
}
