using TinyTotIL.Cli.Repl;

namespace TinyTotIL.Cli.Debugging;

/// <summary>Commands that are typed at a terminal, with a line editor.</summary>
/// <param name="history">Earlier commands.</param>
/// <param name="complete">Words that begin with a text.</param>
internal sealed class TerminalCommands(EntryHistory history, Func<string, IReadOnlyList<string>> complete) : ICommandSource
{
    private readonly TerminalMode _mode = new();

    /// <inheritdoc/>
    public string? Read(string prompt)
    {
        try
        {
            using var terminal = new SystemTerminal();
            var watched = new WatchedTerminal(terminal);
            var editor = new LineEditor(watched, history, new LineEditorOptions
            {
                Prompt = prompt,
                Continuation = new string(' ', prompt.Length),
                IsComplete = _ => true,
                IndentAfter = _ => 0,
                Complete = complete,
            });
            string? line = editor.Read();

            // A line that was dropped is no wish to repeat the last command.
            while (line is not null && watched.WasDropped)
            {
                line = editor.Read();
            }

            history.Save();
            return line;
        }
        finally
        {
            _mode.Restore();
        }
    }

    /// <summary>Remembers whether the last key was Ctrl-C.</summary>
    private sealed class WatchedTerminal(ITerminal inner) : ITerminal
    {
        public bool WasDropped { get; private set; }

        public int Width => inner.Width;

        public bool IsKeyWaiting => inner.IsKeyWaiting;

        public ConsoleKeyInfo? ReadKey()
        {
            var key = inner.ReadKey();
            WasDropped = key is { Key: ConsoleKey.C, Modifiers: ConsoleModifiers.Control };
            return key;
        }

        public void Write(string text) => inner.Write(text);
    }
}
