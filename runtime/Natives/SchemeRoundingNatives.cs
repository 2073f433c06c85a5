using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Procedures of Scheme that round numbers and change their exactness.</summary>
[TtvmLibrary("scheme")]
public static class SchemeRoundingNatives
{
    /// <summary>The largest integer that is not larger.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.floor"), Pure]
    public static Value Floor(ProcessContext context, Value number) =>
        NumericErrors.Check(context, "floor", NumericTower.Floor(number, out var result), result, number);

    /// <summary>The smallest integer that is not smaller.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.ceiling"), Pure]
    public static Value Ceiling(ProcessContext context, Value number) =>
        NumericErrors.Check(context, "ceiling", NumericTower.Ceiling(number, out var result), result, number);

    /// <summary>The integer without the fraction.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.truncate"), Pure]
    public static Value Truncate(ProcessContext context, Value number) =>
        NumericErrors.Check(context, "truncate", NumericTower.Truncate(number, out var result), result, number);

    /// <summary>The nearest integer, of two equally near the even one.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.round"), Pure]
    public static Value Round(ProcessContext context, Value number) =>
        NumericErrors.Check(context, "round", NumericTower.Round(number, out var result), result, number);

    /// <summary>The simplest fraction no further from a number than a distance.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    /// <param name="distance">The distance.</param>
    [TtvmFunction("scheme.rationalize"), Pure]
    public static Value Rationalize(ProcessContext context, Value number, Value distance) =>
        NumericErrors.Check(context, "rationalize", NumericTower.Rationalize(number, distance, out var result), result, number, distance);

    /// <summary>The exact number equal to a number.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.exact"), Pure]
    public static Value Exact(ProcessContext context, Value number) =>
        NumericErrors.Check(context, "exact", NumericTower.Exact(number, out var result), result, number);

    /// <summary>The same by its older name.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.inexact->exact"), Pure]
    public static Value ExactOfInexact(ProcessContext context, Value number) =>
        NumericErrors.Check(context, "inexact->exact", NumericTower.Exact(number, out var result), result, number);

    /// <summary>The float nearest to a number.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.inexact"), Pure]
    public static Value Inexact(ProcessContext context, Value number) =>
        SchemeNumberNatives.Expect(context, "inexact", number) ? Value.Float(NumericTower.ToDouble(number)) : default;

    /// <summary>The same by its older name.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    [TtvmFunction("scheme.exact->inexact"), Pure]
    public static Value InexactOfExact(ProcessContext context, Value number) =>
        SchemeNumberNatives.Expect(context, "exact->inexact", number) ? Value.Float(NumericTower.ToDouble(number)) : default;
}
