using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Procedures of Scheme that tell numbers apart. There are no complex numbers that are not real.</summary>
[TtvmLibrary("scheme")]
public static class SchemeNumberNatives
{
    /// <summary>Whether a value is a number.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.number?"), Pure]
    public static bool IsNumber(Value value) => NumericTower.IsNumber(value);

    /// <summary>Whether a value is a complex number: every number is.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.complex?"), Pure]
    public static bool IsComplex(Value value) => NumericTower.IsNumber(value);

    /// <summary>Whether a value is a real number: every number is.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.real?"), Pure]
    public static bool IsReal(Value value) => NumericTower.IsNumber(value);

    /// <summary>Whether a value is a rational number: infinity and what is not a number are none.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.rational?"), Pure]
    public static bool IsRational(Value value) => NumericTower.IsExact(value) || (value.IsFloat && double.IsFinite(value.AsFloat));

    /// <summary>Whether a value is an integer, exact or not.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.integer?"), Pure]
    public static bool IsInteger(Value value) => NumericTower.IsInteger(value);

    /// <summary>Whether a value is an exact integer.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.exact-integer?"), Pure]
    public static bool IsExactInteger(Value value) => NumericTower.IsExactInteger(value);

    /// <summary>Whether a value is an exact number.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("scheme.exact-rational?"), Pure]
    public static bool IsExactRational(Value value) => NumericTower.IsExact(value);

    /// <summary>Whether a number is exact.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.exact?"), Pure]
    public static bool IsExact(ProcessContext context, Value number) => Expect(context, "exact?", number) && !number.IsFloat;

    /// <summary>Whether a number is a float.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.inexact?"), Pure]
    public static bool IsInexact(ProcessContext context, Value number) => Expect(context, "inexact?", number) && number.IsFloat;

    /// <summary>Whether a number is neither infinite nor what is not a number.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.finite?"), Pure]
    public static bool IsFinite(ProcessContext context, Value number) => Expect(context, "finite?", number) && (!number.IsFloat || double.IsFinite(number.AsFloat));

    /// <summary>Whether a number is infinite.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.infinite?"), Pure]
    public static bool IsInfinite(ProcessContext context, Value number) => Expect(context, "infinite?", number) && (number.IsFloat && double.IsInfinity(number.AsFloat));

    /// <summary>Whether a number is the float that is not a number.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.nan?"), Pure]
    public static bool IsNaN(ProcessContext context, Value number) => Expect(context, "nan?", number) && (number.IsFloat && double.IsNaN(number.AsFloat));

    /// <summary>Whether an integer is odd.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The integer.</param>
    [TtvmFunction("scheme.odd?"), Pure]
    public static bool IsOdd(ProcessContext context, Value number) =>
        number.IsInt ? (number.Bits & 1) != 0 : ExpectInteger(context, "odd?", number) && !NumericTower.IsEven(number);

    /// <summary>Whether an integer is even.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The integer.</param>
    [TtvmFunction("scheme.even?"), Pure]
    public static bool IsEven(ProcessContext context, Value number) =>
        number.IsInt ? (number.Bits & 1) == 0 : ExpectInteger(context, "even?", number) && NumericTower.IsEven(number);

    /// <summary>Whether a value is a number; an error if not.</summary>
    internal static bool Expect(ProcessContext context, string procedure, Value value)
    {
        if (NumericTower.IsNumber(value))
        {
            return true;
        }

        NumericErrors.Raise(context, procedure, NumericProblem.NotANumber, value);
        return false;
    }

    private static bool ExpectInteger(ProcessContext context, string procedure, Value value)
    {
        if (NumericTower.IsInteger(value))
        {
            return true;
        }

        NumericErrors.Raise(context, procedure, NumericProblem.NotAnInteger, value);
        return false;
    }
}
