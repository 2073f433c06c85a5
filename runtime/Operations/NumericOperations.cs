using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Arithmetic on the numbers of Lisp: integers that grow beyond 64 bits, fractions and floats.</summary>
/// <remarks>Each operation tests for two integers and two floats in place and leaves the rest to a method that is never inlined.</remarks>
public static class NumericOperations
{
    /// <summary>NUM_ADD.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Add(ProcessContext context, Value a, Value b)
    {
        if (a.IsInt && b.IsInt)
        {
            long sum = unchecked(a.Bits + b.Bits);
            return ((a.Bits ^ sum) & (b.Bits ^ sum)) >= 0 ? Value.Int(sum) : AddSlow(context, a, b);
        }

        return a.IsFloat && b.IsFloat ? Value.Float(a.AsFloat + b.AsFloat) : AddSlow(context, a, b);
    }

    /// <summary>NUM_SUB: a - b.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Subtract(ProcessContext context, Value a, Value b)
    {
        if (a.IsInt && b.IsInt)
        {
            long difference = unchecked(a.Bits - b.Bits);
            return ((a.Bits ^ b.Bits) & (a.Bits ^ difference)) >= 0 ? Value.Int(difference) : SubtractSlow(context, a, b);
        }

        return a.IsFloat && b.IsFloat ? Value.Float(a.AsFloat - b.AsFloat) : SubtractSlow(context, a, b);
    }

    /// <summary>NUM_MUL.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Multiply(ProcessContext context, Value a, Value b)
    {
        if (a.IsInt && b.IsInt)
        {
            long high = Math.BigMul(a.Bits, b.Bits, out long low);
            return high == low >> 63 ? Value.Int(low) : MultiplySlow(context, a, b);
        }

        return a.IsFloat && b.IsFloat ? Value.Float(a.AsFloat * b.AsFloat) : MultiplySlow(context, a, b);
    }

    /// <summary>NUM_DIV: a / b. Exact numbers have an exact quotient.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Divide(ProcessContext context, Value a, Value b) =>
        a.IsFloat && b.IsFloat ? Value.Float(a.AsFloat / b.AsFloat) : DivideSlow(context, a, b);

    /// <summary>NUM_QUOTIENT: a / b truncated toward zero.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Quotient(ProcessContext context, Value a, Value b) =>
        a.IsInt && b.IsInt && IsPlainDivisor(b.Bits) ? Value.Int(a.Bits / b.Bits) : QuotientSlow(context, a, b);

    /// <summary>NUM_REMAINDER: what remains of a after the truncated division; it has the sign of a.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Remainder(ProcessContext context, Value a, Value b) =>
        a.IsInt && b.IsInt && IsPlainDivisor(b.Bits) ? Value.Int(a.Bits % b.Bits) : RemainderSlow(context, a, b);

    /// <summary>NUM_MODULO: what remains of a after the division rounded down; it has the sign of b.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Modulo(ProcessContext context, Value a, Value b) =>
        a.IsInt && b.IsInt && IsPlainDivisor(b.Bits) ? Value.Int(FloorRemainder(a.Bits, b.Bits)) : ModuloSlow(context, a, b);

    /// <summary>NUM_NEG.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The number.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Negate(ProcessContext context, Value a) =>
        a.IsInt && a.Bits != long.MinValue ? Value.Int(-a.Bits)
        : a.IsFloat ? Value.Float(-a.AsFloat) : NegateSlow(context, a);

    /// <summary>NUM_EQ.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value AreEqual(ProcessContext context, Value a, Value b) => Value.Bool(IsEqual(context, a, b));

    /// <summary>Whether a = b.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsEqual(ProcessContext context, Value a, Value b) =>
        a.IsInt && b.IsInt ? a.Bits == b.Bits
        : a.IsFloat && b.IsFloat ? a.AsFloat == b.AsFloat
        : AreEqualSlow(context, a, b);

    /// <summary>NUM_LT.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Less(ProcessContext context, Value a, Value b) => Value.Bool(IsLess(context, a, b));

    /// <summary>Whether a &lt; b.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLess(ProcessContext context, Value a, Value b) =>
        a.IsInt && b.IsInt ? a.Bits < b.Bits
        : a.IsFloat && b.IsFloat ? a.AsFloat < b.AsFloat
        : LessSlow(context, a, b);

    /// <summary>NUM_GT.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Greater(ProcessContext context, Value a, Value b) => Value.Bool(IsGreater(context, a, b));

    /// <summary>Whether a &gt; b.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsGreater(ProcessContext context, Value a, Value b) =>
        a.IsInt && b.IsInt ? a.Bits > b.Bits
        : a.IsFloat && b.IsFloat ? a.AsFloat > b.AsFloat
        : GreaterSlow(context, a, b);

    /// <summary>NUM_LE.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value LessOrEqual(ProcessContext context, Value a, Value b) => Value.Bool(IsLessOrEqual(context, a, b));

    /// <summary>Whether a &lt;= b.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLessOrEqual(ProcessContext context, Value a, Value b) =>
        a.IsInt && b.IsInt ? a.Bits <= b.Bits
        : a.IsFloat && b.IsFloat ? a.AsFloat <= b.AsFloat
        : LessOrEqualSlow(context, a, b);

    /// <summary>NUM_GE.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value GreaterOrEqual(ProcessContext context, Value a, Value b) => Value.Bool(IsGreaterOrEqual(context, a, b));

    /// <summary>Whether a &gt;= b.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsGreaterOrEqual(ProcessContext context, Value a, Value b) =>
        a.IsInt && b.IsInt ? a.Bits >= b.Bits
        : a.IsFloat && b.IsFloat ? a.AsFloat >= b.AsFloat
        : GreaterOrEqualSlow(context, a, b);

    /// <summary>The machine traps on a zero divisor, and on -1 when the quotient does not fit.</summary>
    private static bool IsPlainDivisor(long divisor) => unchecked((ulong)(divisor + 1)) > 1;

    /// <summary>What remains of a after the division rounded down.</summary>
    /// <param name="a">The number.</param>
    /// <param name="b">The divisor, neither 0 nor -1.</param>
    [Pure]
    public static long FloorRemainder(long a, long b)
    {
        long remainder = a % b;
        return remainder != 0 && (remainder ^ b) < 0 ? remainder + b : remainder;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value AddSlow(ProcessContext context, Value a, Value b) =>
        NumericErrors.Check(context, "+", NumericTower.Add(a, b, out var result), result, a, b);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value SubtractSlow(ProcessContext context, Value a, Value b) =>
        NumericErrors.Check(context, "-", NumericTower.Subtract(a, b, out var result), result, a, b);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value MultiplySlow(ProcessContext context, Value a, Value b) =>
        NumericErrors.Check(context, "*", NumericTower.Multiply(a, b, out var result), result, a, b);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value DivideSlow(ProcessContext context, Value a, Value b) =>
        NumericErrors.Check(context, "/", NumericTower.Divide(a, b, out var result), result, a, b);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value QuotientSlow(ProcessContext context, Value a, Value b) =>
        NumericErrors.Check(context, "quotient", NumericTower.Quotient(a, b, out var result), result, a, b);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value RemainderSlow(ProcessContext context, Value a, Value b) =>
        NumericErrors.Check(context, "remainder", NumericTower.Remainder(a, b, out var result), result, a, b);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value ModuloSlow(ProcessContext context, Value a, Value b) =>
        NumericErrors.Check(context, "modulo", NumericTower.Modulo(a, b, out var result), result, a, b);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value NegateSlow(ProcessContext context, Value a) =>
        NumericErrors.Check(context, "-", NumericTower.Negate(a, out var result), result, a, a);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool AreEqualSlow(ProcessContext context, Value a, Value b)
    {
        var problem = NumericTower.Compare(a, b, out int order);
        return NumericErrors.Check(context, "=", problem, Value.Bool(order == 0), a, b).AsBool;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool LessSlow(ProcessContext context, Value a, Value b)
    {
        var problem = NumericTower.Compare(a, b, out int order);
        return NumericErrors.Check(context, "<", problem, Value.Bool(order == -1), a, b).AsBool;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool GreaterSlow(ProcessContext context, Value a, Value b)
    {
        var problem = NumericTower.Compare(a, b, out int order);
        return NumericErrors.Check(context, ">", problem, Value.Bool(order == 1), a, b).AsBool;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool LessOrEqualSlow(ProcessContext context, Value a, Value b)
    {
        var problem = NumericTower.Compare(a, b, out int order);
        return NumericErrors.Check(context, "<=", problem, Value.Bool(order is 0 or -1), a, b).AsBool;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool GreaterOrEqualSlow(ProcessContext context, Value a, Value b)
    {
        var problem = NumericTower.Compare(a, b, out int order);
        return NumericErrors.Check(context, ">=", problem, Value.Bool(order is 0 or 1), a, b).AsBool;
    }
}
