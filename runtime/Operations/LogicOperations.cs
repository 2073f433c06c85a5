using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Logic on booleans. Results are booleans, unlike those of comparisons.</summary>
public static class LogicOperations
{
    /// <summary>NOT: negates a boolean; of an integer, whether it is 0.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The value.</param>
    [Pure]
    public static Value Not(ProcessContext context, Value a)
    {
        if (a.IsInt || a.IsBool)
        {
            return Value.Bool(a.IsFalsy());
        }

        context.RaiseTypeMismatch("NOT", "Bool or Int", a);
        return default;
    }

    /// <summary>AND.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    public static Value And(ProcessContext context, Value a, Value b) =>
        a.IsBool && b.IsBool ? Value.Bool(a.AsBool && b.AsBool) : NotTwoBooleans(context, "AND", a, b);

    /// <summary>OR.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    public static Value Or(ProcessContext context, Value a, Value b) =>
        a.IsBool && b.IsBool ? Value.Bool(a.AsBool || b.AsBool) : NotTwoBooleans(context, "OR", a, b);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value NotTwoBooleans(ProcessContext context, string operation, Value a, Value b)
    {
        context.RaiseTypeMismatch(operation, "two Booleans", a, b);
        return default;
    }
}
