using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Functions of numbers.</summary>
[TtvmLibrary("math")]
public static class MathNatives
{
    /// <summary>Sine of an angle in radians.</summary>
    /// <param name="x">The angle.</param>
    [TtvmFunction("math.sin"), Pure]
    public static double Sin(double x) => Math.Sin(x);

    /// <summary>Square root; an error for a negative number.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="x">The number.</param>
    [TtvmFunction("math.sqrt"), Pure]
    public static double Sqrt(ProcessContext context, double x)
    {
        if (x < 0)
        {
            context.Raise("sqrt: negative input");
        }

        return Math.Sqrt(x);
    }

    /// <summary>The greatest common divisor of two integers, never negative but for the smallest integer.</summary>
    /// <param name="a">An integer.</param>
    /// <param name="b">Another.</param>
    [TtvmFunction("math.gcd"), Pure]
    public static long Gcd(long a, long b)
    {
        while (b != 0)
        {
            (a, b) = (b, b == -1 ? 0 : a % b);
        }

        return a < 0 ? unchecked(-a) : a;
    }
}
