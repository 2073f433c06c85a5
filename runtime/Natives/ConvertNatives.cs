using System.Globalization;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Conversions between types, and questions about them.</summary>
[TtvmLibrary("convert")]
public static class ConvertNatives
{
    /// <summary>How a value is printed.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    [TtvmFunction("convert.to_string"), Pure]
    public static Value ToText(ProcessContext context, Value value)
    {
        if (value.IsText)
        {
            return value;
        }

        string text = ValueText.Display(value, context.Addresses);
        if (text.Length >= ValueText.Ceiling)
        {
            context.Raise(ErrorText.Unsupported($"text longer than {ValueText.Ceiling} characters"));
            return default;
        }

        return Value.Text(text);
    }

    /// <summary>How a value is shown in error messages, with its type.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value.</param>
    [TtvmFunction("convert.debug"), Pure]
    public static string Debug(ProcessContext context, Value value) => ValueText.Debug(value, context.Addresses);

    /// <summary>An Int: of text with digits and a sign, of a Float without its fraction, of true 1 and of false 0.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value; an error if it is nothing of this.</param>
    [TtvmFunction("convert.to_int"), Pure]
    public static long ToInt(ProcessContext context, Value value)
    {
        if (TryInt(value, out long result))
        {
            return result;
        }

        context.RaiseTypeMismatch("convert.to_int", "the text of an integer, or a number in the range of Int", value);
        return 0;
    }

    /// <summary>A Float: of text as PUSH_FLOAT reads it, of an Int, of true 1 and of false 0.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="value">The value; an error if it is nothing of this.</param>
    [TtvmFunction("convert.to_float"), Pure]
    public static double ToFloat(ProcessContext context, Value value)
    {
        if (TryFloat(value, out double result))
        {
            return result;
        }

        context.RaiseTypeMismatch("convert.to_float", "the text of a number, or a number (int or float)", value);
        return 0;
    }

    /// <summary>As convert.to_int, but another value where that is an error.</summary>
    /// <param name="value">The value.</param>
    /// <param name="otherwise">The other value.</param>
    [TtvmFunction("convert.safe_to_int"), Pure]
    public static Value SafeToInt(Value value, Value otherwise) => TryInt(value, out long result) ? Value.Int(result) : otherwise;

    /// <summary>As convert.to_float, but another value where that is an error.</summary>
    /// <param name="value">The value.</param>
    /// <param name="otherwise">The other value.</param>
    [TtvmFunction("convert.safe_to_float"), Pure]
    public static Value SafeToFloat(Value value, Value otherwise) => TryFloat(value, out double result) ? Value.Float(result) : otherwise;

    /// <summary>False for 0, 0.0, empty text, an empty list, null and false; true for everything else.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("convert.to_bool"), Pure]
    public static bool ToBool(Value value) => value.Tag switch
    {
        ListValue list => list.Count > 0,
        string or TextValue => TextValue.LengthOf(value) > 0,
        _ => value.IsFloat ? value.AsFloat != 0 : !value.IsFalsy(),
    };

    /// <summary>The Int that digits of a base stand for.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">Digits, and letters for those above 9, after a sign if any.</param>
    /// <param name="radix">The base, from 2 to 36.</param>
    [TtvmFunction("convert.parse_int"), Pure]
    public static long ParseInt(ProcessContext context, string text, long radix)
    {
        if (!IsRadix(context, "convert.parse_int", radix))
        {
            return 0;
        }

        bool isNegative = text.StartsWith('-');
        Int128 number = 0;
        int start = isNegative || text.StartsWith('+') ? 1 : 0;
        for (int i = start; i < text.Length; i++)
        {
            int digit = char.IsAsciiDigit(text[i]) ? text[i] - '0' : char.IsAsciiLetter(text[i]) ? (text[i] | 0x20) - 'a' + 10 : int.MaxValue;
            number = digit < radix ? number * radix + digit : Int128.MaxValue;
            if (number > (Int128)long.MaxValue + 1)
            {
                break;
            }
        }

        number = isNegative ? -number : number;
        if (start < text.Length && number >= long.MinValue && number <= long.MaxValue)
        {
            return (long)number;
        }

        context.RaiseTypeMismatch("convert.parse_int", $"the text of an Int to the base {radix}", Value.Text(text));
        return 0;
    }

    /// <summary>The digits of an Int to a base, with letters in lower case above 9.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    /// <param name="radix">The base, from 2 to 36.</param>
    [TtvmFunction("convert.to_radix"), Pure]
    public static string ToRadix(ProcessContext context, long number, long radix)
    {
        if (!IsRadix(context, "convert.to_radix", radix))
        {
            return "";
        }

        Span<char> digits = stackalloc char[65];
        int start = digits.Length;
        ulong rest = number < 0 ? (ulong)-(Int128)number : (ulong)number;
        do
        {
            digits[--start] = "0123456789abcdefghijklmnopqrstuvwxyz"[(int)(rest % (ulong)radix)];
            rest /= (ulong)radix;
        }
        while (rest > 0);

        if (number < 0)
        {
            digits[--start] = '-';
        }

        return digits[start..].ToString();
    }

    /// <summary>A Float as text with so many decimals, rounded; halfway away from zero.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="number">The number.</param>
    /// <param name="decimals">From 0 to 99.</param>
    [TtvmFunction("convert.to_fixed"), Pure]
    public static string ToFixed(ProcessContext context, double number, long decimals)
    {
        if (decimals is < 0 or > 99)
        {
            context.RaiseTypeMismatch("convert.to_fixed", "from 0 to 99 decimals", Value.Int(decimals));
            return "";
        }

        return double.IsFinite(number)
            ? number.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : ValueText.Display(Value.Float(number), context.Addresses);
    }

    /// <summary>The name of a value's type: Int, Float, Str, Bool, Null, List, Object, Function, Closure, Exception, Bytes, Connection, Stream or Future.</summary>
    /// <param name="value">The value.</param>
    [TtvmFunction("convert.type_of"), Pure]
    public static string TypeOf(Value value) => value.IsText ? "Str" : value.Kind.ToString();

    private static bool TryInt(Value value, out long result)
    {
        const double AboveAll = 9223372036854775808.0;
        result = value.Bits;
        if (value.IsInt)
        {
            return true;
        }

        if (value.IsFloat)
        {
            double whole = Math.Truncate(value.AsFloat);
            bool fits = whole is >= -AboveAll and < AboveAll;
            result = fits ? (long)whole : 0;
            return fits;
        }

        result = value.IsBool && value.AsBool ? 1 : 0;
        return value.IsBool
            || (value.IsText && long.TryParse(TextValue.SpanOf(value).Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out result));
    }

    private static bool TryFloat(Value value, out double result)
    {
        result = value.IsInt ? value.AsInt : value.IsFloat ? value.AsFloat : value.IsBool && value.AsBool ? 1 : 0;
        return !value.IsText ? value.IsInt || value.IsFloat || value.IsBool : FloatReader.TryRead(TextValue.SpanOf(value).Trim(), out result);
    }

    private static bool IsRadix(ProcessContext context, string function, long radix)
    {
        if (radix is >= 2 and <= 36)
        {
            return true;
        }

        context.RaiseTypeMismatch(function, "a base from 2 to 36", Value.Int(radix));
        return false;
    }
}
