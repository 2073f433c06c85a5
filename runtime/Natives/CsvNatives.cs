using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Streams;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>CSV with other delimiters and with headers, and row by row.</summary>
/// <remarks>Options are an object with the fields <c>delimiter</c> (Str of one ASCII character), <c>header</c> (Bool) and <c>trim</c> (Bool), each of which may be left out.</remarks>
[TtvmLibrary("csv", Needs = DataLibraries.DelimitedText)]
public static class CsvNatives
{
    /// <summary>A row of so many bytes may have as many cells, each of which takes about so many bytes until the row is made.</summary>
    private const int BytesOfCell = 32;

    /// <summary>Most bytes of a row that csv.next takes.</summary>
    private const int LongestRow = 1 << 26;

    /// <summary>The rows of a text: lists of cells, or with a header objects.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    /// <param name="options">An object with the fields delimiter, header and trim, or null.</param>
    [TtvmFunction("csv.parse"), Suspends]
    public static Value Parse(ProcessContext context, string text, Value options) =>
        CsvOptions.Read(context, "csv.parse", options) is { } read
            ? DelimitedRows.Parse(context, "csv.parse", Value.Text(text), read.Format, read.HasHeader)
            : default;

    /// <summary>Rows as text: lists of cells, or with a header also objects, whose first says which fields there are.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="options">An object with the fields delimiter and header, or null.</param>
    [TtvmFunction("csv.write"), Suspends]
    public static Value Write(ProcessContext context, ListValue rows, Value options)
    {
        if (CsvOptions.Read(context, "csv.write", options) is not { } read)
        {
            return default;
        }

        for (int i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (row.Tag is not ListValue && !(read.HasHeader && row.Tag is ObjectValue))
            {
                context.RaiseTypeMismatch("csv.write", read.HasHeader ? "list or object as row" : "list as row (or object with the option header)", row);
                return default;
            }
        }

        return DelimitedRows.Write(context, "csv.write", read.HasHeader ? WithHeader(rows) : rows, read.Format.Delimiter);
    }

    /// <summary>Opens a file or a stream whose rows csv.next takes one by one, so that it may be larger than memory.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="source">The path of a file in UTF-8, or a stream that is open for reading, which stays open afterwards.</param>
    /// <param name="options">An object with the fields delimiter, header and trim, or null.</param>
    [TtvmFunction("csv.reader"), Suspends]
    [Needs(AccessKind.Read)]
    public static Value Open(ProcessContext context, Value source, Value options)
    {
        if (CsvOptions.Read(context, "csv.reader", options) is not { } read)
        {
            return default;
        }

        if (source.Tag is HandleValue { Resource: ByteStream given })
        {
            return ReaderOf(context, given, isOwner: false, read);
        }

        if (!source.IsText)
        {
            context.RaiseTypeMismatch("csv.reader", "string (filename) or stream", source);
            return default;
        }

        return StreamOperations.OpenBytes(context, source.AsText, (files, mayWait) => new FileReadStream(files.OpenRead(source.AsText), mayWait)) is { } opened
            ? ReaderOf(context, opened, isOwner: true, read)
            : default;
    }

    /// <summary>The next row of a CSV reader: a list, or an object where it has a header; null at the end.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="reader">What csv.reader gave.</param>
    [TtvmFunction("csv.next"), Suspends]
    public static Value Next(ProcessContext context, HandleValue reader)
    {
        if (reader.Resource is not DelimitedSource source)
        {
            context.RaiseTypeMismatch("csv.next", "a CSV reader", Value.From(reader));
            return default;
        }

        try
        {
            return source.MayWait ? Offload.Await(context, source.Next) : source.Next();
        }
        catch (HostException error)
        {
            context.Raise(ErrorText.FileError(reader.Id, error.Message));
            return default;
        }
    }

    private static Value ReaderOf(ProcessContext context, ByteStream stream, bool isOwner, CsvOptions options)
    {
        IDelimitedReader rows;
        var format = options.Format;
        try
        {
            int longest = (int)Math.Min(LongestRow, BulkLimits.BytesOf(context) / BytesOfCell);
            rows = DataLibrary.DelimitedText.Read(new ByteStreamReader(stream, isOwner), format with { LongestRow = longest });
        }
        catch (HostException missing)
        {
            context.Raise(ErrorText.Unsupported(missing.Message));
            return default;
        }

        return HandleOperations.Own(
            context, ValueKind.Stream, $"csv:{context.NextHandle()}", new DelimitedSource(rows, options.HasHeader, stream.MayWait));
    }

    /// <summary>A row with the names of the first object's fields, and a row with their values for each object.</summary>
    private static ListValue WithHeader(ListValue rows)
    {
        string[] names = rows.Count > 0 && rows[0].Tag is ObjectValue first ? [.. first.Fields.Select(field => field.Key)] : [];
        var lists = new Value[rows.Count + 1];
        lists[0] = DatabaseOperations.Texts(names);
        for (int i = 0; i < rows.Count; i++)
        {
            lists[i + 1] = rows[i].Tag is ObjectValue row
                ? Value.From(ListValue.FromOwned([.. names.Select(name => row.TryGet(name, out var value) && !value.IsNull ? value : Value.Text(""))]))
                : rows[i];
        }

        return ListValue.FromOwned(rows.Count == 0 ? [] : lists);
    }
}
