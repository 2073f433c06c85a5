using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Division of integers with remainder beyond what instructions do.</summary>
[TtvmLibrary("scheme")]
public static class SchemeDivisionNatives
{
    /// <summary>The quotient of two integers rounded down.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The dividend.</param>
    /// <param name="b">The divisor.</param>
    [TtvmFunction("scheme.floor-quotient"), Pure]
    public static Value FloorQuotient(ProcessContext context, Value a, Value b) =>
        NumericErrors.Check(context, "floor-quotient", NumericTower.FloorQuotient(a, b, out var result), result, a, b);

    /// <summary>The quotient of two integers rounded down, and what remains.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The dividend.</param>
    /// <param name="b">The divisor.</param>
    [TtvmFunction("scheme.floor/"), Pure]
    public static Value Floor(ProcessContext context, Value a, Value b)
    {
        var problem = NumericTower.FloorQuotient(a, b, out var quotient);
        if (problem != NumericProblem.None)
        {
            return NumericErrors.Raise(context, "floor/", problem, a, b);
        }

        NumericTower.Modulo(a, b, out var rest);
        return Value.From(new MultipleValues([quotient, rest]));
    }

    /// <summary>The quotient of two integers rounded toward zero, and what remains.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="a">The dividend.</param>
    /// <param name="b">The divisor.</param>
    [TtvmFunction("scheme.truncate/"), Pure]
    public static Value Truncate(ProcessContext context, Value a, Value b)
    {
        var problem = NumericTower.Quotient(a, b, out var quotient);
        if (problem != NumericProblem.None)
        {
            return NumericErrors.Raise(context, "truncate/", problem, a, b);
        }

        NumericTower.Remainder(a, b, out var rest);
        return Value.From(new MultipleValues([quotient, rest]));
    }
}
