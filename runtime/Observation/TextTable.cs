using System.Text;

namespace TinyTotIL.Runtime.Observation;

/// <summary>A table of plain text: columns as wide as their widest cell, with two blanks between.</summary>
internal sealed class TextTable
{
    private const string Gap = "  ";

    private readonly List<string[]> _rows = [];
    private readonly bool[] _isNumber;

    /// <summary>A table without rows.</summary>
    /// <param name="columns">Titles; one that begins with &gt; stands above numbers, which are aligned at the right.</param>
    public TextTable(params string[] columns)
    {
        _isNumber = [.. columns.Select(column => column.StartsWith('>'))];
        _rows.Add([.. columns.Select(column => column.TrimStart('>'))]);
    }

    /// <summary>Adds a row.</summary>
    /// <param name="cells">A text for each column.</param>
    public void AddRow(params string[] cells) => _rows.Add(cells);

    /// <summary>The lines, each with its end.</summary>
    public override string ToString()
    {
        int[] widths = [.. Enumerable.Range(0, _isNumber.Length).Select(column => _rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        foreach (string[] row in _rows)
        {
            var cells = row.Select((cell, column) => _isNumber[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            text.Append(string.Join(Gap, cells).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }
}
