using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Comparisons. Each has a form that pushes the integer 1 or 0, and a form compiled code can branch on.</summary>
/// <remarks>After an error the branching forms return false; the caller sees the error in the context.</remarks>
public static class ComparisonOperations
{
    /// <summary>EQ: 1 when the two are equal, otherwise 0.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    public static Value Equal(ProcessContext context, Value a, Value b) => Value.Int(IsEqual(context, a, b) ? 1 : 0);

    /// <summary>NE: 1 when the two are different, otherwise 0.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    public static Value NotEqual(ProcessContext context, Value a, Value b) => Value.Int(IsNotEqual(context, a, b) ? 1 : 0);

    /// <summary>GT: 1 when a &gt; b, otherwise 0.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    public static Value Greater(ProcessContext context, Value a, Value b) => Value.Int(IsGreater(context, a, b) ? 1 : 0);

    /// <summary>LT: 1 when a &lt; b, otherwise 0.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    public static Value Less(ProcessContext context, Value a, Value b) => Value.Int(IsLess(context, a, b) ? 1 : 0);

    /// <summary>GE: 1 when a &gt;= b, otherwise 0.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    public static Value GreaterOrEqual(ProcessContext context, Value a, Value b) => Value.Int(IsGreaterOrEqual(context, a, b) ? 1 : 0);

    /// <summary>LE: 1 when a &lt;= b, otherwise 0.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    public static Value LessOrEqual(ProcessContext context, Value a, Value b) => Value.Int(IsLessOrEqual(context, a, b) ? 1 : 0);

    /// <summary>EQ_F: 1 when the two are equal within the tolerance, otherwise 0.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    public static Value EqualFloat(ProcessContext context, Value a, Value b) => Value.Int(IsEqualFloat(context, a, b) ? 1 : 0);

    /// <summary>NE_F: 1 when the two are different beyond the tolerance, otherwise 0.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    public static Value NotEqualFloat(ProcessContext context, Value a, Value b) => Value.Int(IsNotEqualFloat(context, a, b) ? 1 : 0);

    /// <summary>GT_F: 1 when a &gt; b, otherwise 0.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    public static Value GreaterFloat(ProcessContext context, Value a, Value b) => Value.Int(IsGreaterFloat(context, a, b) ? 1 : 0);

    /// <summary>LT_F: 1 when a &lt; b, otherwise 0.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    public static Value LessFloat(ProcessContext context, Value a, Value b) => Value.Int(IsLessFloat(context, a, b) ? 1 : 0);

    /// <summary>GE_F: 1 when a &gt;= b, otherwise 0.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    public static Value GreaterOrEqualFloat(ProcessContext context, Value a, Value b) => Value.Int(IsGreaterOrEqualFloat(context, a, b) ? 1 : 0);

    /// <summary>LE_F: 1 when a &lt;= b, otherwise 0.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    public static Value LessOrEqualFloat(ProcessContext context, Value a, Value b) => Value.Int(IsLessOrEqualFloat(context, a, b) ? 1 : 0);

    /// <summary>EQ as a condition.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsEqual(ProcessContext context, Value a, Value b) =>
        a.IsInt && b.IsInt ? a.Bits == b.Bits : IsEqualSlow(context, a, b);

    /// <summary>NE as a condition.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNotEqual(ProcessContext context, Value a, Value b) =>
        a.IsInt && b.IsInt ? a.Bits != b.Bits : IsNotEqualSlow(context, a, b);

    /// <summary>GT as a condition.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsGreater(ProcessContext context, Value a, Value b) =>
        a.IsInt && b.IsInt ? a.Bits > b.Bits : NotTwoIntegers(context, "GT", a, b);

    /// <summary>LT as a condition.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLess(ProcessContext context, Value a, Value b) =>
        a.IsInt && b.IsInt ? a.Bits < b.Bits : NotTwoIntegers(context, "LT", a, b);

    /// <summary>GE as a condition.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsGreaterOrEqual(ProcessContext context, Value a, Value b) =>
        a.IsInt && b.IsInt ? a.Bits >= b.Bits : NotTwoIntegers(context, "GE", a, b);

    /// <summary>LE as a condition.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLessOrEqual(ProcessContext context, Value a, Value b) =>
        a.IsInt && b.IsInt ? a.Bits <= b.Bits : NotTwoIntegers(context, "LE", a, b);

    /// <summary>EQ_F as a condition.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsEqualFloat(ProcessContext context, Value a, Value b) =>
        a.IsFloat && b.IsFloat ? ValueEquality.AreEqual(a.AsFloat, b.AsFloat) : NotTwoFloats(context, "EQ_F", a, b);

    /// <summary>NE_F as a condition.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNotEqualFloat(ProcessContext context, Value a, Value b) =>
        a.IsFloat && b.IsFloat ? ValueEquality.AreDifferent(a.AsFloat, b.AsFloat) : NotTwoFloats(context, "NE_F", a, b);

    /// <summary>GT_F as a condition.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsGreaterFloat(ProcessContext context, Value a, Value b) =>
        a.IsFloat && b.IsFloat ? a.AsFloat > b.AsFloat : NotTwoFloats(context, "GT_F", a, b);

    /// <summary>LT_F as a condition.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLessFloat(ProcessContext context, Value a, Value b) =>
        a.IsFloat && b.IsFloat ? a.AsFloat < b.AsFloat : NotTwoFloats(context, "LT_F", a, b);

    /// <summary>GE_F as a condition.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsGreaterOrEqualFloat(ProcessContext context, Value a, Value b) =>
        a.IsFloat && b.IsFloat ? a.AsFloat >= b.AsFloat : NotTwoFloats(context, "GE_F", a, b);

    /// <summary>LE_F as a condition.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLessOrEqualFloat(ProcessContext context, Value a, Value b) =>
        a.IsFloat && b.IsFloat ? a.AsFloat <= b.AsFloat : NotTwoFloats(context, "LE_F", a, b);

    /// <summary>EQ of what is known to be text, as a condition.</summary>
    /// <param name="a">A <see cref="string"/> or <see cref="TextValue"/>.</param>
    /// <param name="b">A <see cref="string"/> or <see cref="TextValue"/>.</param>
    public static bool IsEqualText(object a, object b) => ValueEquality.AreEqualTexts(a, b);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsEqualSlow(ProcessContext context, Value a, Value b) =>
        a.Tag is string left && b.Tag is string right ? left == right : AreComparable(context, "EQ", a, b) && ValueEquality.AreEqual(a, b);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsNotEqualSlow(ProcessContext context, Value a, Value b) =>
        a.Tag is string left && b.Tag is string right ? left != right : AreComparable(context, "NE", a, b) && ValueEquality.AreDifferent(a, b);

    private static bool AreComparable(ProcessContext context, string operation, Value a, Value b)
    {
        if (ValueEquality.AreComparable(a, b))
        {
            return true;
        }

        context.RaiseTypeMismatch(operation, "values of the same type", a, b);
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool NotTwoIntegers(ProcessContext context, string operation, Value a, Value b)
    {
        context.RaiseTypeMismatch(operation, "two integers", a, b);
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool NotTwoFloats(ProcessContext context, string operation, Value a, Value b)
    {
        context.RaiseTypeMismatch(operation, "two floats", a, b);
        return false;
    }
}
