using System.Globalization;
using System.Numerics;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>Numbers as programs and data write them: integers, fractions and decimals, with prefixes for radix and exactness.</summary>
/// <remarks>A point may stand between digits of any radix, as <see cref="NumberText"/> writes it; an exponent follows decimal digits only.</remarks>
public static class NumberSyntax
{
    /// <summary>The smallest radix.</summary>
    public const int LeastRadix = 2;

    /// <summary>The largest radix.</summary>
    public const int MostRadix = 36;

    private const int Decimal = 10;

    /// <summary>Digits that certainly fit 64 bits.</summary>
    private const int FewDigits = 18;

    /// <summary>Exponents beyond this are all alike.</summary>
    private const int MostExponent = 1_000_000_000;

    /// <summary>Whether a text is a number, and which.</summary>
    /// <param name="text">The text.</param>
    /// <param name="radix">The radix where no prefix gives one, from 2 to 36.</param>
    /// <param name="number">The number.</param>
    public static bool TryRead(ReadOnlySpan<char> text, int radix, out Value number)
    {
        char exactness = '\0';
        bool hasRadix = false;
        number = default;
        while (text is ['#', _, ..])
        {
            char mark = char.ToLowerInvariant(text[1]);
            if (mark is 'e' or 'i' && exactness == '\0')
            {
                exactness = mark;
            }
            else if (RadixOf(mark) is > 0 and var given && !hasRadix)
            {
                (radix, hasRadix) = (given, true);
            }
            else
            {
                return false;
            }

            text = text[2..];
        }

        return radix == Decimal && exactness == '\0' && TryReadFew(text, out number) || TryReadReal(text, radix, exactness, out number);
    }

    private static int RadixOf(char mark) => mark switch
    {
        'b' => 2,
        'o' => 8,
        'd' => Decimal,
        'x' => 16,
        _ => 0,
    };

    /// <summary>Reads what most numbers are: some decimal digits.</summary>
    private static bool TryReadFew(ReadOnlySpan<char> text, out Value number)
    {
        bool isNegative = text is ['-', ..];
        var digits = text is ['-' or '+', ..] ? text[1..] : text;
        number = default;
        if (digits.Length is 0 or > FewDigits)
        {
            return false;
        }

        long value = 0;
        foreach (char digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            value = (value * Decimal) + (digit - '0');
        }

        number = Value.Int(isNegative ? -value : value);
        return true;
    }

    private static bool TryReadReal(ReadOnlySpan<char> text, int radix, char exactness, out Value number)
    {
        if (TryReadName(text, out number))
        {
            return exactness != 'e';
        }

        bool isNegative = text is ['-', ..];
        var rest = text is ['-' or '+', ..] ? text[1..] : text;
        var whole = TakeDigits(ref rest, radix);
        if (rest is ['/', ..])
        {
            rest = rest[1..];
            var divisor = TakeDigits(ref rest, radix);
            return rest.IsEmpty && TryMakeFraction(isNegative, whole, divisor, radix, exactness == 'i', out number);
        }

        bool hasPoint = rest is ['.', ..];
        rest = hasPoint ? rest[1..] : rest;
        var fraction = hasPoint ? TakeDigits(ref rest, radix) : [];
        int exponent = 0;
        bool hasExponent = radix == Decimal && rest is ['e' or 'E', ..];
        if ((hasExponent && !TryTakeExponent(ref rest, out exponent)) || !rest.IsEmpty || whole.Length + fraction.Length is 0)
        {
            return false;
        }

        bool isDecimal = hasPoint || hasExponent;
        if (isDecimal && exactness != 'e' && radix == Decimal)
        {
            number = Value.Float(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
            return true;
        }

        return TryMakeExact(isNegative, [.. whole, .. fraction], exponent - fraction.Length, radix, out number)
            && (exactness == 'e' || !(isDecimal || exactness == 'i') || MakeInexact(ref number, isNegative));
    }

    /// <summary>Infinity and what is no number have names.</summary>
    private static bool TryReadName(ReadOnlySpan<char> text, out Value number)
    {
        number = default;
        if (text.Length != 6 || text[0] is not ('+' or '-'))
        {
            return false;
        }

        var name = text[1..];
        if (name.Equals("inf.0", StringComparison.OrdinalIgnoreCase))
        {
            number = Value.Float(text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity);
            return true;
        }

        number = Value.Float(double.NaN);
        return name.Equals("nan.0", StringComparison.OrdinalIgnoreCase);
    }

    private static ReadOnlySpan<char> TakeDigits(ref ReadOnlySpan<char> rest, int radix)
    {
        int count = 0;
        while (count < rest.Length && RadixDigits.ValueOf(rest[count]) < radix)
        {
            count++;
        }

        var digits = rest[..count];
        rest = rest[count..];
        return digits;
    }

    private static bool TryTakeExponent(ref ReadOnlySpan<char> rest, out int exponent)
    {
        rest = rest[1..];
        bool isNegative = rest is ['-', ..];
        rest = rest is ['-' or '+', ..] ? rest[1..] : rest;
        var digits = TakeDigits(ref rest, Decimal);
        long size = 0;
        foreach (char digit in digits)
        {
            size = Math.Min(MostExponent, (size * Decimal) + (digit - '0'));
        }

        exponent = (int)(isNegative ? -size : size);
        return !digits.IsEmpty;
    }

    private static bool TryMakeFraction(
        bool isNegative, ReadOnlySpan<char> dividend, ReadOnlySpan<char> divisor, int radix, bool isInexact, out Value number)
    {
        int most = RadixDigits.MostDigits(radix);
        number = default;
        if (dividend.IsEmpty || divisor.IsEmpty || dividend.Length > most || divisor.Length > most)
        {
            return false;
        }

        var (top, bottom) = (RadixDigits.Read(dividend, radix), RadixDigits.Read(divisor, radix));
        return !bottom.IsZero
            && NumericTower.Divide(BigIntegerValue.Normalize(isNegative ? -top : top), BigIntegerValue.Normalize(bottom), out number) == NumericProblem.None
            && (!isInexact || MakeInexact(ref number, isNegative));
    }

    /// <summary>The exact number that digits times a power of the radix are, unless it is too large.</summary>
    private static bool TryMakeExact(bool isNegative, ReadOnlySpan<char> digits, long exponent, int radix, out Value number)
    {
        int most = RadixDigits.MostDigits(radix);
        number = default;
        digits = digits.TrimStart('0');
        if (digits.IsEmpty)
        {
            return true;
        }

        if (digits.Length > most || Math.Abs(exponent) + Math.Max(0, digits.Length * Math.Sign(exponent)) > most)
        {
            return false;
        }

        var whole = RadixDigits.Read(digits, radix);
        var value = BigIntegerValue.Normalize(isNegative ? -whole : whole);
        var power = BigIntegerValue.Normalize(BigInteger.Pow(radix, (int)Math.Abs(exponent)));
        return (exponent < 0 ? NumericTower.Divide(value, power, out number) : NumericTower.Multiply(value, power, out number)) == NumericProblem.None;
    }

    private static bool MakeInexact(ref Value number, bool isNegative)
    {
        double magnitude = NumericTower.ToDouble(number);
        number = Value.Float(isNegative && magnitude == 0 ? -0.0 : magnitude);
        return true;
    }
}
