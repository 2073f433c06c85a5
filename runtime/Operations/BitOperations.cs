using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Operations on the bits of integers. Shift counts are taken modulo 64.</summary>
public static class BitOperations
{
    private const int CountMask = 63;

    /// <summary>BAND.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value And(ProcessContext context, Value a, Value b) =>
        a.IsInt && b.IsInt ? Value.Int(a.Bits & b.Bits) : NotTwoIntegers(context, "BAND", a, b);

    /// <summary>BOR.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Or(ProcessContext context, Value a, Value b) =>
        a.IsInt && b.IsInt ? Value.Int(a.Bits | b.Bits) : NotTwoIntegers(context, "BOR", a, b);

    /// <summary>BXOR.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value ExclusiveOr(ProcessContext context, Value a, Value b) =>
        a.IsInt && b.IsInt ? Value.Int(a.Bits ^ b.Bits) : NotTwoIntegers(context, "BXOR", a, b);

    /// <summary>BNOT.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The value.</param>
    [Pure]
    public static Value Complement(ProcessContext context, Value a)
    {
        if (a.IsInt)
        {
            return Value.Int(~a.Bits);
        }

        context.RaiseTypeMismatch("BNOT", "an integer", a);
        return default;
    }

    /// <summary>SHL.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The integer shifted.</param>
    /// <param name="count">By how many bits.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value ShiftLeft(ProcessContext context, Value a, Value count) =>
        a.IsInt && count.IsInt ? Value.Int(a.Bits << (int)(count.Bits & CountMask)) : NotTwoIntegers(context, "SHL", a, count);

    /// <summary>SHR: the sign is kept.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The integer shifted.</param>
    /// <param name="count">By how many bits.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value ShiftRight(ProcessContext context, Value a, Value count) =>
        a.IsInt && count.IsInt ? Value.Int(a.Bits >> (int)(count.Bits & CountMask)) : NotTwoIntegers(context, "SHR", a, count);

    /// <summary>USHR: zeros come in from the left.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The integer shifted.</param>
    /// <param name="count">By how many bits.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value ShiftRightUnsigned(ProcessContext context, Value a, Value count) =>
        a.IsInt && count.IsInt ? Value.Int(a.Bits >>> (int)(count.Bits & CountMask)) : NotTwoIntegers(context, "USHR", a, count);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value NotTwoIntegers(ProcessContext context, string operation, Value a, Value b)
    {
        context.RaiseTypeMismatch(operation, "two integers", a, b);
        return default;
    }
}
