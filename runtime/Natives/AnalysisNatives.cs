using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Trigonometry, exponentials and logarithms, as the machine computes them.</summary>
[TtvmLibrary("math")]
public static class AnalysisNatives
{
    /// <summary>Sine of an angle in radians.</summary>
    /// <param name="x">The angle.</param>
    [TtvmFunction("math.sin"), Pure]
    public static double Sin(double x) => Math.Sin(x);

    /// <summary>Cosine of an angle in radians.</summary>
    /// <param name="x">The angle.</param>
    [TtvmFunction("math.cos"), Pure]
    public static double Cos(double x) => Math.Cos(x);

    /// <summary>Tangent of an angle in radians.</summary>
    /// <param name="x">The angle.</param>
    [TtvmFunction("math.tan"), Pure]
    public static double Tan(double x) => Math.Tan(x);

    /// <summary>The angle with a sine, in radians; NaN beyond -1 and 1.</summary>
    /// <param name="x">The sine.</param>
    [TtvmFunction("math.asin"), Pure]
    public static double Asin(double x) => Math.Asin(x);

    /// <summary>The angle with a cosine, in radians; NaN beyond -1 and 1.</summary>
    /// <param name="x">The cosine.</param>
    [TtvmFunction("math.acos"), Pure]
    public static double Acos(double x) => Math.Acos(x);

    /// <summary>The angle with a tangent, in radians.</summary>
    /// <param name="x">The tangent.</param>
    [TtvmFunction("math.atan"), Pure]
    public static double Atan(double x) => Math.Atan(x);

    /// <summary>Hyperbolic sine.</summary>
    /// <param name="x">The number.</param>
    [TtvmFunction("math.sinh"), Pure]
    public static double Sinh(double x) => Math.Sinh(x);

    /// <summary>Hyperbolic cosine.</summary>
    /// <param name="x">The number.</param>
    [TtvmFunction("math.cosh"), Pure]
    public static double Cosh(double x) => Math.Cosh(x);

    /// <summary>Hyperbolic tangent.</summary>
    /// <param name="x">The number.</param>
    [TtvmFunction("math.tanh"), Pure]
    public static double Tanh(double x) => Math.Tanh(x);

    /// <summary>e to the power of a number.</summary>
    /// <param name="x">The number.</param>
    [TtvmFunction("math.exp"), Pure]
    public static double Exp(double x) => Math.Exp(x);

    /// <summary>Cube root.</summary>
    /// <param name="x">The number.</param>
    [TtvmFunction("math.cbrt"), Pure]
    public static double CubeRoot(double x)
    {
        // Some machines miss even the roots of whole cubes; one of Newton's steps finds them.
        double root = Math.Cbrt(x);
        double better = root - (root * root * root - x) / (3 * root * root);
        return double.IsFinite(better) ? better : root;
    }

    /// <summary>The angle of a point as seen from the origin, in radians.</summary>
    /// <param name="y">How far up the point is.</param>
    /// <param name="x">How far right it is.</param>
    [TtvmFunction("math.atan2"), Pure]
    public static double Atan2(double y, double x) => Math.Atan2(y, x);

    /// <summary>Length of the hypotenuse, without overflow on the way.</summary>
    /// <param name="x">One side.</param>
    /// <param name="y">The other.</param>
    [TtvmFunction("math.hypot"), Pure]
    public static double Hypot(double x, double y) => double.Hypot(x, y);

    /// <summary>Natural logarithm; an error unless the number is above zero.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The number.</param>
    [TtvmFunction("math.log"), Pure]
    public static double Log(ProcessContext context, double x) => IsPositive(context, "math.log", x) ? Math.Log(x) : 0;

    /// <summary>Logarithm to the base 2; an error unless the number is above zero.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The number.</param>
    [TtvmFunction("math.log2"), Pure]
    public static double Log2(ProcessContext context, double x) => IsPositive(context, "math.log2", x) ? Math.Log2(x) : 0;

    /// <summary>Logarithm to the base 10; an error unless the number is above zero.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The number.</param>
    [TtvmFunction("math.log10"), Pure]
    public static double Log10(ProcessContext context, double x) => IsPositive(context, "math.log10", x) ? Math.Log10(x) : 0;

    private static bool IsPositive(ProcessContext context, string function, double x)
    {
        if (x > 0 || double.IsNaN(x))
        {
            return true;
        }

        context.Raise($"{function} expects a number above zero");
        return false;
    }
}
