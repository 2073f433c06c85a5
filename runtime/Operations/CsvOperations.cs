using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Operations on CSV.</summary>
public static class CsvOperations
{
    /// <summary>CSV_PARSE: the rows of a text, each a list of its cells.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    [Suspends]
    public static Value Parse(ProcessContext context, Value text)
    {
        if (!text.IsText)
        {
            context.RaiseTypeMismatch("CSV_PARSE", "string (CSV)", text);
            return default;
        }

        return DelimitedRows.Parse(context, "CSV_PARSE", text, DelimitedOptions.Rfc4180, hasHeader: false);
    }

    /// <summary>CSV_WRITE: rows as text.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="rows">A list of lists.</param>
    [Suspends]
    public static Value Write(ProcessContext context, Value rows)
    {
        if (rows.Tag is not ListValue list)
        {
            context.RaiseTypeMismatch("CSV_WRITE", "list of lists (CSV data)", rows);
            return default;
        }

        return DelimitedRows.Write(context, "CSV_WRITE", list, DelimitedOptions.Rfc4180.Delimiter);
    }
}
