using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Procedures of Scheme that compute with numbers of all kinds.</summary>
[TtvmLibrary("scheme")]
public static class SchemeArithmeticNatives
{
    /// <summary>The number itself.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.max"), Pure]
    public static Value MaxOfOne(ProcessContext context, Value number) => SchemeNumberNatives.Expect(context, "max", number) ? number : default;

    /// <summary>The larger of two numbers, inexact when one of them is.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">One number.</param>
    /// <param name="b">The other.</param>
    [TtvmFunction("scheme.max"), Pure]
    public static Value Max(ProcessContext context, Value a, Value b) => Outer(context, "max", a, b, 1);

    /// <summary>The number itself.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.min"), Pure]
    public static Value MinOfOne(ProcessContext context, Value number) => SchemeNumberNatives.Expect(context, "min", number) ? number : default;

    /// <summary>The smaller of two numbers, inexact when one of them is.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">One number.</param>
    /// <param name="b">The other.</param>
    [TtvmFunction("scheme.min"), Pure]
    public static Value Min(ProcessContext context, Value a, Value b) => Outer(context, "min", a, b, -1);

    /// <summary>A number without its sign.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.abs"), Pure]
    public static Value Abs(ProcessContext context, Value number) => WithoutSign(context, "abs", number);

    /// <summary>The distance of a number from zero.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.magnitude"), Pure]
    public static Value Magnitude(ProcessContext context, Value number) => WithoutSign(context, "magnitude", number);

    /// <summary>The square of a number.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.square"), Pure]
    public static Value Square(ProcessContext context, Value number) =>
        NumericErrors.Check(context, "square", NumericTower.Multiply(number, number, out var result), result, number);

    /// <summary>The greatest common divisor of no numbers.</summary>
    [TtvmFunction("scheme.gcd"), Pure]
    public static long DivisorOfNone() => 0;

    /// <summary>The greatest common divisor of one number.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">An integer.</param>
    [TtvmFunction("scheme.gcd"), Pure]
    public static Value DivisorOfOne(ProcessContext context, Value number) => CommonDivisor(context, number, number);

    /// <summary>The greatest common divisor of two numbers, not negative.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">An integer.</param>
    /// <param name="b">Another.</param>
    [TtvmFunction("scheme.gcd"), Pure]
    public static Value CommonDivisor(ProcessContext context, Value a, Value b) =>
        NumericErrors.Check(context, "gcd", NumericTower.CommonDivisor(a, b, out var result), result, a, b);

    /// <summary>The least common multiple of no numbers.</summary>
    [TtvmFunction("scheme.lcm"), Pure]
    public static long MultipleOfNone() => 1;

    /// <summary>The least common multiple of one number.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">An integer.</param>
    [TtvmFunction("scheme.lcm"), Pure]
    public static Value MultipleOfOne(ProcessContext context, Value number) => CommonMultiple(context, number, number);

    /// <summary>The least common multiple of two numbers, not negative.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">An integer.</param>
    /// <param name="b">Another.</param>
    [TtvmFunction("scheme.lcm"), Pure]
    public static Value CommonMultiple(ProcessContext context, Value a, Value b) =>
        NumericErrors.Check(context, "lcm", NumericTower.CommonMultiple(a, b, out var result), result, a, b);

    /// <summary>A power; exact numbers with an exact integer as exponent have an exact one.</summary>
    /// <remarks>It can take long with two short arguments, so a compiler should not try what it gives.</remarks>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    /// <param name="exponent">The exponent.</param>
    [TtvmFunction("scheme.expt")]
    public static Value Power(ProcessContext context, Value number, Value exponent) =>
        NumericErrors.Check(context, "expt", NumericTower.Power(number, exponent, out var result), result, number, exponent);

    /// <summary>The square root, exact when there is an exact one.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.sqrt"), Pure]
    public static Value SquareRoot(ProcessContext context, Value number) =>
        NumericErrors.Check(context, "sqrt", NumericTower.SquareRoot(number, out var result), result, number);

    /// <summary>The square root of an exact integer rounded down, and what it leaves.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">An exact integer that is not negative.</param>
    [TtvmFunction("scheme.exact-integer-sqrt"), Pure]
    public static Value IntegerRoot(ProcessContext context, Value number)
    {
        var problem = NumericTower.IntegerRoot(number, out var root, out var rest);
        return problem == NumericProblem.None
            ? Value.From(new MultipleValues([root, rest]))
            : NumericErrors.Raise(context, "exact-integer-sqrt", problem, number);
    }

    /// <summary>The upper part of a number as a fraction in lowest terms.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.numerator"), Pure]
    public static Value Numerator(ProcessContext context, Value number) =>
        NumericErrors.Check(context, "numerator", NumericTower.Numerator(number, out var result), result, number);

    /// <summary>The lower part of a number as a fraction in lowest terms.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.denominator"), Pure]
    public static Value Denominator(ProcessContext context, Value number) =>
        NumericErrors.Check(context, "denominator", NumericTower.Denominator(number, out var result), result, number);

    private static Value WithoutSign(ProcessContext context, string procedure, Value number) =>
        number.IsFloat ? Value.Float(Math.Abs(number.AsFloat))
        : NumericTower.SignOf(number) < 0 ? NumericErrors.Check(context, procedure, NumericTower.Negate(number, out var result), result, number)
        : SchemeNumberNatives.Expect(context, procedure, number) ? number : default;

    private static Value Outer(ProcessContext context, string procedure, Value a, Value b, int sign)
    {
        var problem = NumericTower.Compare(a, b, out int order);
        if (problem != NumericProblem.None)
        {
            return NumericErrors.Raise(context, procedure, problem, a, b);
        }

        var result = order == NumericTower.Unordered ? Value.Float(double.NaN) : order == sign ? a : b;
        return (a.IsFloat || b.IsFloat) && !result.IsFloat ? Value.Float(NumericTower.ToDouble(result)) : result;
    }
}
