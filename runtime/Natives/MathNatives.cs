using System.Numerics;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;
using Bits = System.Numerics.BitOperations;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Functions of numbers.</summary>
[TtvmLibrary("math")]
public static class MathNatives
{
    /// <summary>The largest n whose factorial is an Int.</summary>
    private const int LastWholeFactorial = 20;

    /// <summary>From here on a factorial is infinite.</summary>
    private const int FirstInfiniteFactorial = 171;

    /// <summary>Absolute value, an Int of an Int; the smallest Int stays itself.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">A number.</param>
    [TtvmFunction("math.abs"), Pure]
    public static Value Abs(ProcessContext context, Value x) =>
        !IsNumber(context, "math.abs", x) ? default
        : x.IsInt ? Value.Int(x.AsInt < 0 ? unchecked(-x.AsInt) : x.AsInt)
        : Value.Float(Math.Abs(x.AsFloat));

    /// <summary>-1, 0 or 1 for a number below, at or above zero; 0 for NaN.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">A number.</param>
    [TtvmFunction("math.sign"), Pure]
    public static long Sign(ProcessContext context, Value x) =>
        !IsNumber(context, "math.sign", x) ? 0
        : x.IsInt ? Math.Sign(x.AsInt)
        : double.IsNaN(x.AsFloat) ? 0 : Math.Sign(x.AsFloat);

    /// <summary>The larger of two numbers, the second when neither is; it stays an Int or a Float.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">A number.</param>
    /// <param name="b">Another.</param>
    [TtvmFunction("math.max"), Pure]
    public static Value Max(ProcessContext context, Value a, Value b) => Outer(context, "math.max", a, b, 1);

    /// <summary>The smaller of two numbers, the second when neither is; it stays an Int or a Float.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">A number.</param>
    /// <param name="b">Another.</param>
    [TtvmFunction("math.min"), Pure]
    public static Value Min(ProcessContext context, Value a, Value b) => Outer(context, "math.min", a, b, -1);

    /// <summary>A number, or the bound it lies beyond.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The number.</param>
    /// <param name="low">The lower bound.</param>
    /// <param name="high">The upper bound; not below the lower.</param>
    [TtvmFunction("math.clamp"), Pure]
    public static Value Clamp(ProcessContext context, Value x, Value low, Value high)
    {
        if (!IsNumber(context, "math.clamp", x) || !IsNumber(context, "math.clamp", low) || !IsNumber(context, "math.clamp", high))
        {
            return default;
        }

        if (ValueOrder.Compare(low, high) > 0)
        {
            context.Raise("math.clamp: the lower bound is above the upper");
            return default;
        }

        return ValueOrder.Compare(x, low) < 0 ? low : ValueOrder.Compare(x, high) > 0 && !IsNaN(x) ? high : x;
    }

    /// <summary>Square root; an error for a negative number.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The number.</param>
    [TtvmFunction("math.sqrt"), Pure]
    public static double Sqrt(ProcessContext context, double x)
    {
        if (x < 0)
        {
            context.RaiseThrown(Value.Text("sqrt: negative input"));
        }

        return Math.Sqrt(x);
    }

    /// <summary>n!: an Int up to 20!, from there on the nearest Float; an error for a negative number.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="n">The number.</param>
    [TtvmFunction("math.factorial"), Pure]
    public static Value Factorial(ProcessContext context, long n)
    {
        if (n < 0)
        {
            context.RaiseThrown(Value.Text("factorial: negative input"));
            return default;
        }

        if (n >= FirstInfiniteFactorial)
        {
            return Value.Float(double.PositiveInfinity);
        }

        var product = BigInteger.One;
        for (long i = 2; i <= n; i++)
        {
            product *= i;
        }

        return n <= LastWholeFactorial ? Value.Int((long)product) : Value.Float((double)product);
    }

    /// <summary>A number to the power of any number, as a Float.</summary>
    /// <param name="x">The base.</param>
    /// <param name="y">The exponent.</param>
    [TtvmFunction("math.power"), Pure]
    public static double Power(double x, double y) => Math.Pow(x, y);

    /// <summary>The greatest common divisor of two integers, never negative but for the smallest integer.</summary>
    /// <param name="a">An integer.</param>
    /// <param name="b">Another.</param>
    [TtvmFunction("math.gcd"), Pure]
    public static long Gcd(long a, long b)
    {
        while (b != 0)
        {
            (a, b) = (b, b == -1 ? 0 : a % b);
        }

        return a < 0 ? unchecked(-a) : a;
    }

    /// <summary>The least common multiple of two integers; 0 when one is 0, an error when it is no Int.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">An integer.</param>
    /// <param name="b">Another.</param>
    [TtvmFunction("math.lcm"), Pure]
    public static long Lcm(ProcessContext context, long a, long b)
    {
        if (a == 0 || b == 0)
        {
            return 0;
        }

        var multiple = Int128.Abs((Int128)a * b) / (Int128)(ulong)Gcd(a, b);
        if (multiple > long.MaxValue)
        {
            context.Raise("math.lcm: the result is no Int");
            return 0;
        }

        return (long)multiple;
    }

    /// <summary>The remainder of the division that rounds down: it has the sign of the divisor.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The dividend; an Int gives an Int.</param>
    /// <param name="b">The divisor.</param>
    [TtvmFunction("math.mod"), Pure]
    public static Value Mod(ProcessContext context, Value a, Value b)
    {
        if (!AreDivisible(context, "math.mod", a, b))
        {
            return default;
        }

        if (a.IsInt && b.IsInt)
        {
            long rest = b.AsInt == -1 ? 0 : a.AsInt % b.AsInt;
            return Value.Int(rest != 0 && rest < 0 != b.AsInt < 0 ? rest + b.AsInt : rest);
        }

        double remainder = AsFloat(a) % AsFloat(b);
        return Value.Float(remainder != 0 && remainder < 0 != AsFloat(b) < 0 ? remainder + AsFloat(b) : remainder);
    }

    /// <summary>Quotient rounded down, and remainder, of two integers: [quotient, remainder].</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The dividend.</param>
    /// <param name="b">The divisor.</param>
    [TtvmFunction("math.divmod")]
    public static ListValue DivMod(ProcessContext context, long a, long b)
    {
        if (b == 0)
        {
            context.Raise(ErrorText.DivisionByZero);
            return ListValue.Empty;
        }

        long quotient = b == -1 ? unchecked(-a) : a / b;
        long rest = b == -1 ? 0 : a % b;
        return rest != 0 && rest < 0 != b < 0
            ? ListValue.FromOwned([Value.Int(quotient - 1), Value.Int(rest + b)])
            : ListValue.FromOwned([Value.Int(quotient), Value.Int(rest)]);
    }

    /// <summary>1 for NaN, 0 for other numbers.</summary>
    /// <param name="x">A number.</param>
    [TtvmFunction("math.is_nan"), Pure]
    public static long IsNaN(double x) => double.IsNaN(x) ? 1 : 0;

    /// <summary>1 for the infinities, 0 for other numbers.</summary>
    /// <param name="x">A number.</param>
    [TtvmFunction("math.is_inf"), Pure]
    public static long IsInfinite(double x) => double.IsInfinity(x) ? 1 : 0;

    /// <summary>Number of ones among the 64 bits of an integer.</summary>
    /// <param name="n">The integer.</param>
    [TtvmFunction("math.bit_count"), Pure]
    public static long BitCount(long n) => Bits.PopCount((ulong)n);

    /// <summary>Number of zeros above the highest one among the 64 bits of an integer.</summary>
    /// <param name="n">The integer.</param>
    [TtvmFunction("math.leading_zeros"), Pure]
    public static long LeadingZeros(long n) => Bits.LeadingZeroCount((ulong)n);

    /// <summary>Number of zeros below the lowest one among the 64 bits of an integer.</summary>
    /// <param name="n">The integer.</param>
    [TtvmFunction("math.trailing_zeros"), Pure]
    public static long TrailingZeros(long n) => n == 0 ? 64 : Bits.TrailingZeroCount(n);

    /// <summary>Whether a value is a number; an error if not.</summary>
    internal static bool IsNumber(ProcessContext context, string function, Value value)
    {
        if (value.IsInt || value.IsFloat)
        {
            return true;
        }

        context.RaiseTypeMismatch(function, "a number (int or float)", value);
        return false;
    }

    private static bool IsNaN(Value value) => value.IsFloat && double.IsNaN(value.AsFloat);

    private static double AsFloat(Value number) => number.IsInt ? number.AsInt : number.AsFloat;

    private static bool AreDivisible(ProcessContext context, string function, Value a, Value b)
    {
        if (!IsNumber(context, function, a) || !IsNumber(context, function, b))
        {
            return false;
        }

        if (AsFloat(b) != 0)
        {
            return true;
        }

        context.Raise(ErrorText.DivisionByZero);
        return false;
    }

    private static Value Outer(ProcessContext context, string function, Value a, Value b, int sign) =>
        !IsNumber(context, function, a) || !IsNumber(context, function, b) ? default
        : IsNaN(a) || IsNaN(b) || Math.Sign(ValueOrder.Compare(a, b)) != sign ? b
        : a;
}
