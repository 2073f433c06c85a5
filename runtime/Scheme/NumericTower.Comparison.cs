using System.Numerics;
using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>The order of numbers. An exact number and a float are compared by their exact values, so that the order is transitive.</summary>
internal static partial class NumericTower
{
    /// <summary>The order of numbers one of which is not a number: none, so that every comparison is false.</summary>
    public const int Unordered = 2;

    /// <summary>Compares two numbers.</summary>
    /// <param name="a">One number.</param>
    /// <param name="b">The other.</param>
    /// <param name="order">-1, 0 or 1 when the first is less, equal or greater; otherwise <see cref="Unordered"/>.</param>
    public static NumericProblem Compare(Value a, Value b, out int order)
    {
        if (a.IsInt && b.IsInt)
        {
            order = a.Bits < b.Bits ? -1 : a.Bits > b.Bits ? 1 : 0;
            return NumericProblem.None;
        }

        if (a.IsFloat && b.IsFloat)
        {
            order = CompareFloats(a.AsFloat, b.AsFloat);
            return NumericProblem.None;
        }

        return CompareSlow(a, b, out order);
    }

    /// <summary>The sign of a number: -1, 0 or 1; 0 also for what is no number.</summary>
    /// <param name="number">The number.</param>
    public static int SignOf(Value number) => FormOf(number) switch
    {
        Form.Int => Math.Sign(number.Bits),
        Form.Float => double.IsNaN(number.AsFloat) ? 0 : Math.Sign(number.AsFloat),
        Form.None => 0,
        _ => NumeratorOf(number).Sign,
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static NumericProblem CompareSlow(Value a, Value b, out int order)
    {
        order = Unordered;
        switch (FormOf(a, b))
        {
            case Form.None:
                return NumericProblem.NotANumber;
            case Form.Float:
                order = a.IsFloat ? -CompareWithFloat(b, a.AsFloat) : CompareWithFloat(a, b.AsFloat);
                order = order == -Unordered ? Unordered : order;
                return NumericProblem.None;
            case Form.Rational:
                order = CompareFractions(a, b);
                return NumericProblem.None;
            default:
                order = Math.Sign(ToBigInteger(a).CompareTo(ToBigInteger(b)));
                return NumericProblem.None;
        }
    }

    private static int CompareFloats(double a, double b) => a < b ? -1 : a > b ? 1 : a == b ? 0 : Unordered;

    private static int CompareWithFloat(Value exact, double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? Unordered : number > 0 ? -1 : 1;
        }

        // Rounding keeps the order but for numbers that round to the very float.
        int order = CompareFloats(ToDouble(exact), number);
        return order != 0 ? order : CompareFractions(exact, ToExact(number));
    }

    private static int CompareFractions(Value a, Value b)
    {
        // Signs and sizes decide without a multiplication, which may be too large to be made.
        int sign = SignOf(a);
        if (sign != SignOf(b))
        {
            return sign.CompareTo(SignOf(b));
        }

        var (top, bottom, otherTop, otherBottom) = (NumeratorOf(a), DenominatorOf(a), NumeratorOf(b), DenominatorOf(b));
        long size = BigInteger.Abs(top).GetBitLength() + otherBottom.GetBitLength();
        long otherSize = BigInteger.Abs(otherTop).GetBitLength() + bottom.GetBitLength();
        return Math.Abs(size - otherSize) > 1
            ? sign * size.CompareTo(otherSize)
            : Math.Sign((top * otherBottom).CompareTo(otherTop * bottom));
    }
}
