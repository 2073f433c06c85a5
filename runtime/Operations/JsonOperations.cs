using TinyTotIL.Runtime.Formats;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Operations on JSON text (RFC 8259).</summary>
public static class JsonOperations
{
    /// <summary>Of a value the size is not known without a walk through it; few have so many parts that a walk takes long.</summary>
    private const int ManyParts = 1 << 12;

    /// <summary>JSON_PARSE: the value that a JSON text describes.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The text.</param>
    [Suspends]
    public static Value Parse(ProcessContext context, Value text)
    {
        if (!text.IsText)
        {
            context.RaiseTypeMismatch("JSON_PARSE", "string (JSON)", text);
            return default;
        }

        object held = text.Tag!;
        return BulkWork.Run(context, "JSON_PARSE", TextValue.LengthOf(held), budget => JsonText.Parse(held, budget));
    }

    /// <summary>JSON_STRINGIFY: a value as JSON text.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    [Suspends]
    public static Value Stringify(ProcessContext context, Value value) => Stringify(context, "JSON_STRINGIFY", value, indent: 0);

    /// <summary>A value as JSON text.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="operation">The operation in error texts.</param>
    /// <param name="value">The value.</param>
    /// <param name="indent">Spaces for each level; 0 for all on one line.</param>
    internal static Value Stringify(ProcessContext context, string operation, Value value, int indent) =>
        BulkWork.Run(context, operation, SizeOf(value), budget => Value.Text(JsonWriter.Write(value, budget, indent)));

    /// <summary>The length of a text; for others 0 when they are small and more than any limit when they are not.</summary>
    private static long SizeOf(Value value)
    {
        if (value.IsText)
        {
            return TextValue.LengthOf(value);
        }

        var parts = new PartCount(ManyParts);
        return parts.IsWithin(value) ? 0 : long.MaxValue;
    }
}
