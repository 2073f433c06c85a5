namespace TinyTotIL.Runtime.Operations;

/// <summary>What procedures of Lisp do with numbers that are known to be floats, or integers of 64 bits: compiled code calls these instead.</summary>
public static class KnownNumberOperations
{
    /// <summary>The square root; what is not a number of a negative one.</summary>
    /// <param name="number">The number.</param>
    [Pure]
    public static double SquareRoot(double number) => Math.Sqrt(number);

    /// <summary>e to the power of a number.</summary>
    /// <param name="number">The number.</param>
    [Pure]
    public static double Exponential(double number) => Math.Exp(number);

    /// <summary>The natural logarithm.</summary>
    /// <param name="number">The number.</param>
    [Pure]
    public static double NaturalLog(double number) => Math.Log(number);

    /// <summary>The sine of an angle in radians.</summary>
    /// <param name="number">The number.</param>
    [Pure]
    public static double Sine(double number) => Math.Sin(number);

    /// <summary>The cosine of an angle in radians.</summary>
    /// <param name="number">The number.</param>
    [Pure]
    public static double Cosine(double number) => Math.Cos(number);

    /// <summary>The tangent of an angle in radians.</summary>
    /// <param name="number">The number.</param>
    [Pure]
    public static double Tangent(double number) => Math.Tan(number);

    /// <summary>The angle with a sine.</summary>
    /// <param name="number">The number.</param>
    [Pure]
    public static double ArcSine(double number) => Math.Asin(number);

    /// <summary>The angle with a cosine.</summary>
    /// <param name="number">The number.</param>
    [Pure]
    public static double ArcCosine(double number) => Math.Acos(number);

    /// <summary>The angle with a tangent.</summary>
    /// <param name="number">The number.</param>
    [Pure]
    public static double ArcTangent(double number) => Math.Atan(number);

    /// <summary>The largest integer that is not larger.</summary>
    /// <param name="number">The number.</param>
    [Pure]
    public static double Floor(double number) => Math.Floor(number);

    /// <summary>The smallest integer that is not smaller.</summary>
    /// <param name="number">The number.</param>
    [Pure]
    public static double Ceiling(double number) => Math.Ceiling(number);

    /// <summary>The integer without the fraction.</summary>
    /// <param name="number">The number.</param>
    [Pure]
    public static double Truncate(double number) => Math.Truncate(number);

    /// <summary>The nearest integer, of two equally near the even one.</summary>
    /// <param name="number">The number.</param>
    [Pure]
    public static double Round(double number) => Math.Round(number, MidpointRounding.ToEven);

    /// <summary>The number without its sign.</summary>
    /// <param name="number">The number.</param>
    [Pure]
    public static double Absolute(double number) => Math.Abs(number);

    /// <summary>The number times itself.</summary>
    /// <param name="number">The number.</param>
    [Pure]
    public static double Square(double number) => number * number;

    /// <summary>A number to the power of another.</summary>
    /// <param name="a">The number.</param>
    /// <param name="b">The exponent.</param>
    [Pure]
    public static double Power(double a, double b) => Math.Pow(a, b);

    /// <summary>The angle of a point, seen from the middle.</summary>
    /// <param name="a">How far up it is.</param>
    /// <param name="b">How far to the right.</param>
    [Pure]
    public static double AngleOf(double a, double b) => Math.Atan2(a, b);

    /// <summary>The larger of two numbers; what is not a number if one is none.</summary>
    /// <param name="a">One number.</param>
    /// <param name="b">The other.</param>
    [Pure]
    public static double Larger(double a, double b) => double.IsNaN(a) || double.IsNaN(b) ? double.NaN : a > b ? a : b;

    /// <summary>The smaller of two numbers; what is not a number if one is none.</summary>
    /// <param name="a">One number.</param>
    /// <param name="b">The other.</param>
    [Pure]
    public static double Smaller(double a, double b) => double.IsNaN(a) || double.IsNaN(b) ? double.NaN : a < b ? a : b;

    /// <summary>The larger of two integers.</summary>
    /// <param name="a">One integer.</param>
    /// <param name="b">The other.</param>
    [Pure]
    public static long LargerInteger(long a, long b) => Math.Max(a, b);

    /// <summary>The smaller of two integers.</summary>
    /// <param name="a">One integer.</param>
    /// <param name="b">The other.</param>
    [Pure]
    public static long SmallerInteger(long a, long b) => Math.Min(a, b);

    /// <summary>Whether an integer is even.</summary>
    /// <param name="number">The integer.</param>
    [Pure]
    public static bool IsEven(long number) => (number & 1) == 0;

    /// <summary>Whether an integer is odd.</summary>
    /// <param name="number">The integer.</param>
    [Pure]
    public static bool IsOdd(long number) => (number & 1) != 0;
}
