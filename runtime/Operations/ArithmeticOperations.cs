using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Arithmetic on numbers. Integers wrap in 64 bits; an integer beside a float is converted.</summary>
/// <remarks>Each operation tests for integers in place and leaves the rest to a method that is never inlined.</remarks>
public static class ArithmeticOperations
{
    private const string TwoNumbers = "two numbers (int or float)";

    /// <summary>ADD.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Add(ProcessContext context, Value a, Value b) =>
        a.IsInt && b.IsInt ? Value.Int(unchecked(a.Bits + b.Bits)) : AddSlow(context, a, b);

    /// <summary>SUB: a - b.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Subtract(ProcessContext context, Value a, Value b) =>
        a.IsInt && b.IsInt ? Value.Int(unchecked(a.Bits - b.Bits)) : SubtractSlow(context, a, b);

    /// <summary>MUL.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Multiply(ProcessContext context, Value a, Value b) =>
        a.IsInt && b.IsInt ? Value.Int(unchecked(a.Bits * b.Bits)) : MultiplySlow(context, a, b);

    /// <summary>DIV: a / b, truncated toward zero for integers.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    public static Value Divide(ProcessContext context, Value a, Value b)
    {
        // Zero and -1 need care: the machine traps on both a zero divisor and the quotient that does not fit.
        if (a.IsInt && b.IsInt && unchecked((ulong)(b.Bits + 1)) > 1)
        {
            return Value.Int(a.Bits / b.Bits);
        }

        return DivideSlow(context, a, b);
    }

    /// <summary>MOD: what remains of a after the truncated division by b.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    public static Value Modulo(ProcessContext context, Value a, Value b)
    {
        if (!a.IsInt || !b.IsInt)
        {
            context.RaiseTypeMismatch("MOD", "two integers", a, b);
            return default;
        }

        if (b.Bits == 0)
        {
            context.Raise(ErrorText.DivisionByZero);
            return default;
        }

        return Value.Int(b.Bits == -1 ? 0 : a.Bits % b.Bits);
    }

    /// <summary>NEG.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The value.</param>
    [Pure]
    public static Value Negate(ProcessContext context, Value a)
    {
        if (a.IsInt)
        {
            return Value.Int(unchecked(-a.Bits));
        }

        if (a.IsFloat)
        {
            return Value.Float(-a.AsFloat);
        }

        context.RaiseTypeMismatch("NEG", "a number (int or float)", a);
        return default;
    }

    /// <summary>ADD_F.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value AddFloat(ProcessContext context, Value a, Value b) =>
        a.IsFloat && b.IsFloat ? Value.Float(a.AsFloat + b.AsFloat) : NotTwoFloats(context, "ADD_F", a, b);

    /// <summary>SUB_F: a - b.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value SubtractFloat(ProcessContext context, Value a, Value b) =>
        a.IsFloat && b.IsFloat ? Value.Float(a.AsFloat - b.AsFloat) : NotTwoFloats(context, "SUB_F", a, b);

    /// <summary>MUL_F.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value MultiplyFloat(ProcessContext context, Value a, Value b) =>
        a.IsFloat && b.IsFloat ? Value.Float(a.AsFloat * b.AsFloat) : NotTwoFloats(context, "MUL_F", a, b);

    /// <summary>DIV_F: a / b; b is not zero.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The deeper value.</param>
    /// <param name="b">The upper value.</param>
    [Pure]
    public static Value DivideFloat(ProcessContext context, Value a, Value b)
    {
        if (!a.IsFloat || !b.IsFloat)
        {
            return NotTwoFloats(context, "DIV_F", a, b);
        }

        if (b.AsFloat == 0)
        {
            context.Raise("DIV_F expects non-zero divisor but got zero");
            return default;
        }

        return Value.Float(a.AsFloat / b.AsFloat);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value AddSlow(ProcessContext context, Value a, Value b) =>
        AreNumbers(context, "ADD", a, b) ? Value.Float(ToDouble(a) + ToDouble(b)) : default;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value SubtractSlow(ProcessContext context, Value a, Value b) =>
        AreNumbers(context, "SUB", a, b) ? Value.Float(ToDouble(a) - ToDouble(b)) : default;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value MultiplySlow(ProcessContext context, Value a, Value b) =>
        AreNumbers(context, "MUL", a, b) ? Value.Float(ToDouble(a) * ToDouble(b)) : default;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value DivideSlow(ProcessContext context, Value a, Value b)
    {
        if (!AreNumbers(context, "DIV", a, b))
        {
            return default;
        }

        if (ToDouble(b) == 0)
        {
            context.Raise(ErrorText.DivisionByZero);
            return default;
        }

        // Of integers only the divisor -1 is left.
        return a.IsInt && b.IsInt ? Value.Int(unchecked(-a.Bits)) : Value.Float(ToDouble(a) / ToDouble(b));
    }

    private static bool AreNumbers(ProcessContext context, string operation, Value a, Value b)
    {
        if ((a.IsInt || a.IsFloat) && (b.IsInt || b.IsFloat))
        {
            return true;
        }

        context.RaiseTypeMismatch(operation, TwoNumbers, a, b);
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value NotTwoFloats(ProcessContext context, string operation, Value a, Value b)
    {
        context.RaiseTypeMismatch(operation, "two floats", a, b);
        return default;
    }

    private static double ToDouble(Value number) => number.IsInt ? number.Bits : number.AsFloat;
}
