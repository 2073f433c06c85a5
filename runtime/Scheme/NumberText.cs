using System.Globalization;
using System.Numerics;
using System.Text;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>Writes numbers so that reading gives them back: number->string.</summary>
public static class NumberText
{
    private const int Decimal = 10;

    /// <summary>The text of a number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="radix">The radix, from 2 to 36.</param>
    public static string Write(Value number, int radix = Decimal)
    {
        switch (number.Tag)
        {
            case null when radix == Decimal:
                return number.AsInt.ToString(CultureInfo.InvariantCulture);
            case RationalValue fraction:
                return $"{RadixDigits.Write(fraction.Numerator, radix)}/{RadixDigits.Write(fraction.Denominator, radix)}";
            case null:
                return RadixDigits.Write(number.AsInt, radix);
            case BigIntegerValue integer:
                return RadixDigits.Write(integer.Number, radix);
            default:
                return Write(number.AsFloat, radix);
        }
    }

    private static string Write(double number, int radix)
    {
        if (radix == Decimal || !double.IsFinite(number))
        {
            Span<char> target = stackalloc char[FloatText.LongestForm];
            return FloatText.Lisp(number, target).ToString();
        }

        return WriteShortest(number, radix);
    }

    /// <summary>The fewest digits that no other float is nearer to. The state is exact: numbers scaled so that all of them are integers.</summary>
    private static string WriteShortest(double number, int radix)
    {
        long bits = BitConverter.DoubleToInt64Bits(Math.Abs(number));
        int field = (int)(bits >> 52);
        long mantissa = field == 0 ? bits : (bits & ((1L << 52) - 1)) | (1L << 52);
        int exponent = Math.Max(field, 1) - 1075;
        var scale = BigInteger.One << Math.Max(0, -exponent);
        var whole = BigInteger.DivRem((BigInteger)mantissa << Math.Max(0, exponent), scale, out var rest);
        var text = new StringBuilder(double.IsNegative(number) ? "-" : "");
        text.Append(RadixDigits.Write(whole, radix)).Append('.');

        // Half the distance to the neighbors, of which the lower is nearer at a power of two; taking the smaller for both costs at most a digit.
        var half = BigInteger.One;
        rest <<= 2;
        scale <<= 2;
        bool isEnough;
        do
        {
            rest *= radix;
            half *= radix;
            var digit = BigInteger.DivRem(rest, scale, out rest);
            isEnough = rest < half || rest + half > scale;

            // Rounding up never carries: a digit that would, had already been enough one place earlier.
            text.Append(RadixDigits.SymbolOf((int)digit + (isEnough && rest * 2 > scale ? 1 : 0)));
        }
        while (!isEnough);
        return text.ToString();
    }
}
