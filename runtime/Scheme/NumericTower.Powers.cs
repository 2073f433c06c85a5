using System.Numerics;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>Powers, roots and common divisors.</summary>
internal static partial class NumericTower
{
    /// <summary>Beyond so many bits the root of an integer is taken from its exact root: the integer may be no float any more.</summary>
    private const int MostFloatBits = 1000;

    /// <summary>Bits of the root of a fraction that a float may not have room for: more than a float holds.</summary>
    private const int RootBits = 64;

    /// <summary>expt: a power.</summary>
    /// <param name="number">The number.</param>
    /// <param name="exponent">How often it is multiplied; any number.</param>
    /// <param name="result">The power, exact when the number is and the exponent is an exact integer.</param>
    public static NumericProblem Power(Value number, Value exponent, out Value result)
    {
        result = default;
        var form = FormOf(number, exponent);
        if (form == Form.None)
        {
            return NumericProblem.NotANumber;
        }

        if (IsExact(number) && IsExactInteger(exponent))
        {
            return ExactPower(number, ToBigInteger(exponent), out result);
        }

        if (exponent.Tag is RationalValue { Denominator: var denominator } && denominator == 2 && IsExact(number) && SignOf(number) >= 0
            && SquareRoot(number, out var root) == NumericProblem.None && IsExact(root))
        {
            return ExactPower(root, NumeratorOf(exponent), out result);
        }

        if (IsExact(number) && IsExact(exponent) && SignOf(number) < 0)
        {
            return NumericProblem.NotReal;
        }

        result = Value.Float(Math.Pow(ToDouble(number), ToDouble(exponent)));
        return NumericProblem.None;
    }

    /// <summary>sqrt: the square root, exact when there is an exact one.</summary>
    /// <param name="number">A number; the root of an exact negative one is an error, that of an inexact one is not a number.</param>
    /// <param name="result">The root.</param>
    public static NumericProblem SquareRoot(Value number, out Value result)
    {
        result = default;
        if (!IsNumber(number))
        {
            return NumericProblem.NotANumber;
        }

        if (number.IsFloat)
        {
            result = Value.Float(Math.Sqrt(number.AsFloat));
            return NumericProblem.None;
        }

        if (SignOf(number) < 0)
        {
            return NumericProblem.NotReal;
        }

        if (number.IsInt)
        {
            result = RootOf(number.Bits);
            return NumericProblem.None;
        }

        var (top, bottom) = (NumeratorOf(number), DenominatorOf(number));
        var (topRoot, bottomRoot) = (RootOf(top), RootOf(bottom));
        result = topRoot * topRoot == top && bottomRoot * bottomRoot == bottom
            ? RationalValue.Normalize(topRoot, bottomRoot)
            : Value.Float(InexactRoot(top, bottom));
        return NumericProblem.None;
    }

    /// <summary>exact-integer-sqrt: the root of an integer rounded down, and what it leaves.</summary>
    /// <param name="number">An exact integer that is not negative.</param>
    /// <param name="root">The root.</param>
    /// <param name="rest">The number less the square of the root.</param>
    public static NumericProblem IntegerRoot(Value number, out Value root, out Value rest)
    {
        (root, rest) = (default, default);
        if (!IsExactInteger(number) || SignOf(number) < 0)
        {
            return NumericProblem.NotANaturalNumber;
        }

        var integer = ToBigInteger(number);
        var below = RootOf(integer);
        (root, rest) = (BigIntegerValue.Normalize(below), BigIntegerValue.Normalize(integer - (below * below)));
        return NumericProblem.None;
    }

    /// <summary>gcd: the greatest common divisor.</summary>
    /// <param name="a">An integer.</param>
    /// <param name="b">Another.</param>
    /// <param name="result">The divisor, not negative.</param>
    public static NumericProblem CommonDivisor(Value a, Value b, out Value result)
    {
        if (a.IsInt && b.IsInt)
        {
            ulong common = CommonDivisor(Magnitude(a.Bits), Magnitude(b.Bits));
            result = common <= long.MaxValue ? Value.Int((long)common) : BigIntegerValue.Normalize(common);
            return NumericProblem.None;
        }

        var problem = AreIntegers(a, b);
        result = default;
        if (problem != NumericProblem.None)
        {
            return problem;
        }

        var (left, right) = (ToExactInteger(a), ToExactInteger(b));
        if (!MayDivideOut(left, right))
        {
            return NumericProblem.TooLarge;
        }

        result = InFormOf(a, b, BigInteger.GreatestCommonDivisor(left, right));
        return NumericProblem.None;
    }

    /// <summary>lcm: the least common multiple.</summary>
    /// <param name="a">An integer.</param>
    /// <param name="b">Another.</param>
    /// <param name="result">The multiple, not negative; zero when one of them is.</param>
    public static NumericProblem CommonMultiple(Value a, Value b, out Value result)
    {
        if (a.IsInt && b.IsInt)
        {
            ulong common = CommonDivisor(Magnitude(a.Bits), Magnitude(b.Bits));
            var multiple = common == 0 ? 0 : (UInt128)(Magnitude(a.Bits) / common) * Magnitude(b.Bits);
            result = multiple <= long.MaxValue ? Value.Int((long)multiple) : BigIntegerValue.Normalize(multiple);
            return NumericProblem.None;
        }

        var problem = AreIntegers(a, b);
        result = default;
        if (problem != NumericProblem.None)
        {
            return problem;
        }

        var (left, right) = (ToExactInteger(a), ToExactInteger(b));
        if (!MayDivideOut(left, right) || !MayMultiply(left, right))
        {
            return NumericProblem.TooLarge;
        }

        var divisor = BigInteger.GreatestCommonDivisor(left, right);
        result = InFormOf(a, b, divisor.IsZero ? divisor : BigInteger.Abs(left / divisor * right));
        return NumericProblem.None;
    }

    private static ulong CommonDivisor(ulong a, ulong b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }

    private static ulong Magnitude(long number) => number < 0 ? unchecked(0 - (ulong)number) : (ulong)number;

    private static NumericProblem AreIntegers(Value a, Value b) =>
        FormOf(a, b) == Form.None ? NumericProblem.NotANumber
        : IsInteger(a) && IsInteger(b) ? NumericProblem.None
        : NumericProblem.NotAnInteger;

    private static Value InFormOf(Value a, Value b, BigInteger integer) =>
        a.IsFloat || b.IsFloat ? Value.Float(ToDouble(integer)) : BigIntegerValue.Normalize(integer);

    private static NumericProblem ExactPower(Value number, BigInteger exponent, out Value result)
    {
        var (top, bottom) = (NumeratorOf(number), DenominatorOf(number));
        if (exponent.Sign < 0)
        {
            if (top.IsZero)
            {
                result = default;
                return NumericProblem.DivisionByZero;
            }

            (top, bottom) = top.Sign < 0 ? (-bottom, -top) : (bottom, top);
            exponent = -exponent;
        }

        // A fraction stays in lowest terms, but the sign of its parts is put right where they are put together.
        if (TryPower(top, exponent, out var topPower) && TryPower(bottom, exponent, out var bottomPower))
        {
            return bottomPower.IsOne ? Keep(topPower, out result) : Fraction(topPower, bottomPower, out result);
        }

        result = default;
        return NumericProblem.TooLarge;
    }

    private static bool TryPower(BigInteger number, BigInteger exponent, out BigInteger power)
    {
        bool isUnit = number.IsZero || BigInteger.Abs(number).IsOne;
        if (isUnit)
        {
            power = exponent.IsZero || (exponent.IsEven && !number.IsZero) ? BigInteger.One : number;
            return true;
        }

        power = default;
        if (exponent * (BigInteger.Abs(number).GetBitLength() - 1) >= MostBits)
        {
            return false;
        }

        power = BigInteger.Pow(number, (int)exponent);
        return power.GetBitLength() <= MostBits;
    }

    private static Value RootOf(long number)
    {
        // The root of the nearest float may be one too much.
        long root = (long)Math.Sqrt(number);
        root -= (Int128)root * root > number ? 1 : 0;
        return root * root == number ? Value.Int(root) : Value.Float(Math.Sqrt(number));
    }

    private static double InexactRoot(BigInteger top, BigInteger bottom)
    {
        double quotient = ToDouble(top, bottom);
        if (double.IsNormal(quotient) && Math.Max(top.GetBitLength(), bottom.GetBitLength()) < MostFloatBits)
        {
            return Math.Sqrt(quotient);
        }

        // Scaled by an even power of two so that the root has as many bits as are needed, and scaled back.
        long shift = bottom.GetBitLength() - top.GetBitLength() + (2 * RootBits);
        shift += shift & 1;
        var scaled = shift >= 0 ? (top << (int)shift) / bottom : top / (bottom << (int)-shift);
        return Math.ScaleB(ToDouble(RootOf(scaled)), (int)(-shift / 2));
    }

    /// <summary>The root rounded down.</summary>
    /// <remarks>
    /// Newton's method with as many digits as are already right, which doubles at each step: all steps together take the time of a few divisions as
    /// long as the number.
    /// </remarks>
    private static BigInteger RootOf(BigInteger number)
    {
        if (number.IsZero)
        {
            return number;
        }

        int half = (int)((number.GetBitLength() - 1) / 2);
        var root = BigInteger.One;
        int known = 0;
        for (int step = 31 - BitOperations.LeadingZeroCount((uint)half); step >= 0; step--)
        {
            int before = known;
            known = half >> step;
            root = (root << (known - before - 1)) + ((number >> ((2 * half) - before - known + 1)) / root);
        }

        return root * root > number ? root - 1 : root;
    }
}
