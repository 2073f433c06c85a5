namespace TinyTotIL.Cli.Repl;

/// <summary>Entries from a terminal, with a line editor.</summary>
internal sealed class TerminalEntries : IEntrySource
{
    private readonly TerminalMode _mode = new();
    private readonly EntryHistory _history;
    private readonly LineEditorOptions _options;

    /// <summary>Reads from the terminal.</summary>
    /// <param name="history">Earlier entries.</param>
    /// <param name="complete">Names that begin with a text.</param>
    public TerminalEntries(EntryHistory history, Func<string, IReadOnlyList<string>> complete)
    {
        _history = history;
        _options = new LineEditorOptions
        {
            Prompt = ReplShell.Prompt,
            Continuation = ReplShell.Continuation,
            IsComplete = text => ReplCommands.IsCommand(text) || EntryText.Of(text).IsComplete,
            IndentAfter = text => EntryText.Of(text).Indent,
            Complete = complete,
        };
    }

    /// <inheritdoc/>
    public string? Read()
    {
        // Between entries Ctrl-C is the program's, to be interrupted by.
        try
        {
            using var terminal = new SystemTerminal();
            var editor = new LineEditor(terminal, _history, _options);
            string? entry = editor.Read();
            while (entry is not null && string.IsNullOrWhiteSpace(entry))
            {
                entry = editor.Read();
            }

            _history.Save();
            return entry;
        }
        finally
        {
            _mode.Restore();
        }
    }
}
