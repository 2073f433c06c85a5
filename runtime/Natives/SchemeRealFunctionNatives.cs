using System.Numerics;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Exponential, logarithmic and trigonometric procedures of Scheme.</summary>
/// <remarks>
/// Results are floats but where an exact argument has an exact result that is known without computing. Where the result is no real number, an exact
/// argument is an error and a float gives what is not a number.
/// </remarks>
[TtvmLibrary("scheme")]
public static class SchemeRealFunctionNatives
{
    /// <summary>e to the power of a number.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.exp"), Pure]
    public static Value Exp(ProcessContext context, Value number) =>
        IsExactly(number, 0) ? Value.Int(1) : Apply(context, "exp", number, Math.Exp);

    /// <summary>The natural logarithm.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.log"), Pure]
    public static Value Log(ProcessContext context, Value number)
    {
        if (IsExactly(number, 1))
        {
            return Value.Int(0);
        }

        return !SchemeNumberNatives.Expect(context, "log", number) ? default
            : !number.IsFloat && NumericTower.SignOf(number) < 0 ? NumericErrors.Raise(context, "log", NumericProblem.NotReal, number)
            : Value.Float(NaturalLog(number));
    }

    /// <summary>The logarithm of a number to a base.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    /// <param name="radix">The base.</param>
    [TtvmFunction("scheme.log"), Pure]
    public static Value LogToBase(ProcessContext context, Value number, Value radix)
    {
        if (!SchemeNumberNatives.Expect(context, "log", number) || !SchemeNumberNatives.Expect(context, "log", radix))
        {
            return default;
        }

        if ((!number.IsFloat && NumericTower.SignOf(number) < 0) || (!radix.IsFloat && NumericTower.SignOf(radix) < 0))
        {
            return NumericErrors.Raise(context, "log", NumericProblem.NotReal, number);
        }

        double value = NumericTower.ToDouble(number);
        double to = NumericTower.ToDouble(radix);

        // The logarithms to these two are exact where a power of theirs is given.
        return Value.Float(to == 2 && double.IsFinite(value) ? Math.Log2(value)
            : to == 10 && double.IsFinite(value) ? Math.Log10(value)
            : NaturalLog(number) / NaturalLog(radix));
    }

    /// <summary>The sine of an angle in radians.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The angle.</param>
    [TtvmFunction("scheme.sin"), Pure]
    public static Value Sin(ProcessContext context, Value number) =>
        IsExactly(number, 0) ? number : Apply(context, "sin", number, Math.Sin);

    /// <summary>The cosine of an angle in radians.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The angle.</param>
    [TtvmFunction("scheme.cos"), Pure]
    public static Value Cos(ProcessContext context, Value number) =>
        IsExactly(number, 0) ? Value.Int(1) : Apply(context, "cos", number, Math.Cos);

    /// <summary>The tangent of an angle in radians.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The angle.</param>
    [TtvmFunction("scheme.tan"), Pure]
    public static Value Tan(ProcessContext context, Value number) =>
        IsExactly(number, 0) ? number : Apply(context, "tan", number, Math.Tan);

    /// <summary>The angle with a sine.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The sine, from -1 to 1.</param>
    [TtvmFunction("scheme.asin"), Pure]
    public static Value Asin(ProcessContext context, Value number) =>
        IsExactly(number, 0) ? number : IsWithinOne(context, "asin", number) ? Apply(context, "asin", number, Math.Asin) : default;

    /// <summary>The angle with a cosine.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The cosine, from -1 to 1.</param>
    [TtvmFunction("scheme.acos"), Pure]
    public static Value Acos(ProcessContext context, Value number) =>
        IsExactly(number, 1) ? Value.Int(0) : IsWithinOne(context, "acos", number) ? Apply(context, "acos", number, Math.Acos) : default;

    /// <summary>The angle with a tangent.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The tangent.</param>
    [TtvmFunction("scheme.atan"), Pure]
    public static Value Atan(ProcessContext context, Value number) =>
        IsExactly(number, 0) ? number : Apply(context, "atan", number, Math.Atan);

    /// <summary>The angle of a point, seen from the middle.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="y">How far up it is.</param>
    /// <param name="x">How far to the right.</param>
    [TtvmFunction("scheme.atan"), Pure]
    public static Value AngleOf(ProcessContext context, Value y, Value x)
    {
        if (!SchemeNumberNatives.Expect(context, "atan", y) || !SchemeNumberNatives.Expect(context, "atan", x))
        {
            return default;
        }

        bool isExactlyRight = IsExactly(y, 0) && !x.IsFloat;
        return isExactlyRight && NumericTower.SignOf(x) == 0 ? NumericErrors.Raise(context, "atan", NumericProblem.DivisionByZero, x)
            : isExactlyRight && NumericTower.SignOf(x) > 0 ? y
            : Value.Float(Math.Atan2(NumericTower.ToDouble(y), NumericTower.ToDouble(x)));
    }

    /// <summary>The real part of a number, which is the number.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.real-part"), Pure]
    public static Value RealPart(ProcessContext context, Value number) => SchemeNumberNatives.Expect(context, "real-part", number) ? number : default;

    /// <summary>The imaginary part of a number, which is zero.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.imag-part"), Pure]
    public static Value ImaginaryPart(ProcessContext context, Value number) =>
        SchemeNumberNatives.Expect(context, "imag-part", number) ? Value.Int(0) : default;

    /// <summary>The angle of a number in the complex plane: zero, or half a turn for a negative one.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.angle"), Pure]
    public static Value Angle(ProcessContext context, Value number) =>
        !SchemeNumberNatives.Expect(context, "angle", number) ? default
        : number.IsFloat ? Value.Float(double.IsNaN(number.AsFloat) ? double.NaN : double.IsNegative(number.AsFloat) ? Math.PI : 0)
        : NumericTower.SignOf(number) < 0 ? Value.Float(Math.PI) : Value.Int(0);

    /// <summary>The number with a real part; its imaginary part is exactly zero.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="real">The real part.</param>
    /// <param name="imaginary">The imaginary part.</param>
    [TtvmFunction("scheme.make-rectangular"), Pure]
    public static Value OfParts(ProcessContext context, Value real, Value imaginary) => OnTheRealLine(context, "make-rectangular", real, imaginary);

    /// <summary>The number at a distance from zero; its angle is exactly zero.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="magnitude">The distance.</param>
    /// <param name="angle">The angle.</param>
    [TtvmFunction("scheme.make-polar"), Pure]
    public static Value OfAngle(ProcessContext context, Value magnitude, Value angle) => OnTheRealLine(context, "make-polar", magnitude, angle);

    private static Value OnTheRealLine(ProcessContext context, string procedure, Value real, Value other) =>
        !SchemeNumberNatives.Expect(context, procedure, real) || !SchemeNumberNatives.Expect(context, procedure, other) ? default
        : IsExactly(other, 0) ? real
        : NumericErrors.Raise(context, procedure, NumericProblem.NotReal, other);

    private static bool IsExactly(Value number, long integer) => number.IsInt && number.AsInt == integer;

    private static Value Apply(ProcessContext context, string procedure, Value number, Func<double, double> function) =>
        number.IsFloat ? Value.Float(function(number.AsFloat))
        : SchemeNumberNatives.Expect(context, procedure, number) ? Value.Float(function(NumericTower.ToDouble(number)))
        : default;

    private static bool IsWithinOne(ProcessContext context, string procedure, Value number)
    {
        if (number.IsFloat || Math.Abs(NumericTower.ToDouble(number)) <= 1 || !NumericTower.IsNumber(number))
        {
            return true;
        }

        NumericErrors.Raise(context, procedure, NumericProblem.NotReal, number);
        return false;
    }

    /// <summary>The logarithm also of exact numbers that are beyond all floats.</summary>
    private static double NaturalLog(Value number)
    {
        double value = NumericTower.ToDouble(number);
        return number.IsFloat || double.IsNormal(value) || NumericTower.SignOf(number) == 0 ? Math.Log(value)
            : number.Tag is RationalValue fraction ? BigInteger.Log(fraction.Numerator) - BigInteger.Log(fraction.Denominator)
            : BigInteger.Log(NumericTower.ToBigInteger(number));
    }
}
