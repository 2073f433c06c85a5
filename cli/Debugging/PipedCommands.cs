using System.Text;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli.Debugging;

/// <summary>Commands from standard input that is no terminal, or one that can do nothing.</summary>
/// <param name="console">The input, which the program reads from as well unless it has one of its own.</param>
/// <param name="isTyped">Whether a person sees what he types; otherwise commands are shown.</param>
internal sealed class PipedCommands(IConsole console, bool isTyped) : ICommandSource
{
    /// <summary>No command is longer; what comes behind is not kept.</summary>
    private const int MostBytes = 100_000;

    /// <inheritdoc/>
    public string? Read(string prompt)
    {
        if (isTyped)
        {
            console.WriteError(prompt);
        }

        console.Flush();
        var bytes = new List<byte>();
        int next;
        while ((next = console.ReadByte()) is >= 0 and not '\n')
        {
            if (bytes.Count < MostBytes)
            {
                bytes.Add((byte)next);
            }
        }

        if (next < 0 && bytes.Count == 0)
        {
            return null;
        }

        string line = Encoding.UTF8.GetString([.. bytes]).TrimEnd('\r');
        if (!isTyped)
        {
            console.WriteErrorLine(prompt + DisplayText.Escape(line));
        }

        return line;
    }
}
