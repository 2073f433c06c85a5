using System.Numerics;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>Exact numbers from floats and back.</summary>
internal static partial class NumericTower
{
    private const int MantissaBits = 53;

    /// <summary>The exponent of the lowest bit of the smallest float.</summary>
    private const int LowestExponent = -1074;

    /// <summary>The float nearest to a number, of two equally near the one whose last bit is 0.</summary>
    /// <param name="number">A number.</param>
    public static double ToDouble(Value number) => number.Tag switch
    {
        null => number.Bits,
        BigIntegerValue integer => ToDouble(integer.Number),
        RationalValue fraction => ToDouble(fraction.Numerator, fraction.Denominator),
        _ => number.AsFloat,
    };

    /// <summary>The float nearest to a quotient.</summary>
    /// <param name="numerator">The dividend.</param>
    /// <param name="denominator">The divisor, greater than zero.</param>
    public static double ToDouble(BigInteger numerator, BigInteger denominator)
    {
        var magnitude = BigInteger.Abs(numerator);

        // The quotient gets two bits more than a float has, and what is cut off only has to be known not to be zero.
        long shift = denominator.GetBitLength() - magnitude.GetBitLength() + MantissaBits + 2;
        if (Math.Abs(shift) > int.MaxValue)
        {
            return shift > 0 ? Signed(0, numerator) : Signed(double.PositiveInfinity, numerator);
        }

        var quotient = shift >= 0
            ? BigInteger.DivRem(magnitude << (int)shift, denominator, out var rest)
            : BigInteger.DivRem(magnitude, denominator << (int)-shift, out rest);
        return Signed(Round((ulong)quotient, isMore: !rest.IsZero, (int)-shift), numerator);
    }

    /// <summary>The exact value of a float.</summary>
    /// <param name="number">The float, finite.</param>
    public static Value ToExact(double number)
    {
        if (Math.Abs(number) < long.MaxValue && Math.Truncate(number) == number)
        {
            return Value.Int((long)number);
        }

        long bits = BitConverter.DoubleToInt64Bits(number);
        int field = (int)(bits >> 52) & 0x7FF;
        long mantissa = bits & ((1L << 52) - 1);
        int exponent = field == 0 ? LowestExponent : field - 1075;
        BigInteger signed = (field == 0 ? mantissa : mantissa | (1L << 52)) * Math.Sign(number);
        return exponent >= 0
            ? BigIntegerValue.Normalize(signed << exponent)
            : RationalValue.Normalize(signed, BigInteger.One << -exponent);
    }

    /// <summary>exact: the exact number equal to a number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="result">The exact number.</param>
    public static NumericProblem Exact(Value number, out Value result)
    {
        if (number.IsFloat)
        {
            bool isFinite = double.IsFinite(number.AsFloat);
            result = isFinite ? ToExact(number.AsFloat) : default;
            return isFinite ? NumericProblem.None : NumericProblem.NotFinite;
        }

        result = number;
        return IsNumber(number) ? NumericProblem.None : NumericProblem.NotANumber;
    }

    private static double ToDouble(BigInteger integer)
    {
        var magnitude = BigInteger.Abs(integer);
        long cut = magnitude.GetBitLength() - 64;
        if (cut <= 0)
        {
            return Signed((ulong)magnitude, integer);
        }

        // Far beyond the largest float, and the shift back need not be made.
        if (cut > 1024)
        {
            return Signed(double.PositiveInfinity, integer);
        }

        var top = magnitude >> (int)cut;
        return Signed(Round((ulong)top, isMore: top << (int)cut != magnitude, (int)cut), integer);
    }

    /// <summary>The float nearest to bits times a power of two, or to a little more than that.</summary>
    private static double Round(ulong bits, bool isMore, int exponent)
    {
        if (bits == 0)
        {
            return 0;
        }

        // Fewer bits stay where the float would be below the normal ones.
        int length = 64 - BitOperations.LeadingZeroCount(bits);
        int cut = Math.Max(length - MantissaBits, LowestExponent - exponent);
        if (cut <= 0)
        {
            return Math.ScaleB((double)bits, exponent);
        }

        if (cut > 64)
        {
            return 0;
        }

        ulong kept = cut == 64 ? 0 : bits >> cut;
        ulong half = 1UL << (cut - 1);
        ulong rest = cut == 64 ? bits : bits & ((half << 1) - 1);
        if (rest > half || (rest == half && (isMore || (kept & 1) != 0)))
        {
            kept++;
        }

        return Math.ScaleB((double)kept, exponent + cut);
    }

    private static double Signed(double magnitude, BigInteger sign) => sign.Sign < 0 ? -magnitude : magnitude;
}
