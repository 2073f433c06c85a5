using System.Text;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli.Repl;

/// <summary>Entries from a file, a pipe, or a terminal that can do nothing: line by line, until a datum is whole.</summary>
/// <param name="console">The input, which programs read from as well.</param>
/// <param name="prompts">What to show before each first and each further line; null to show nothing.</param>
internal sealed class PipedEntries(IConsole console, (string First, string Further)? prompts) : IEntrySource
{
    private const char ByteOrderMark = '\uFEFF';

    private bool _hasEnded;

    /// <inheritdoc/>
    public string? Read()
    {
        var entry = new StringBuilder();
        while (!_hasEnded)
        {
            Prompt(entry.Length == 0 ? prompts?.First : prompts?.Further);
            string line = ReadLine();
            entry.Append(entry.Length == 0 ? line.TrimStart(ByteOrderMark) : line);
            string text = entry.ToString();
            if (string.IsNullOrWhiteSpace(text))
            {
                entry.Clear();
            }
            else if (ReplCommands.IsCommand(text) || EntryText.Of(text).IsComplete)
            {
                return text;
            }
        }

        return entry.Length == 0 ? null : entry.ToString();
    }

    private void Prompt(string? prompt)
    {
        if (prompt is not null)
        {
            console.Write(prompt);
            console.Flush();
        }
    }

    /// <summary>A line with its end. Byte by byte, because what follows it may belong to the program.</summary>
    private string ReadLine()
    {
        var bytes = new List<byte>();
        while (true)
        {
            int next = console.ReadByte();
            if (next < 0)
            {
                _hasEnded = true;
                break;
            }

            bytes.Add((byte)next);
            if (next == '\n')
            {
                break;
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
