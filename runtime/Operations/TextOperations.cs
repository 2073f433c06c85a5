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
    [Pure(MakesObject = true)]
    public static Value Concat(ProcessContext context, Value a, Value b) => ConcatUpTo(TextValue.MaximumLength, context, a, b);

    /// <summary>CONCAT of what is known to be text.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="left">A <see cref="string"/> or <see cref="TextValue"/>.</param>
    /// <param name="right">A <see cref="string"/> or <see cref="TextValue"/>.</param>
    /// <returns>A <see cref="string"/> or <see cref="TextValue"/>.</returns>
    [Pure]
    public static object ConcatOf(ProcessContext context, object left, object right) =>
        ConcatUpTo(TextValue.MaximumLength, context, left, right);

    /// <summary>Number of UTF-16 units of what is known to be text.</summary>
    /// <param name="text">A <see cref="string"/> or <see cref="TextValue"/>.</param>
    [Pure]
    public static long LengthOf(object text) => TextValue.LengthOf(text);

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

        return new Value(ConcatUpTo(limit, context, left.Tag!, right.Tag!), 0);
    }

    private static object ConcatUpTo(int limit, ProcessContext context, object left, object right)
    {
        if (TextValue.LengthOf(left) <= limit - TextValue.LengthOf(right))
        {
            long begun = context.BeginWork(TextValue.LengthOf(left) + TextValue.LengthOf(right));
            object joined = TextValue.Concat(left, right);
            context.EndWork(begun);
            return joined;
        }

        context.Raise(ErrorText.Unsupported($"text longer than {limit} characters"));
        return left;
    }

    private static Value WithoutException(Value value) =>
        value.Tag is ExceptionValue exception ? Value.Text(exception.Message) : value;
}
