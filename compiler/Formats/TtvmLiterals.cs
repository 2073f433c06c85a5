using System.Globalization;

namespace TinyTotIL.Compiler.Formats;

/// <summary>The grammar of numbers in program text. Nothing is trimmed: what does not match exactly is not a number.</summary>
internal static class TtvmLiterals
{
    private const ulong QuietNaN = 0x7FF8_0000_0000_0000;

    /// <summary>A signed 64-bit integer: <c>[+-]?[0-9]+</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">Its value.</param>
    public static bool TryInteger(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        return IsDigits(WithoutSign(text)) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>An unsigned 64-bit number: <c>[+]?[0-9]+</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">Its value.</param>
    public static bool TryNumber(ReadOnlySpan<char> text, out ulong value)
    {
        value = 0;
        var digits = text.StartsWith('+') ? text[1..] : text;
        return IsDigits(digits) && ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>
    /// A double: an optional sign, then <c>inf</c>, <c>infinity</c> or <c>nan</c> in any case, or digits with an optional
    /// point and exponent. What is too large is infinity, what is too small is zero.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="value">Its value.</param>
    public static bool TryFloat(ReadOnlySpan<char> text, out double value)
    {
        var unsigned = WithoutSign(text);
        if (unsigned.Equals("inf", StringComparison.OrdinalIgnoreCase) || unsigned.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            value = double.PositiveInfinity;
        }
        else if (unsigned.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            // double.NaN has its sign set; the language's NaN has not.
            value = BitConverter.UInt64BitsToDouble(QuietNaN);
        }
        else if (IsDecimal(unsigned))
        {
            value = double.Parse(unsigned, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture);
        }
        else
        {
            value = 0;
            return false;
        }

        value = text[0] == '-' ? -value : value;
        return true;
    }

    /// <summary>One decimal digit or more, and nothing else.</summary>
    /// <param name="text">The text.</param>
    public static bool IsDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>The text after a leading plus or minus.</summary>
    /// <param name="text">The text.</param>
    public static ReadOnlySpan<char> WithoutSign(ReadOnlySpan<char> text) => text.Length > 0 && text[0] is '+' or '-' ? text[1..] : text;

    private static bool IsDecimal(ReadOnlySpan<char> text)
    {
        int exponent = text.IndexOfAny('e', 'E');
        if (exponent >= 0)
        {
            if (!IsDigits(WithoutSign(text[(exponent + 1)..])))
            {
                return false;
            }

            text = text[..exponent];
        }

        int point = text.IndexOf('.');
        if (point < 0)
        {
            return IsDigits(text);
        }

        var (whole, fraction) = (point, text.Length - point - 1);
        return whole + fraction > 0 && (whole == 0 || IsDigits(text[..point])) && (fraction == 0 || IsDigits(text[(point + 1)..]));
    }
}
