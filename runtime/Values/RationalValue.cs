using System.Numerics;

namespace TinyTotIL.Runtime.Values;

/// <summary>An exact fraction in lowest terms that is not an integer.</summary>
public sealed class RationalValue : HeapValue
{
    private RationalValue(BigInteger numerator, BigInteger denominator) => (Numerator, Denominator) = (numerator, denominator);

    /// <summary>The numerator, which has the sign.</summary>
    public readonly BigInteger Numerator;

    /// <summary>The denominator, greater than 1.</summary>
    public readonly BigInteger Denominator;

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Rational;

    /// <summary>An exact quotient in its only form.</summary>
    /// <param name="numerator">The numerator.</param>
    /// <param name="denominator">The denominator, not zero.</param>
    public static Value Normalize(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (denominator.Sign < 0)
        {
            divisor = -divisor;
        }

        var (top, bottom) = (numerator / divisor, denominator / divisor);
        return bottom.IsOne ? BigIntegerValue.Normalize(top) : Value.From(new RationalValue(top, bottom));
    }
}
