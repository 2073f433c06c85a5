using System.Globalization;
using System.Numerics;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>Numbers as data are written.</summary>
internal static class DatumNumber
{
    /// <summary>Reads a number in decimal, or after <c>#x</c> and the like.</summary>
    /// <param name="text">The text.</param>
    /// <param name="number">The number.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out Value number)
    {
        if (BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
        {
            number = BigIntegerValue.Normalize(integer);
            return true;
        }

        bool isFloat = double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double real);
        number = Value.Float(real);
        return isFloat && text.IndexOfAnyInRange('0', '9') >= 0;
    }

    /// <summary>Writes a number in decimal.</summary>
    /// <param name="number">The number.</param>
    public static string Write(in Value number) => number.Tag switch
    {
        BigIntegerValue big => big.Number.ToString(CultureInfo.InvariantCulture),
        RationalValue fraction => $"{fraction.Numerator}/{fraction.Denominator}",
        _ => number.AsFloat.ToString(CultureInfo.InvariantCulture),
    };
}
