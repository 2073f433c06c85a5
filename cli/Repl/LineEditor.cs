using System.Text;

namespace TinyTotIL.Cli.Repl;

/// <summary>Reads an entry of one or more lines from a terminal, with the keys that shells have.</summary>
/// <remarks>
/// <para>Left, Right, Up, Down, Home, End, Ctrl-A, E, B, F, P, N move; with Alt or Ctrl by words. Backspace, Delete, Ctrl-H, D delete.</para>
/// <para>Ctrl-K, U, W and Alt-D cut, Ctrl-Y pastes, Ctrl-T exchanges, Ctrl-L clears the screen, Ctrl-R searches the history.</para>
/// <para>Tab completes a name, twice lists what there is. Ctrl-C drops the entry; Ctrl-D on an empty one ends the input.</para>
/// </remarks>
internal sealed class LineEditor
{
    private const string ClearBelow = "\e[J";
    private const string ClearScreen = "\e[2J\e[H";
    private const int MostListed = 200;

    /// <summary>Stands behind what a program has printed without a line end, so that the prompt begins a row.</summary>
    private const string NoLineEnd = "%";

    private readonly ITerminal _terminal;
    private readonly EntryHistory _history;
    private readonly LineEditorOptions _options;
    private readonly EditBuffer _buffer = new();
    private int _cursorRow;
    private bool _listsNext;

    /// <summary>Creates an editor.</summary>
    /// <param name="terminal">The terminal.</param>
    /// <param name="history">Earlier entries.</param>
    /// <param name="options">Prompts, and what to ask its owner.</param>
    public LineEditor(ITerminal terminal, EntryHistory history, LineEditorOptions options) =>
        (_terminal, _history, _options) = (terminal, history, options);

    /// <summary>Reads an entry.</summary>
    /// <returns>The entry; empty when it was dropped; null at the end of the input.</returns>
    public string? Read()
    {
        _buffer.Reset("");
        _cursorRow = 0;

        // As wide as a row: where the cursor is at its beginning it stays in it, and the mark is cleared; elsewhere it goes on to the next.
        _terminal.Write($"{NoLineEnd}{new string(' ', _terminal.Width - NoLineEnd.Length)}\r");
        Draw();
        while (_terminal.ReadKey() is { } pressed)
        {
            var key = pressed;
            if (IsControl(key, ConsoleKey.R))
            {
                key = Search();
            }

            if (IsControl(key, ConsoleKey.D) && _buffer.Text.Length == 0)
            {
                _terminal.Write("\r\n");
                return null;
            }

            if (IsControl(key, ConsoleKey.C))
            {
                Leave();
                return "";
            }

            if (key.Key == ConsoleKey.Enter && Accept(key))
            {
                Leave();
                string entry = _buffer.Text;
                _history.Add(entry);
                return entry;
            }

            bool isTab = key.Key == ConsoleKey.Tab;
            Apply(key);
            _listsNext &= isTab;
            Draw();
        }

        return null;
    }

    /// <summary>Enter takes a complete entry from wherever the cursor is; in others it adds a line.</summary>
    private bool Accept(ConsoleKeyInfo key)
    {
        bool wantsLine = key.Modifiers.HasFlag(ConsoleModifiers.Alt);
        return !wantsLine && !_terminal.IsKeyWaiting && _options.IsComplete(_buffer.Text);
    }

    private void Apply(ConsoleKeyInfo key)
    {
        bool byWord = (key.Modifiers & (ConsoleModifiers.Alt | ConsoleModifiers.Control)) != 0;
        switch (key.Key)
        {
            case ConsoleKey.Enter:
                // What is pasted has its own indentation.
                string before = _buffer.Text[.._buffer.Cursor];
                _buffer.Insert("\n" + (_terminal.IsKeyWaiting ? "" : new string(' ', _options.IndentAfter(before))));
                break;
            case ConsoleKey.Tab:
                Complete();
                break;
            case ConsoleKey.Backspace when byWord:
                _buffer.CutWordBack();
                break;
            case ConsoleKey.Backspace:
                _buffer.DeleteBack();
                break;
            case ConsoleKey.Delete:
                _buffer.DeleteForward();
                break;
            case ConsoleKey.LeftArrow when byWord:
                _buffer.MoveWordLeft();
                break;
            case ConsoleKey.LeftArrow:
                _buffer.MoveLeft();
                break;
            case ConsoleKey.RightArrow when byWord:
                _buffer.MoveWordRight();
                break;
            case ConsoleKey.RightArrow:
                _buffer.MoveRight();
                break;
            case ConsoleKey.Home:
                _buffer.MoveToLineStart();
                break;
            case ConsoleKey.End:
                _buffer.MoveToLineEnd();
                break;
            case ConsoleKey.UpArrow:
                GoUp();
                break;
            case ConsoleKey.DownArrow:
                GoDown();
                break;
            default:
                ApplyLetter(key);
                break;
        }
    }

    private void ApplyLetter(ConsoleKeyInfo key)
    {
        if (key.Modifiers.HasFlag(ConsoleModifiers.Alt))
        {
            ApplyWithAlt(key.Key);
        }
        else if (key.Modifiers.HasFlag(ConsoleModifiers.Control) || char.IsControl(key.KeyChar))
        {
            ApplyWithControl(key.Key);
        }
        else if (key.KeyChar != 0)
        {
            _buffer.Insert(key.KeyChar.ToString());
        }
    }

    private void ApplyWithAlt(ConsoleKey key)
    {
        switch (key)
        {
            case ConsoleKey.B:
                _buffer.MoveWordLeft();
                break;
            case ConsoleKey.F:
                _buffer.MoveWordRight();
                break;
            case ConsoleKey.D:
                _buffer.CutWordForward();
                break;
        }
    }

    private void ApplyWithControl(ConsoleKey key)
    {
        switch (key)
        {
            case ConsoleKey.A:
                _buffer.MoveToLineStart();
                break;
            case ConsoleKey.B:
                _buffer.MoveLeft();
                break;
            case ConsoleKey.D:
                _buffer.DeleteForward();
                break;
            case ConsoleKey.E:
                _buffer.MoveToLineEnd();
                break;
            case ConsoleKey.F:
                _buffer.MoveRight();
                break;
            case ConsoleKey.H:
                _buffer.DeleteBack();
                break;
            case ConsoleKey.K:
                _buffer.CutToLineEnd();
                break;
            case ConsoleKey.L:
                _terminal.Write(ClearScreen);
                _cursorRow = 0;
                break;
            case ConsoleKey.N:
                GoDown();
                break;
            case ConsoleKey.P:
                GoUp();
                break;
            case ConsoleKey.T:
                _buffer.Transpose();
                break;
            case ConsoleKey.U:
                _buffer.CutToLineStart();
                break;
            case ConsoleKey.W:
                _buffer.CutWordBack();
                break;
            case ConsoleKey.Y:
                _buffer.Paste();
                break;
        }
    }

    private void GoUp()
    {
        if (!_buffer.MoveUp() && _history.Older(_buffer.Text) is { } older)
        {
            _buffer.Reset(older);
        }
    }

    private void GoDown()
    {
        if (!_buffer.MoveDown() && _history.Newer() is { } newer)
        {
            _buffer.Reset(newer);
        }
    }

    /// <summary>Extends the name before the cursor as far as all candidates agree; asked again, lists them.</summary>
    private void Complete()
    {
        // A command begins with a comma, which is part of no name.
        int start = _buffer.Text.StartsWith(',') && _buffer.NameStart() == 1 ? 0 : _buffer.NameStart();
        string begun = _buffer.Text[start.._buffer.Cursor];
        if (begun.Length == 0)
        {
            _buffer.Insert("  ");
            return;
        }

        var candidates = _options.Complete(begun);
        if (candidates is [var only])
        {
            _buffer.ReplaceBack(start, only);
            return;
        }

        string common = CommonStart(candidates);
        if (common.Length > begun.Length)
        {
            _buffer.ReplaceBack(start, common);
        }
        else if (_listsNext && candidates.Count > 0)
        {
            List(candidates);
        }

        _listsNext = true;
    }

    private static string CommonStart(IReadOnlyList<string> candidates)
    {
        string common = candidates.Count == 0 ? "" : candidates[0];
        foreach (string candidate in candidates)
        {
            int length = 0;
            while (length < common.Length && length < candidate.Length && common[length] == candidate[length])
            {
                length++;
            }

            common = common[..length];
        }

        return common;
    }

    private void List(IReadOnlyList<string> candidates)
    {
        int column = candidates.Take(MostListed).Max(candidate => candidate.Length) + 2;
        int inRow = Math.Max(1, _terminal.Width / column);
        var text = new StringBuilder();
        for (int i = 0; i < Math.Min(candidates.Count, MostListed); i++)
        {
            text.Append(i % inRow == 0 ? "\r\n" : "").Append(candidates[i].PadRight(column));
        }

        text.Append(candidates.Count > MostListed ? $"\r\nand {candidates.Count - MostListed} more" : "");
        Leave(text.ToString());
    }

    /// <summary>Searches the history backwards while a part is typed; Ctrl-R goes to the next match, other keys take what is found.</summary>
    /// <returns>The key that ended it, which does what it does elsewhere.</returns>
    private ConsoleKeyInfo Search()
    {
        string part = "", original = _buffer.Text;
        int found = -1;
        while (true)
        {
            Draw($"(search '{part}') ");
            if (_terminal.ReadKey() is not { } key || key.Key == ConsoleKey.Escape || IsControl(key, ConsoleKey.C) || IsControl(key, ConsoleKey.G))
            {
                _buffer.Reset(original);
                return default;
            }

            int before = _history.Entries.Count;
            if (IsControl(key, ConsoleKey.R))
            {
                before = found < 0 ? before : found;
            }
            else if (key.Key == ConsoleKey.Backspace)
            {
                part = part.Length == 0 ? "" : part[..^1];
            }
            else if (key.KeyChar != 0 && !char.IsControl(key.KeyChar))
            {
                part += key.KeyChar;
            }
            else
            {
                return key;
            }

            int next = part.Length == 0 ? -1 : _history.Find(part, before);
            if (next >= 0)
            {
                found = next;
                _buffer.Reset(_history.Entries[found]);
            }
        }
    }

    /// <summary>Shows the entry in place of what was shown of it, and puts the cursor where it belongs.</summary>
    private void Draw(string? prompt = null)
    {
        var shown = EntryLayout.Of(_buffer.Text, _buffer.Cursor, prompt ?? _options.Prompt, _options.Continuation, _terminal.Width);
        var text = new StringBuilder();
        MoveRows(text, -_cursorRow);
        text.Append('\r').Append(ClearBelow).Append(shown.Text);
        MoveRows(text, shown.CursorRow - shown.LastRow);
        text.Append('\r');
        if (shown.CursorColumn > 0)
        {
            text.Append("\e[").Append(shown.CursorColumn).Append('C');
        }

        _terminal.Write(text.ToString());
        _cursorRow = shown.CursorRow;
    }

    /// <summary>Puts the cursor below the entry, which stays on the screen.</summary>
    private void Leave(string more = "")
    {
        var shown = EntryLayout.Of(_buffer.Text, _buffer.Cursor, _options.Prompt, _options.Continuation, _terminal.Width);
        var text = new StringBuilder();
        MoveRows(text, shown.LastRow - _cursorRow);
        _terminal.Write(text.Append(more).Append("\r\n").ToString());
        _cursorRow = 0;
    }

    private static void MoveRows(StringBuilder text, int rows)
    {
        if (rows != 0)
        {
            text.Append("\e[").Append(Math.Abs(rows)).Append(rows < 0 ? 'A' : 'B');
        }
    }

    private static bool IsControl(ConsoleKeyInfo key, ConsoleKey letter) =>
        key.Key == letter && key.Modifiers.HasFlag(ConsoleModifiers.Control);
}
