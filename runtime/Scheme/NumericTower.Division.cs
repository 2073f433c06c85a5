using System.Numerics;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>Division with remainder.</summary>
internal static partial class NumericTower
{
    /// <summary>What a division with remainder is asked for.</summary>
    private enum Part
    {
        TruncateQuotient,
        TruncateRemainder,
        FloorQuotient,
        FloorRemainder,
    }

    /// <summary>The quotient rounded toward zero: quotient and truncate-quotient.</summary>
    /// <param name="a">The dividend, an integer.</param>
    /// <param name="b">The divisor, an integer.</param>
    /// <param name="result">The quotient.</param>
    public static NumericProblem Quotient(Value a, Value b, out Value result)
    {
        // The machine traps on a divisor 0 and on the quotient by -1 that does not fit.
        if (a.IsInt && b.IsInt && unchecked((ulong)(b.Bits + 1)) > 1)
        {
            result = Value.Int(a.Bits / b.Bits);
            return NumericProblem.None;
        }

        return DivideIntegers(Part.TruncateQuotient, a, b, out result);
    }

    /// <summary>What remains with a quotient rounded toward zero: remainder and truncate-remainder.</summary>
    /// <param name="a">The dividend, an integer.</param>
    /// <param name="b">The divisor, an integer.</param>
    /// <param name="result">The remainder, which has the sign of the dividend.</param>
    public static NumericProblem Remainder(Value a, Value b, out Value result)
    {
        if (a.IsInt && b.IsInt && unchecked((ulong)(b.Bits + 1)) > 1)
        {
            result = Value.Int(a.Bits % b.Bits);
            return NumericProblem.None;
        }

        return DivideIntegers(Part.TruncateRemainder, a, b, out result);
    }

    /// <summary>The quotient rounded down: floor-quotient.</summary>
    /// <param name="a">The dividend, an integer.</param>
    /// <param name="b">The divisor, an integer.</param>
    /// <param name="result">The quotient.</param>
    public static NumericProblem FloorQuotient(Value a, Value b, out Value result)
    {
        if (a.IsInt && b.IsInt && unchecked((ulong)(b.Bits + 1)) > 1)
        {
            var (quotient, rest) = Math.DivRem(a.Bits, b.Bits);
            result = Value.Int(rest != 0 && (rest ^ b.Bits) < 0 ? quotient - 1 : quotient);
            return NumericProblem.None;
        }

        return DivideIntegers(Part.FloorQuotient, a, b, out result);
    }

    /// <summary>What remains with a quotient rounded down: modulo and floor-remainder.</summary>
    /// <param name="a">The dividend, an integer.</param>
    /// <param name="b">The divisor, an integer.</param>
    /// <param name="result">The remainder, which has the sign of the divisor.</param>
    public static NumericProblem Modulo(Value a, Value b, out Value result)
    {
        if (a.IsInt && b.IsInt && unchecked((ulong)(b.Bits + 1)) > 1)
        {
            long rest = a.Bits % b.Bits;
            result = Value.Int(rest != 0 && (rest ^ b.Bits) < 0 ? rest + b.Bits : rest);
            return NumericProblem.None;
        }

        return DivideIntegers(Part.FloorRemainder, a, b, out result);
    }

    /// <summary>Whether an integer is even.</summary>
    /// <param name="integer">The integer, exact or not.</param>
    public static bool IsEven(Value integer) => integer.IsInt ? (integer.Bits & 1) == 0 : integer.IsFloat ? integer.AsFloat % 2 == 0 : ToBigInteger(integer).IsEven;

    private static NumericProblem DivideIntegers(Part part, Value a, Value b, out Value result)
    {
        result = default;
        if (FormOf(a, b) == Form.None)
        {
            return NumericProblem.NotANumber;
        }

        if (!IsInteger(a) || !IsInteger(b))
        {
            return NumericProblem.NotAnInteger;
        }

        if (IsZero(b))
        {
            return NumericProblem.DivisionByZero;
        }

        if (a.IsFloat && b.IsFloat)
        {
            result = Value.Float(Divide(part, a.AsFloat, b.AsFloat));
            return NumericProblem.None;
        }

        // An exact integer may have more digits than a float holds, so the division is exact and only its result is not.
        var exact = Divide(part, ToExactInteger(a), ToExactInteger(b));
        result = a.IsFloat || b.IsFloat ? Value.Float(ToDouble(exact)) : BigIntegerValue.Normalize(exact);
        return NumericProblem.None;
    }

    private static BigInteger Divide(Part part, BigInteger a, BigInteger b)
    {
        var quotient = BigInteger.DivRem(a, b, out var rest);
        bool isBelow = !rest.IsZero && rest.Sign != b.Sign;
        return part switch
        {
            Part.TruncateQuotient => quotient,
            Part.TruncateRemainder => rest,
            Part.FloorQuotient => isBelow ? quotient - 1 : quotient,
            _ => isBelow ? rest + b : rest,
        };
    }

    private static double Divide(Part part, double a, double b)
    {
        // The remainder of floats is exact, and so is the dividend without it, a multiple of the divisor.
        double rest = a % b;
        bool isBelow = rest != 0 && rest < 0 != b < 0;
        return part switch
        {
            Part.TruncateQuotient => Math.Truncate((a - rest) / b),
            Part.TruncateRemainder => rest,
            Part.FloorQuotient => isBelow ? Math.Truncate((a - rest) / b) - 1 : Math.Truncate((a - rest) / b),
            _ => isBelow ? rest + b : rest,
        };
    }

    private static bool IsZero(Value number) => number.IsFloat ? number.AsFloat == 0 : number.IsInt && number.Bits == 0;

    /// <summary>The integer that a number is which is one.</summary>
    private static BigInteger ToExactInteger(Value integer) => integer.IsFloat ? new BigInteger(integer.AsFloat) : ToBigInteger(integer);
}
