using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Rows of delimited text as values.</summary>
internal static class DelimitedRows
{
    /// <summary>Text from this length on is read on a thread of its own, so that other processes go on.</summary>
    private const int LargeText = 1 << 20;

    private const int CellBytes = 40;
    private const int RowBytes = 80;

    /// <summary>How many rows are read until someone looks whether they are still wanted.</summary>
    private const int RowsAtOnce = 1024;

    /// <summary>Reads all rows of a text; an error of the language when it cannot be read.</summary>
    /// <param name="context">The running process. When it is leaving the stack afterwards, there is no result yet.</param>
    /// <param name="text">The text.</param>
    /// <param name="options">How it is written.</param>
    /// <param name="hasHeader">Whether the first row names the fields of the others.</param>
    public static Value Parse(ProcessContext context, Value text, DelimitedOptions options, bool hasHeader)
    {
        int length = TextValue.LengthOf(text);
        try
        {
            if (length >= LargeText)
            {
                return Offload.Await(context, cancellation => ReadAll(text.AsText, options, hasHeader, cancellation));
            }

            long begun = context.BeginWork(length);
            var rows = ReadAll(text.AsText, options, hasHeader, CancellationToken.None);
            context.EndWork(begun);
            return rows;
        }
        catch (HostException error)
        {
            context.Raise(ErrorText.Unsupported(error.Message));
            return default;
        }
    }

    private static Value ReadAll(string text, DelimitedOptions options, bool hasHeader, CancellationToken cancellation)
    {
        long room = SystemMemory.AvailableBytes / 2;
        using var reader = DataLibrary.DelimitedText.Read(text, options);
        var header = hasHeader ? DelimitedHeader.Read(reader) : null;
        var rows = new List<Value>();
        while (reader.Next() is { } row)
        {
            room -= RowBytes + (long)CellBytes * row.Count;
            if (room < 0 || rows.Count == ListValue.MaximumLength)
            {
                throw new HostException("CSV text with more rows than memory has room for");
            }

            if (rows.Count % RowsAtOnce == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            rows.Add(header?.Apply(row) ?? Value.From(row));
        }

        return Value.From(ListValue.FromOwned([.. rows]));
    }
}
