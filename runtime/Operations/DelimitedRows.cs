using TinyTotIL.Runtime.Formats;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Rows of delimited text as values, and back.</summary>
internal static class DelimitedRows
{
    private const int CellBytes = 40;
    private const int RowBytes = 80;

    /// <summary>How much the rows of one text may take; more are read one by one.</summary>
    private const long MostBytes = 1L << 30;

    /// <summary>Reads all rows of a text; an error of the language when it cannot be read.</summary>
    /// <param name="context">The running process. When it is leaving the stack afterwards, there is no result yet.</param>
    /// <param name="operation">The operation in error texts.</param>
    /// <param name="text">The text.</param>
    /// <param name="options">How it is written.</param>
    /// <param name="hasHeader">Whether the first row names the fields of the others.</param>
    public static Value Parse(ProcessContext context, string operation, Value text, DelimitedOptions options, bool hasHeader) =>
        BulkWork.Run(context, operation, TextValue.LengthOf(text), budget =>
        {
            try
            {
                return ReadAll(text.AsText, options, hasHeader, budget);
            }
            catch (HostException error)
            {
                throw new DataFormatException($"{operation}: {error.Message}");
            }
        }, MostBytes);

    /// <summary>Writes rows as text.</summary>
    /// <param name="context">The running process. When it is leaving the stack afterwards, there is no result yet.</param>
    /// <param name="operation">The operation in error texts.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="delimiter">What separates cells.</param>
    public static Value Write(ProcessContext context, string operation, ListValue rows, char delimiter)
    {
        var addresses = context.Addresses;
        return BulkWork.Run(context, operation, (long)RowBytes * rows.Count, budget =>
        {
            var writer = new DelimitedWriter(delimiter, addresses, budget);
            writer.Write(rows);
            return Value.Text(writer.ToString());
        });
    }

    /// <summary>Delimiters outside quotes.</summary>
    private static long LeastCells(ReadOnlySpan<char> text, char delimiter)
    {
        long count = 0;
        while (text.IndexOf('"') is >= 0 and var quote)
        {
            count += text[..quote].Count(delimiter);
            text = text[(quote + 1)..];
            int end = text.IndexOf('"');
            text = end < 0 ? [] : text[(end + 1)..];
        }

        return count + text.Count(delimiter);
    }

    private static Value ReadAll(string text, DelimitedOptions options, bool hasHeader, BulkBudget budget)
    {
        // The reader keeps the text as UTF-8, and the cells together have at most its characters.
        budget.Charge(3L * text.Length);
        if (LeastCells(text, options.Delimiter) > (budget.Bytes - budget.Used) / CellBytes)
        {
            // A single row may have that many, and the reader makes whole rows.
            throw new BulkLimitException();
        }

        using var reader = DataLibrary.DelimitedText.Read(text, options);
        var header = hasHeader ? DelimitedHeader.Read(reader) : null;
        var rows = new List<Value>();
        while (reader.Next() is { } row)
        {
            budget.Charge(RowBytes + (long)CellBytes * row.Count);
            rows.Add(header?.Apply(row) ?? Value.From(row));
        }

        return Value.From(ListValue.FromOwned([.. rows]));
    }
}
