using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Formats;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Streams;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Functions of JSON text.</summary>
[TtvmLibrary("json")]
public static class JsonNatives
{
    private const int UsualIndent = 2;
    private const int MostIndent = 16;

    /// <summary>How much one value of a stream may take; a stream need not end, so that nothing says before how much it is.</summary>
    private const long MostOfStream = 512L << 20;

    /// <summary>A value as JSON text on several lines, with two spaces for each level.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    [TtvmFunction("json.pretty"), Suspends]
    public static Value Pretty(ProcessContext context, Value value) => JsonOperations.Stringify(context, "json.pretty", value, UsualIndent);

    /// <summary>A value as JSON text on several lines.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    /// <param name="indent">Spaces for each level, 1 to 16.</param>
    [TtvmFunction("json.pretty"), Suspends]
    public static Value PrettyWith(ProcessContext context, Value value, long indent)
    {
        if (indent is < 1 or > MostIndent)
        {
            context.Raise(ErrorText.Unsupported($"json.pretty with {indent} spaces for each level, which are 1 to {MostIndent}"));
            return default;
        }

        return JsonOperations.Stringify(context, "json.pretty", value, (int)indent);
    }

    /// <summary>The values of a text that has one after another, such as one on each line, as a list.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    [TtvmFunction("json.parse_lines"), Suspends]
    public static Value ParseLines(ProcessContext context, string text) =>
        BulkWork.Run(context, "json.parse_lines", text.Length, budget => Value.From(JsonText.ParseSeveral(text, budget)));

    /// <summary>Reads the JSON values that stand one after another in a stream, such as one on each line; for json.has_next and json.next.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="stream">The stream.</param>
    [TtvmFunction("json.lines")]
    public static Value Lines(ProcessContext context, HandleValue stream) => ReaderOf(context, "json.lines", stream, isList: false);

    /// <summary>Reads the elements of the one JSON list that a stream holds; for json.has_next and json.next.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="stream">The stream.</param>
    [TtvmFunction("json.elements")]
    public static Value Elements(ProcessContext context, HandleValue stream) => ReaderOf(context, "json.elements", stream, isList: true);

    /// <summary>Whether json.next has one more value to give.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="reader">What json.lines or json.elements gave.</param>
    [TtvmFunction("json.has_next"), Suspends]
    public static Value HasNext(ProcessContext context, HandleValue reader) =>
        Use(context, "json.has_next", reader, static (json, budget) => Value.Bool(json.HasNext(budget)));

    /// <summary>The next value of a stream; an error after the last one.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="reader">What json.lines or json.elements gave.</param>
    [TtvmFunction("json.next"), Suspends]
    public static Value Next(ProcessContext context, HandleValue reader) =>
        Use(context, "json.next", reader, static (json, budget) => json.Next(budget));

    private static Value ReaderOf(ProcessContext context, string name, HandleValue stream, bool isList)
    {
        if (stream.Resource is ByteStream bytes)
        {
            return StreamOperations.HandleOf(context, "json", new JsonReader(bytes, isList));
        }

        context.RaiseTypeMismatch(name, "stream as argument 1", Value.From(stream));
        return default;
    }

    private static Value Use(ProcessContext context, string name, HandleValue handle, Func<JsonReader, BulkBudget, Value> use)
    {
        if (handle.Resource is not JsonReader reader)
        {
            context.RaiseTypeMismatch(name, "stream of JSON values as argument 1", Value.From(handle));
            return default;
        }

        return BulkWork.Run(context, name, reader.MayWait ? long.MaxValue : 0, budget =>
        {
            try
            {
                return use(reader, budget);
            }
            catch (HostException error)
            {
                throw new DataFormatException(ErrorText.FileError(handle.Id, error.Message));
            }
        }, MostOfStream);
    }
}
