using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Ends operations on the numbers of Scheme: charges for long ones and raises what they report.</summary>
internal static class NumericErrors
{
    /// <summary>The result of an operation on two numbers, or its error.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="procedure">The procedure as programs call it.</param>
    /// <param name="problem">Why there is no result.</param>
    /// <param name="result">The result.</param>
    /// <param name="a">One operand.</param>
    /// <param name="b">The other.</param>
    public static Value Check(ProcessContext context, string procedure, NumericProblem problem, Value result, Value a, Value b)
    {
        if (problem != NumericProblem.None)
        {
            return Raise(context, procedure, problem, a, b);
        }

        // A slice of time must not hide how much one operation on long numbers does.
        long work = NumericTower.WorkOf(a) + NumericTower.WorkOf(b) + NumericTower.WorkOf(result);
        if (work > 0)
        {
            context.Charge(work);
        }

        return result;
    }

    /// <summary>The result of an operation on one number, or its error.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="procedure">The procedure as programs call it.</param>
    /// <param name="problem">Why there is no result.</param>
    /// <param name="result">The result.</param>
    /// <param name="a">The operand.</param>
    public static Value Check(ProcessContext context, string procedure, NumericProblem problem, Value result, Value a) =>
        Check(context, procedure, problem, result, a, a);

    /// <summary>Raises the error of an operation on two numbers.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="procedure">The procedure as programs call it.</param>
    /// <param name="problem">Why there is no result.</param>
    /// <param name="a">One operand.</param>
    /// <param name="b">The other.</param>
    /// <returns>Any value.</returns>
    public static Value Raise(ProcessContext context, string procedure, NumericProblem problem, Value a, Value b)
    {
        bool isFirst = problem switch
        {
            NumericProblem.NotANumber => !NumericTower.IsNumber(a),
            NumericProblem.NotAnInteger => !NumericTower.IsInteger(a),
            _ => true,
        };
        return Raise(context, procedure, problem, isFirst ? a : b);
    }

    /// <summary>Raises the error of an operation on one number.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="procedure">The procedure as programs call it.</param>
    /// <param name="problem">Why there is no result.</param>
    /// <param name="a">The operand that is at fault.</param>
    /// <returns>Any value.</returns>
    public static Value Raise(ProcessContext context, string procedure, NumericProblem problem, Value a)
    {
        switch (problem)
        {
            case NumericProblem.DivisionByZero:
                context.Raise($"{procedure}: division by zero");
                break;
            case NumericProblem.TooLarge:
                context.Raise($"{procedure}: the result is too large");
                break;
            case NumericProblem.NotReal:
                context.Raise($"{procedure}: the result is not a real number; complex numbers are not supported");
                break;
            default:
                context.RaiseWrongType(procedure, Expected(problem), a);
                break;
        }

        return default;
    }

    private static string Expected(NumericProblem problem) => problem switch
    {
        NumericProblem.NotAnInteger => "an integer",
        NumericProblem.NotFinite => "a finite number",
        NumericProblem.NotANaturalNumber => "an exact integer that is not negative",
        _ => "a number",
    };
}
