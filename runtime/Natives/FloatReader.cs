using System.Buffers;
using System.Globalization;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Reads floats as PUSH_FLOAT does: more strictly than .NET, which knows other spellings.</summary>
internal static class FloatReader
{
    private static readonly SearchValues<char> Expected = SearchValues.Create("0123456789.eE+-");

    /// <summary>Reads a float.</summary>
    /// <param name="text">A sign if any, and digits with a point and an exponent if any, or inf, infinity or nan in any case.</param>
    /// <param name="result">The float.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out double result)
    {
        var unsigned = text is ['+' or '-', ..] ? text[1..] : text;
        bool isInfinite = unsigned.Equals("inf", StringComparison.OrdinalIgnoreCase) || unsigned.Equals("infinity", StringComparison.OrdinalIgnoreCase);
        if (isInfinite || unsigned.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            result = !isInfinite ? double.NaN : text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        result = 0;
        return unsigned.Length > 0
            && unsigned.IndexOfAnyExcept(Expected) < 0
            && double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out result);
    }
}
