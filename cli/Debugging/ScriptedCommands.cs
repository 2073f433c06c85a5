using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli.Debugging;

/// <summary>Commands that were written beforehand. Each is shown when it is done, so that what is written can be read as if someone had typed them.</summary>
/// <param name="lines">The commands; those that are empty or begin with # are left out.</param>
/// <param name="console">Where to they are shown.</param>
/// <param name="next">Where commands come from afterwards; null for nowhere.</param>
internal sealed class ScriptedCommands(IEnumerable<string> lines, IConsole console, ICommandSource? next) : ICommandSource
{
    private readonly Queue<string> _lines = new(lines.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'));

    /// <inheritdoc/>
    public string? Read(string prompt)
    {
        if (!_lines.TryDequeue(out string? line))
        {
            return next?.Read(prompt);
        }

        console.WriteErrorLine(prompt + Runtime.Errors.DisplayText.Escape(line));
        return line;
    }
}
