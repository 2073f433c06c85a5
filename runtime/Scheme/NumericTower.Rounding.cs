using System.Numerics;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>Rounding to integers, and to simple fractions.</summary>
internal static partial class NumericTower
{
    /// <summary>floor: the largest integer that is not larger.</summary>
    /// <param name="number">A number.</param>
    /// <param name="result">The integer; a float of a float.</param>
    public static NumericProblem Floor(Value number, out Value result)
    {
        result = number.Tag is RationalValue fraction ? BigIntegerValue.Normalize(Floor(fraction.Numerator, fraction.Denominator))
            : number.IsFloat ? Value.Float(Math.Floor(number.AsFloat))
            : number;
        return Known(number);
    }

    /// <summary>ceiling: the smallest integer that is not smaller.</summary>
    /// <param name="number">A number.</param>
    /// <param name="result">The integer; a float of a float.</param>
    public static NumericProblem Ceiling(Value number, out Value result)
    {
        result = number.Tag is RationalValue fraction ? BigIntegerValue.Normalize(Floor(fraction.Numerator, fraction.Denominator) + 1)
            : number.IsFloat ? Value.Float(Math.Ceiling(number.AsFloat))
            : number;
        return Known(number);
    }

    /// <summary>truncate: the integer without the fraction.</summary>
    /// <param name="number">A number.</param>
    /// <param name="result">The integer; a float of a float.</param>
    public static NumericProblem Truncate(Value number, out Value result)
    {
        result = number.Tag is RationalValue fraction ? BigIntegerValue.Normalize(fraction.Numerator / fraction.Denominator)
            : number.IsFloat ? Value.Float(Math.Truncate(number.AsFloat))
            : number;
        return Known(number);
    }

    /// <summary>round: the nearest integer, of two equally near the even one.</summary>
    /// <param name="number">A number.</param>
    /// <param name="result">The integer; a float of a float.</param>
    public static NumericProblem Round(Value number, out Value result)
    {
        result = number.Tag is RationalValue fraction ? RoundToEven(fraction)
            : number.IsFloat ? Value.Float(Math.Round(number.AsFloat, MidpointRounding.ToEven))
            : number;
        return Known(number);
    }

    /// <summary>numerator: the upper part of a number as a fraction in lowest terms.</summary>
    /// <param name="number">A number.</param>
    /// <param name="result">The numerator.</param>
    public static NumericProblem Numerator(Value number, out Value result) => PartOf(number, static exact => NumeratorOf(exact), out result);

    /// <summary>denominator: the lower part of a number as a fraction in lowest terms, 1 for an integer.</summary>
    /// <param name="number">A number.</param>
    /// <param name="result">The denominator.</param>
    public static NumericProblem Denominator(Value number, out Value result) => PartOf(number, static exact => DenominatorOf(exact), out result);

    /// <summary>rationalize: the simplest fraction no further from a number than some distance.</summary>
    /// <param name="number">The number.</param>
    /// <param name="distance">The distance.</param>
    /// <param name="result">The fraction, inexact unless both are exact.</param>
    public static NumericProblem Rationalize(Value number, Value distance, out Value result)
    {
        result = default;
        var form = FormOf(number, distance);
        if (form is Form.None or Form.Int or Form.BigInteger && (form == Form.None || IsZero(distance)))
        {
            result = number;
            return form == Form.None ? NumericProblem.NotANumber : NumericProblem.None;
        }

        if (form == Form.Float && !(double.IsFinite(ToDouble(number)) && double.IsFinite(ToDouble(distance))))
        {
            bool isAnything = double.IsInfinity(ToDouble(distance)) && double.IsFinite(ToDouble(number));
            bool isItself = double.IsInfinity(ToDouble(number)) && double.IsFinite(ToDouble(distance));
            result = Value.Float(isAnything ? 0 : isItself ? ToDouble(number) : double.NaN);
            return NumericProblem.None;
        }

        Exact(number, out var exact);
        Exact(distance, out var away);
        away = SignOf(away) < 0 ? Negated(away) : away;
        if (Subtract(exact, away, out var low) != NumericProblem.None || Add(exact, away, out var high) != NumericProblem.None)
        {
            return NumericProblem.TooLarge;
        }

        var problem = Simplest(low, high, out result);
        result = form == Form.Float ? Value.Float(ToDouble(result)) : result;
        return problem;
    }

    private static Value Negated(Value number)
    {
        Negate(number, out var result);
        return result;
    }

    /// <summary>The fraction with the smallest denominator between two bounds.</summary>
    private static NumericProblem Simplest(Value low, Value high, out Value result)
    {
        int sign = SignOf(low);
        if (sign * SignOf(high) <= 0)
        {
            result = Value.Int(0);
            return NumericProblem.None;
        }

        var (a, b) = sign > 0 ? (low, high) : (Negated(high), Negated(low));
        var (lowTop, lowBottom, highTop, highBottom) = (NumeratorOf(a), DenominatorOf(a), NumeratorOf(b), DenominatorOf(b));
        if (!MayDivideOut(lowTop, highTop) || !MayDivideOut(lowBottom, highBottom))
        {
            result = default;
            return NumericProblem.TooLarge;
        }

        // The terms of the continued fraction that both bounds begin with, then the least integer between what is left of them.
        var (top, bottom, lastTop, lastBottom) = (BigInteger.One, BigInteger.Zero, BigInteger.Zero, BigInteger.One);
        while (true)
        {
            var term = BigInteger.DivRem(lowTop, lowBottom, out var rest);
            bool isDone = rest.IsZero || term < highTop / highBottom;
            term += isDone && !rest.IsZero ? 1 : 0;
            (top, lastTop) = ((top * term) + lastTop, top);
            (bottom, lastBottom) = ((bottom * term) + lastBottom, bottom);
            if (isDone)
            {
                break;
            }

            var highRest = highTop - (term * highBottom);
            (lowTop, lowBottom, highTop, highBottom) = (highBottom, highRest, lowBottom, rest);
        }

        result = RationalValue.Normalize(sign * top, bottom);
        return NumericProblem.None;
    }

    private static NumericProblem PartOf(Value number, Func<Value, BigInteger> part, out Value result)
    {
        var problem = Exact(number, out result);
        if (problem == NumericProblem.None)
        {
            result = BigIntegerValue.Normalize(part(result));
            result = number.IsFloat ? Value.Float(ToDouble(result)) : result;
        }

        return problem;
    }

    private static Value RoundToEven(RationalValue fraction)
    {
        // The remainder is taken from the quotient rounded down, so a half is a half for both signs.
        var below = Floor(fraction.Numerator, fraction.Denominator);
        int order = ((fraction.Numerator - (below * fraction.Denominator)) * 2).CompareTo(fraction.Denominator);
        return BigIntegerValue.Normalize(order > 0 || (order == 0 && !below.IsEven) ? below + 1 : below);
    }

    private static BigInteger Floor(BigInteger numerator, BigInteger denominator) => Divide(Part.FloorQuotient, numerator, denominator);

    private static NumericProblem Known(Value number) => IsNumber(number) ? NumericProblem.None : NumericProblem.NotANumber;
}
