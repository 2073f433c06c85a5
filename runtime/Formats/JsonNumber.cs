using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Formats;

/// <summary>Reads the numbers that are common: short ones, which need no rounding but the processor's.</summary>
internal static class JsonNumber
{
    /// <summary>So many digits fit a whole number of 64 bits.</summary>
    private const int MostDigits = 18;

    /// <summary>Up to here every whole number is a float.</summary>
    private const long LargestExact = 1L << 53;

    /// <summary>The powers of ten that are floats: a product or quotient of two floats is rounded once, as the number itself would be.</summary>
    private static ReadOnlySpan<double> PowersOfTen =>
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Reads a number.</summary>
    /// <param name="number">A number of JSON.</param>
    /// <param name="value">An integer, or a float if it is written with a point or an exponent.</param>
    /// <returns>Whether it is one of the common ones.</returns>
    public static bool TryRead(ReadOnlySpan<byte> number, out Value value)
    {
        value = default;
        if (number.Length > MostDigits)
        {
            return false;
        }

        bool isNegative = number[0] == '-';
        int place = isNegative ? 1 : 0;
        long digits = 0;
        TakeDigits(number, ref place, ref digits);
        if (place == number.Length)
        {
            value = Value.Int(isNegative ? -digits : digits);
            return true;
        }

        int scale = 0;
        if (number[place] == '.')
        {
            place++;
            scale = -TakeDigits(number, ref place, ref digits);
        }

        return TryTakeExponent(number[place..], ref scale) && TryScale(digits, scale, isNegative, out value);
    }

    private static int TakeDigits(ReadOnlySpan<byte> number, ref int place, ref long digits)
    {
        int start = place;
        while (place < number.Length && char.IsAsciiDigit((char)number[place]))
        {
            digits = (digits * 10) + (number[place] - '0');
            place++;
        }

        return place - start;
    }

    private static bool TryTakeExponent(ReadOnlySpan<byte> exponent, ref int scale)
    {
        if (exponent.IsEmpty)
        {
            return true;
        }

        int place = exponent[1] is (byte)'-' or (byte)'+' ? 2 : 1;
        long power = 0;
        TakeDigits(exponent, ref place, ref power);
        if (power >= PowersOfTen.Length)
        {
            return false;
        }

        scale += (int)(exponent[1] == '-' ? -power : power);
        return true;
    }

    private static bool TryScale(long digits, int scale, bool isNegative, out Value value)
    {
        if (digits > LargestExact || Math.Abs(scale) >= PowersOfTen.Length)
        {
            value = default;
            return false;
        }

        double number = isNegative ? -(double)digits : digits;
        value = Value.Float(scale < 0 ? number / PowersOfTen[-scale] : number * PowersOfTen[scale]);
        return true;
    }
}
