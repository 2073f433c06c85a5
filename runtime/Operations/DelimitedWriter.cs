using System.Buffers;
using System.Text;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Writes rows as delimited text: rows joined by LF, cells in Display form, quoted where RFC 4180 asks for it.</summary>
/// <param name="delimiter">What separates cells.</param>
/// <param name="addresses">How functions number their addresses.</param>
/// <param name="budget">What may be allocated.</param>
internal sealed class DelimitedWriter(char delimiter, AddressSpace addresses, BulkBudget budget)
{
    private readonly StringBuilder _text = new();
    private readonly SearchValues<char> _special = SearchValues.Create([delimiter, '"', '\r', '\n']);

    /// <summary>Writes rows.</summary>
    /// <param name="rows">The rows; one that is no list gives an empty line.</param>
    /// <exception cref="BulkLimitException">The text would be too long.</exception>
    public void Write(ListValue rows)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            if (i > 0)
            {
                _text.Append('\n');
            }

            if (rows[i].Tag is ListValue row)
            {
                WriteRow(row, isLast: i == rows.Count - 1);
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void WriteRow(ListValue row, bool isLast)
    {
        int start = _text.Length;
        for (int i = 0; i < row.Count; i++)
        {
            if (i > 0)
            {
                _text.Append(delimiter);
            }

            WriteCell(row[i]);
        }

        if (isLast && row.Count == 1 && _text.Length == start)
        {
            // An empty line at the end would be no row to who reads it.
            _text.Append("\"\"");
        }
    }

    private void WriteCell(Value cell)
    {
        if (_text.Length > TextValue.MaximumLength)
        {
            throw new BulkLimitException();
        }

        if (cell.IsInt)
        {
            budget.Charge(sizeof(long));
            _text.Append(cell.AsInt);
            return;
        }

        var shown = cell.IsText ? TextValue.SpanOf(cell) : ValueText.Display(cell, addresses);
        budget.Charge(sizeof(char) * (shown.Length + 1L));
        if (!shown.ContainsAny(_special))
        {
            _text.Append(shown);
            return;
        }

        _text.Append('"');
        for (int quote; (quote = shown.IndexOf('"')) >= 0; shown = shown[(quote + 1)..])
        {
            _text.Append(shown[..quote]).Append("\"\"");
        }

        _text.Append(shown).Append('"');
    }
}
