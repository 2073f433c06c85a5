using System.Diagnostics.Contracts;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Operations on text.</summary>
public static class TextOperations
{
    /// <summary>CONCAT: joins two texts; an exception counts as its message.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    public static Value Concat(ProcessContext context, Value a, Value b) => ConcatUpTo(TextValue.MaximumLength, context, a, b);

    /// <summary>CONCAT with a limit on the length of the result.</summary>
    internal static Value ConcatUpTo(int limit, ProcessContext context, Value a, Value b)
    {
        var left = WithoutException(a);
        var right = WithoutException(b);
        if (!left.IsText || !right.IsText)
        {
            context.RaiseTypeMismatch("CONCAT", "two strings", a, b);
            return default;
        }

        if (TextValue.LengthOf(left) > limit - TextValue.LengthOf(right))
        {
            context.Raise(ErrorText.Unsupported($"text longer than {limit} characters"));
            return default;
        }

        return TextValue.Concat(left, right);
    }

    private static Value WithoutException(Value value) =>
        value.Tag is ExceptionValue exception ? Value.Text(exception.Message) : value;
}
