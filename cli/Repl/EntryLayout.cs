using System.Text;

namespace TinyTotIL.Cli.Repl;

/// <summary>How an entry lies on the rows of a terminal.</summary>
/// <param name="Text">Prompts and lines, with the line ends that a terminal needs.</param>
/// <param name="CursorRow">Row of the cursor, from 0.</param>
/// <param name="CursorColumn">Column of the cursor, from 0.</param>
/// <param name="LastRow">The last row, from 0.</param>
internal readonly record struct EntryLayout(string Text, int CursorRow, int CursorColumn, int LastRow)
{
    /// <summary>Lays an entry out. Each character takes one column, those that East Asian scripts write wide take two.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="cursor">Offset of the cursor in it.</param>
    /// <param name="prompt">Before the first line.</param>
    /// <param name="continuation">Before each further line.</param>
    /// <param name="width">Columns of a row.</param>
    public static EntryLayout Of(string entry, int cursor, string prompt, string continuation, int width)
    {
        var text = new StringBuilder(prompt);
        int row = 0, column = prompt.Length, cursorRow = 0, cursorColumn = column;
        for (int i = 0; ;)
        {
            if (column >= width)
            {
                row += column / width;
                column %= width;
                if (column == 0)
                {
                    // Terminals keep the cursor in the last column until another character comes.
                    text.Append("\r\n");
                }
            }

            if (i == cursor)
            {
                (cursorRow, cursorColumn) = (row, column);
            }

            if (i == entry.Length)
            {
                return new EntryLayout(text.ToString(), cursorRow, cursorColumn, row);
            }

            if (entry[i] == '\n')
            {
                text.Append("\r\n").Append(continuation);
                row++;
                column = continuation.Length;
                i++;
                continue;
            }

            Rune.DecodeFromUtf16(entry.AsSpan(i), out var rune, out int length);
            int columns = ColumnsOf(rune);
            if (column + columns > width)
            {
                text.Append("\r\n");
                row++;
                column = 0;
            }

            text.Append(Rune.IsControl(rune) ? "?" : entry.AsSpan(i, length));
            column += columns;
            i += length;
        }
    }

    private static int ColumnsOf(Rune rune) => rune.Value switch
    {
        < 0x1100 => 1,
        <= 0x115F or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) => 2,
        (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD) => 2,
        _ => 1,
    };
}
