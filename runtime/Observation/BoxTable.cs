using System.Globalization;
using System.Text;

namespace TinyTotIL.Runtime.Observation;

/// <summary>A table in TinyTotVM's manner: a title between double lines, cells between box-drawing borders, and a plain form for <c>--no-table</c>.</summary>
/// <remarks>Cells are at least as wide as their titles, and never folded: a terminal does that better than a reader could undo it.</remarks>
public sealed class BoxTable
{
    private const string Plain = "\u001B[0m";

    private static readonly (int First, int Last)[] WideRanges =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFF60),
        (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1F9FF), (0x20000, 0x3FFFD),
    ];

    private readonly string[] _titles;
    private readonly bool[] _isNumber;
    private readonly List<(string[] Cells, BoxColour Colour)> _rows = [];

    /// <summary>A table without rows.</summary>
    /// <param name="columns">Titles; one that begins with &gt; stands above numbers, which are aligned at the right.</param>
    public BoxTable(params IReadOnlyList<string> columns)
    {
        _isNumber = [.. columns.Select(column => column.StartsWith('>'))];
        _titles = [.. columns.Select(column => column.StartsWith('>') ? column[1..] : column)];
    }

    /// <summary>Adds a row.</summary>
    /// <param name="cells">A text for each column; characters that would steer a terminal have to be escaped.</param>
    public void AddRow(params IReadOnlyList<string> cells) => AddRow(BoxColour.None, cells);

    /// <summary>Adds a row whose last cell, its result, is coloured where the table is.</summary>
    /// <param name="colour">The colour.</param>
    /// <param name="cells">A text for each column.</param>
    /// <exception cref="ArgumentException">There are more or fewer cells than columns.</exception>
    public void AddRow(BoxColour colour, params IReadOnlyList<string> cells)
    {
        if (cells.Count != _titles.Length)
        {
            throw new ArgumentException($"A row of this table has {_titles.Length} cells, not {cells.Count}.", nameof(cells));
        }

        _rows.Add(([.. cells], colour));
    }

    /// <summary>The line above a table, <c>═══ Title ═══</c>.</summary>
    /// <param name="title">The title.</param>
    /// <param name="withColour">Whether a terminal shows it, which understands colour.</param>
    public static string Title(string title, bool withColour) => Paint($"═══ {title} ═══", BoxColour.Title, withColour) + "\n";

    /// <summary>The table with borders, as lines each with its end.</summary>
    /// <param name="withColour">Whether a terminal shows it, which understands colour.</param>
    public string Render(bool withColour)
    {
        int[] widths = [.. Enumerable.Range(0, _titles.Length).Select(WidthOf)];
        var text = new StringBuilder();
        AppendLine(text, widths, '┌', '┬', '┐');
        AppendRow(text, widths, _titles, _ => BoxColour.Heading, withColour);
        AppendLine(text, widths, '├', '┼', '┤');
        foreach (var (cells, colour) in _rows)
        {
            AppendRow(text, widths, cells, column => column == cells.Length - 1 ? colour : BoxColour.None, withColour);
        }

        AppendLine(text, widths, '└', '┴', '┘');
        return text.ToString();
    }

    /// <summary>The rows without borders: <c>first: second</c> of two columns, <c>first | title: second | title: third</c> of more.</summary>
    public string RenderPlain() => string.Concat(_rows.Select(row => PlainLine(row.Cells) + "\n"));

    /// <summary>A text in a colour.</summary>
    /// <param name="text">The text.</param>
    /// <param name="colour">The colour.</param>
    /// <param name="withColour">Whether a terminal shows it; if not, the text is left as it is.</param>
    public static string Paint(string text, BoxColour colour, bool withColour)
    {
        string code = colour switch
        {
            BoxColour.Title => "\u001B[1;36m",
            BoxColour.Heading => "\u001B[1m",
            BoxColour.Good => "\u001B[32m",
            BoxColour.Bad => "\u001B[31m",
            BoxColour.Doubtful => "\u001B[33m",
            _ => "",
        };
        return withColour && code.Length > 0 ? code + text + Plain : text;
    }

    private string PlainLine(string[] cells) =>
        _titles.Length == 2 ? string.Join(": ", cells) : string.Join(" | ", cells.Select((cell, column) => column == 0 ? cell : $"{_titles[column]}: {cell}"));

    private int WidthOf(int column) => _rows.Select(row => Width(row.Cells[column])).Append(Width(_titles[column])).Max();

    private static void AppendLine(StringBuilder text, int[] widths, char left, char middle, char right) =>
        text.Append(left).AppendJoin(middle, widths.Select(width => new string('─', width + 2))).Append(right).Append('\n');

    private void AppendRow(StringBuilder text, int[] widths, string[] cells, Func<int, BoxColour> colourOf, bool withColour)
    {
        for (int column = 0; column < cells.Length; column++)
        {
            string padding = new(' ', widths[column] - Width(cells[column]));
            string cell = Paint(cells[column], colourOf(column), withColour);
            text.Append("│ ").Append(_isNumber[column] ? padding + cell : cell + padding).Append(' ');
        }

        text.Append("│\n");
    }

    /// <summary>How many columns of a terminal a text takes: accents none of their own, East Asian characters and pictures two.</summary>
    private static int Width(string text)
    {
        int width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format ? 0
                : Array.Exists(WideRanges, range => rune.Value >= range.First && rune.Value <= range.Last) ? 2 : 1;
        }

        return width;
    }
}
