using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Rounding to whole numbers, which are Ints.</summary>
[TtvmLibrary("math")]
public static class RoundingNatives
{
    private const double AboveAll = 9223372036854775808.0;

    /// <summary>The largest Int that is not above a number; an error when there is none.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The number.</param>
    [TtvmFunction("math.floor"), Pure]
    public static long Floor(ProcessContext context, Value x) => ToInt(context, "math.floor", x, Math.Floor);

    /// <summary>The smallest Int that is not below a number; an error when there is none.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The number.</param>
    [TtvmFunction("math.ceil"), Pure]
    public static long Ceiling(ProcessContext context, Value x) => ToInt(context, "math.ceil", x, Math.Ceiling);

    /// <summary>The nearest Int; halfway between two the one further from zero; an error when there is none.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The number.</param>
    [TtvmFunction("math.round"), Pure]
    public static long Round(ProcessContext context, Value x) => ToInt(context, "math.round", x, static number => Math.Round(number, MidpointRounding.AwayFromZero));

    /// <summary>The whole part of a number; an error when there is none.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The number.</param>
    [TtvmFunction("math.trunc"), Pure]
    public static long Truncate(ProcessContext context, Value x) => ToInt(context, "math.trunc", x, Math.Truncate);

    /// <summary>A number rounded to so many decimals, as a Float; halfway between two the one further from zero.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The number.</param>
    /// <param name="decimals">From 0 to 15.</param>
    [TtvmFunction("math.round_to"), Pure]
    public static double RoundTo(ProcessContext context, double x, long decimals)
    {
        if (decimals is < 0 or > 15)
        {
            context.RaiseTypeMismatch("math.round_to", "from 0 to 15 decimals", Value.Int(decimals));
            return 0;
        }

        return Math.Round(x, (int)decimals, MidpointRounding.AwayFromZero);
    }

    /// <summary>The Int that a float is after rounding; an error when there is none.</summary>
    internal static long ToInt(ProcessContext context, string function, Value x, Func<double, double> rounding)
    {
        if (x.IsInt)
        {
            return x.AsInt;
        }

        if (!MathNatives.IsNumber(context, function, x))
        {
            return 0;
        }

        double whole = rounding(x.AsFloat);
        if (whole is >= -AboveAll and < AboveAll)
        {
            return (long)whole;
        }

        context.RaiseTypeMismatch(function, "a number in the range of Int", x);
        return 0;
    }
}
