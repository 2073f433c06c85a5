using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Functions of JSON text.</summary>
[TtvmLibrary("json")]
public static class JsonNatives
{
    private const int UsualIndent = 2;
    private const int MostIndent = 16;

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
}
