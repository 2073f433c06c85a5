using System.Buffers;
using System.Text;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Writes rows as delimited text: rows joined by LF, cells in Display form, quoted where RFC 4180 asks for it.</summary>
/// <param name="delimiter">What separates cells.</param>
/// <param name="addresses">How functions number their addresses.</param>
internal sealed class DelimitedWriter(char delimiter, AddressSpace addresses)
{
    private readonly StringBuilder _text = new();
    private readonly SearchValues<char> _special = SearchValues.Create([delimiter, '"', '\r', '\n']);

    /// <summary>The text so far is longer than a text may be.</summary>
    public bool IsTooLong => _text.Length > TextValue.MaximumLength;

    /// <summary>Writes rows until the end, or until the text is too long.</summary>
    /// <param name="rows">The rows; one that is no list gives an empty line.</param>
    public void Write(ListValue rows)
    {
        for (int i = 0; i < rows.Count && !IsTooLong; i++)
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
        for (int i = 0; i < row.Count && !IsTooLong; i++)
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
        if (cell.IsInt)
        {
            _text.Append(cell.AsInt);
            return;
        }

        var shown = cell.IsText ? TextValue.SpanOf(cell) : ValueText.Display(cell, addresses);
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
