using System.Text;
using TinyTotIL.Cli.Repl;

namespace TinyTotIL.Conformance.Tests.Repl;

/// <summary>A terminal on which given keys are pressed, and which keeps what a screen would show.</summary>
internal sealed class FakeTerminal : ITerminal
{
    private readonly Queue<ConsoleKeyInfo> _keys = new();
    private readonly List<StringBuilder> _rows = [new()];
    private int _row;
    private int _column;

    /// <inheritdoc/>
    public int Width { get; init; } = 40;

    /// <inheritdoc/>
    public bool IsKeyWaiting { get; set; }

    /// <summary>The screen, without spaces at the ends of rows.</summary>
    public string Screen => string.Join('\n', _rows.Select(row => row.ToString().TrimEnd())).TrimEnd('\n');

    /// <summary>Row and column of the cursor, from 0.</summary>
    public (int Row, int Column) Cursor => (_row, _column);

    /// <summary>Presses the keys of a text; a line end is Enter.</summary>
    /// <param name="text">The text.</param>
    public FakeTerminal Type(string text)
    {
        foreach (char character in text)
        {
            _keys.Enqueue(character == '\n'
                ? new ConsoleKeyInfo('\r', ConsoleKey.Enter, shift: false, alt: false, control: false)
                : new ConsoleKeyInfo(character, ConsoleKey.None, shift: false, alt: false, control: false));
        }

        return this;
    }

    /// <summary>Presses keys.</summary>
    /// <param name="keys">The keys.</param>
    public FakeTerminal Press(params ConsoleKey[] keys)
    {
        foreach (var key in keys)
        {
            _keys.Enqueue(new ConsoleKeyInfo('\0', key, shift: false, alt: false, control: false));
        }

        return this;
    }

    /// <summary>Presses a letter with Ctrl.</summary>
    /// <param name="letter">The letter.</param>
    public FakeTerminal Control(ConsoleKey letter)
    {
        _keys.Enqueue(new ConsoleKeyInfo((char)(letter - ConsoleKey.A + 1), letter, shift: false, alt: false, control: true));
        return this;
    }

    /// <summary>Presses a letter with Alt.</summary>
    /// <param name="letter">The letter.</param>
    public FakeTerminal Alt(ConsoleKey letter)
    {
        _keys.Enqueue(new ConsoleKeyInfo((char)(letter - ConsoleKey.A + 'a'), letter, shift: false, alt: true, control: false));
        return this;
    }

    /// <inheritdoc/>
    public ConsoleKeyInfo? ReadKey() => _keys.TryDequeue(out var key) ? key : null;

    /// <inheritdoc/>
    public void Write(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\e':
                    i = Obey(text, i + 2);
                    break;
                case '\r':
                    _column = 0;
                    break;
                case '\n':
                    MoveDown();
                    break;
                default:
                    Put(text[i]);
                    break;
            }
        }
    }

    private int Obey(string text, int i)
    {
        int start = i;
        while (char.IsAsciiDigit(text[i]))
        {
            i++;
        }

        int number = i == start ? 1 : int.Parse(text[start..i], System.Globalization.CultureInfo.InvariantCulture);
        switch (text[i])
        {
            case 'A':
                _row -= number;
                break;
            case 'B':
                _row += number;
                break;
            case 'C':
                _column += number;
                break;
            case 'H':
                (_row, _column) = (0, 0);
                break;
            case 'J':
                int kept = number == 2 ? 0 : _row + 1;
                _rows.RemoveRange(kept, _rows.Count - kept);
                if (kept > 0)
                {
                    _rows[_row].Length = Math.Min(_rows[_row].Length, _column);
                }
                else
                {
                    _rows.Add(new());
                    _row = 0;
                }

                break;
            default:
                throw new InvalidOperationException($"The terminal does not know \\e[{text[start..(i + 1)]}.");
        }

        return i;
    }

    private void Put(char character)
    {
        if (_column == Width)
        {
            _column = 0;
            MoveDown();
        }

        var row = _rows[_row];
        row.Append(' ', Math.Max(0, _column + 1 - row.Length));
        row[_column++] = character;
    }

    private void MoveDown()
    {
        _row++;
        if (_row == _rows.Count)
        {
            _rows.Add(new());
        }
    }
}
