using System.Numerics;
using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>
/// The numbers of Scheme: exact integers of any size, exact fractions and floats. An exact result is in its only form, so an integer that fits
/// 64 bits is always an Int; a result is exact when all operands are.
/// </summary>
/// <remarks>
/// No operation runs without bound: exact numbers have at most <see cref="MostBits"/> bits, so that the slowest multiplication takes about a
/// second, and fractions, whose every result is brought to lowest terms in quadratic time, at most <see cref="MostFractionBits"/>.
/// </remarks>
internal static partial class NumericTower
{
    /// <summary>Most bits of an exact integer.</summary>
    public const int MostBits = 1 << 24;

    /// <summary>Most bits of the smaller of two numbers whose common divisor is sought.</summary>
    public const int MostFractionBits = 1 << 20;

    private const int FewWords = 32;

    /// <summary>Measured: a multiplication takes some ten nanoseconds for each unit of the length, in words of 32 bits, to the power of 1.5.</summary>
    private const int WordProductsPerUnit = 4;

    private const int WordPairsPerUnit = 40;

    /// <summary>How general a number is: operands are brought to the form of the more general one.</summary>
    private enum Form
    {
        None,
        Int,
        BigInteger,
        Rational,
        Float,
    }

    /// <summary>The sum of two numbers.</summary>
    /// <param name="a">One number.</param>
    /// <param name="b">The other.</param>
    /// <param name="result">The sum.</param>
    public static NumericProblem Add(Value a, Value b, out Value result)
    {
        if (a.IsInt && b.IsInt)
        {
            long sum = unchecked(a.Bits + b.Bits);
            result = ((a.Bits ^ sum) & (b.Bits ^ sum)) >= 0 ? Value.Int(sum) : BigIntegerValue.Normalize((BigInteger)a.Bits + b.Bits);
            return NumericProblem.None;
        }

        if (a.IsFloat && b.IsFloat)
        {
            result = Value.Float(a.AsFloat + b.AsFloat);
            return NumericProblem.None;
        }

        return AddSlow(a, b, out result);
    }

    /// <summary>The difference of two numbers.</summary>
    /// <param name="a">The number.</param>
    /// <param name="b">What is taken from it.</param>
    /// <param name="result">The difference.</param>
    public static NumericProblem Subtract(Value a, Value b, out Value result)
    {
        if (a.IsInt && b.IsInt)
        {
            long difference = unchecked(a.Bits - b.Bits);
            result = ((a.Bits ^ b.Bits) & (a.Bits ^ difference)) >= 0
                ? Value.Int(difference)
                : BigIntegerValue.Normalize((BigInteger)a.Bits - b.Bits);
            return NumericProblem.None;
        }

        if (a.IsFloat && b.IsFloat)
        {
            result = Value.Float(a.AsFloat - b.AsFloat);
            return NumericProblem.None;
        }

        return SubtractSlow(a, b, out result);
    }

    /// <summary>The product of two numbers.</summary>
    /// <param name="a">One number.</param>
    /// <param name="b">The other.</param>
    /// <param name="result">The product.</param>
    public static NumericProblem Multiply(Value a, Value b, out Value result)
    {
        if (a.IsInt && b.IsInt)
        {
            long high = Math.BigMul(a.Bits, b.Bits, out long low);
            result = high == low >> 63 ? Value.Int(low) : BigIntegerValue.Normalize((BigInteger)a.Bits * b.Bits);
            return NumericProblem.None;
        }

        if (a.IsFloat && b.IsFloat)
        {
            result = Value.Float(a.AsFloat * b.AsFloat);
            return NumericProblem.None;
        }

        return MultiplySlow(a, b, out result);
    }

    /// <summary>The quotient of two numbers; exact numbers give a fraction. An exact zero divides nothing.</summary>
    /// <param name="a">The dividend.</param>
    /// <param name="b">The divisor.</param>
    /// <param name="result">The quotient.</param>
    public static NumericProblem Divide(Value a, Value b, out Value result)
    {
        if (a.IsFloat && b.IsFloat)
        {
            result = Value.Float(a.AsFloat / b.AsFloat);
            return NumericProblem.None;
        }

        if (a.IsInt && b.IsInt && unchecked((ulong)(b.Bits + 1)) > 1)
        {
            var (quotient, rest) = Math.DivRem(a.Bits, b.Bits);
            if (rest == 0)
            {
                result = Value.Int(quotient);
                return NumericProblem.None;
            }
        }

        return DivideSlow(a, b, out result);
    }

    /// <summary>The number with the other sign.</summary>
    /// <param name="a">The number.</param>
    /// <param name="result">Its negative.</param>
    public static NumericProblem Negate(Value a, out Value result)
    {
        // A float that is zero changes its sign too, which a subtraction from zero would not do.
        result = FormOf(a) switch
        {
            Form.Int => a.Bits == long.MinValue ? BigIntegerValue.Normalize(-(BigInteger)a.Bits) : Value.Int(-a.Bits),
            Form.BigInteger => BigIntegerValue.Normalize(-ToBigInteger(a)),
            Form.Rational => RationalValue.Normalize(-NumeratorOf(a), DenominatorOf(a)),
            Form.Float => Value.Float(-a.AsFloat),
            _ => default,
        };
        return IsNumber(a) ? NumericProblem.None : NumericProblem.NotANumber;
    }

    /// <summary>Whether a value is a number.</summary>
    /// <param name="value">The value.</param>
    public static bool IsNumber(Value value) => FormOf(value) != Form.None;

    /// <summary>Whether a value is an exact number.</summary>
    /// <param name="value">The value.</param>
    public static bool IsExact(Value value) => FormOf(value) is Form.Int or Form.BigInteger or Form.Rational;

    /// <summary>Whether a value is an exact integer.</summary>
    /// <param name="value">The value.</param>
    public static bool IsExactInteger(Value value) => value.Tag is null or BigIntegerValue;

    /// <summary>Whether a value is a number that is an integer, exact or not.</summary>
    /// <param name="value">The value.</param>
    public static bool IsInteger(Value value) =>
        IsExactInteger(value) || (value.IsFloat && double.IsFinite(value.AsFloat) && Math.Floor(value.AsFloat) == value.AsFloat);

    /// <summary>The integer that an exact integer is.</summary>
    /// <param name="value">An Int or a BigInteger.</param>
    public static BigInteger ToBigInteger(Value value) => value.IsInt ? value.Bits : Unsafe.As<BigIntegerValue>(value.Tag!).Number;

    /// <summary>About what an operation on a number costs beyond that on a small one, in units of a call or two.</summary>
    /// <param name="number">The number, or anything else.</param>
    public static long WorkOf(Value number) => number.Tag switch
    {
        BigIntegerValue integer => WorkOf(integer.Number),

        // Bringing a fraction to lowest terms takes the square of its length.
        RationalValue fraction => WorkOf(fraction.Numerator) + WorkOf(fraction.Denominator)
            + Squared(Math.Min(WordsOf(fraction.Numerator), WordsOf(fraction.Denominator))),
        _ => 0,
    };

    private static long WorkOf(in BigInteger number)
    {
        long words = WordsOf(number);
        return words < FewWords ? 0 : (long)(words * Math.Sqrt(words) / WordProductsPerUnit);
    }

    private static long Squared(long words) => words * words / WordPairsPerUnit;

    private static long WordsOf(in BigInteger number) => number.GetBitLength() / 32;

    private static Form FormOf(Value value) => value.Tag switch
    {
        null => Form.Int,
        BigIntegerValue => Form.BigInteger,
        RationalValue => Form.Rational,
        _ => value.IsFloat ? Form.Float : Form.None,
    };

    /// <summary>The form both operands are brought to; none when one is no number.</summary>
    private static Form FormOf(Value a, Value b)
    {
        var (left, right) = (FormOf(a), FormOf(b));
        return left == Form.None || right == Form.None ? Form.None : left > right ? left : right;
    }

    private static BigInteger NumeratorOf(Value exact) => exact.Tag is RationalValue fraction ? fraction.Numerator : ToBigInteger(exact);

    private static BigInteger DenominatorOf(Value exact) => exact.Tag is RationalValue fraction ? fraction.Denominator : BigInteger.One;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static NumericProblem AddSlow(Value a, Value b, out Value result)
    {
        switch (FormOf(a, b))
        {
            case Form.Float:
                result = Value.Float(ToDouble(a) + ToDouble(b));
                return NumericProblem.None;
            case Form.Int or Form.BigInteger:
                return Keep(ToBigInteger(a) + ToBigInteger(b), out result);
            case Form.Rational:
                return AddFractions(a, NumeratorOf(b), DenominatorOf(b), out result);
            default:
                result = default;
                return NumericProblem.NotANumber;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static NumericProblem SubtractSlow(Value a, Value b, out Value result)
    {
        switch (FormOf(a, b))
        {
            case Form.Float:
                result = Value.Float(ToDouble(a) - ToDouble(b));
                return NumericProblem.None;
            case Form.Int or Form.BigInteger:
                return Keep(ToBigInteger(a) - ToBigInteger(b), out result);
            case Form.Rational:
                return AddFractions(a, -NumeratorOf(b), DenominatorOf(b), out result);
            default:
                result = default;
                return NumericProblem.NotANumber;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static NumericProblem MultiplySlow(Value a, Value b, out Value result)
    {
        switch (FormOf(a, b))
        {
            case Form.Float:
                result = Value.Float(ToDouble(a) * ToDouble(b));
                return NumericProblem.None;
            case Form.Int or Form.BigInteger:
                return Product(ToBigInteger(a), ToBigInteger(b), out result);
            case Form.Rational:
                return MultiplyFractions(NumeratorOf(a), DenominatorOf(a), NumeratorOf(b), DenominatorOf(b), out result);
            default:
                result = default;
                return NumericProblem.NotANumber;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static NumericProblem DivideSlow(Value a, Value b, out Value result)
    {
        result = default;
        var form = FormOf(a, b);
        if (form == Form.None)
        {
            return NumericProblem.NotANumber;
        }

        if (b.IsInt && b.Bits == 0)
        {
            return NumericProblem.DivisionByZero;
        }

        if (form == Form.Float)
        {
            result = Value.Float(ToDouble(a) / ToDouble(b));
            return NumericProblem.None;
        }

        return form == Form.Rational
            ? MultiplyFractions(NumeratorOf(a), DenominatorOf(a), DenominatorOf(b), NumeratorOf(b), out result)
            : Fraction(ToBigInteger(a), ToBigInteger(b), out result);
    }

    private static NumericProblem AddFractions(Value a, BigInteger numerator, BigInteger denominator, out Value result)
    {
        var (top, bottom) = (NumeratorOf(a), DenominatorOf(a));
        result = default;
        return !MayMultiply(top, denominator) || !MayMultiply(numerator, bottom)
            ? NumericProblem.TooLarge
            : Fraction((top * denominator) + (numerator * bottom), bottom * denominator, out result);
    }

    private static NumericProblem MultiplyFractions(BigInteger top, BigInteger bottom, BigInteger otherTop, BigInteger otherBottom, out Value result)
    {
        result = default;
        return !MayMultiply(top, otherTop) || !MayMultiply(bottom, otherBottom)
            ? NumericProblem.TooLarge
            : Fraction(top * otherTop, bottom * otherBottom, out result);
    }

    /// <summary>An exact quotient in lowest terms; the divisor is not zero.</summary>
    private static NumericProblem Fraction(BigInteger numerator, BigInteger denominator, out Value result)
    {
        if (!MayDivideOut(numerator, denominator))
        {
            result = default;
            return NumericProblem.TooLarge;
        }

        result = RationalValue.Normalize(numerator, denominator);
        return NumericProblem.None;
    }

    private static NumericProblem Product(BigInteger a, BigInteger b, out Value result)
    {
        if (!MayMultiply(a, b))
        {
            result = default;
            return NumericProblem.TooLarge;
        }

        result = BigIntegerValue.Normalize(a * b);
        return NumericProblem.None;
    }

    /// <summary>Keeps an integer unless it is too large.</summary>
    private static NumericProblem Keep(BigInteger number, out Value result)
    {
        bool isTooLarge = number.GetBitLength() > MostBits;
        result = isTooLarge ? default : BigIntegerValue.Normalize(number);
        return isTooLarge ? NumericProblem.TooLarge : NumericProblem.None;
    }

    private static bool MayMultiply(in BigInteger a, in BigInteger b) => a.GetBitLength() + b.GetBitLength() <= MostBits;

    /// <summary>Whether the common divisor is found in bounded time, which grows with the square of the smaller number.</summary>
    private static bool MayDivideOut(in BigInteger a, in BigInteger b) => Math.Min(a.GetBitLength(), b.GetBitLength()) <= MostFractionBits;
}
