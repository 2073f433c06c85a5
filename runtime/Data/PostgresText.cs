using System.Globalization;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Data;

/// <summary>Reads the text form of the server's values.</summary>
internal static class PostgresText
{
    private const uint Bool = 16;
    private const uint Bytea = 17;
    private const uint Int8 = 20;
    private const uint Int2 = 21;
    private const uint Int4 = 23;
    private const uint Oid = 26;
    private const uint Float4 = 700;
    private const uint Float8 = 701;
    private const uint Timestamp = 1114;
    private const uint TimestampTz = 1184;
    private const uint Numeric = 1700;

    /// <summary>Digits that a float always keeps.</summary>
    private const int ExactDigits = 15;

    private const int DateLength = 10;

    /// <summary>The value of a type in text form. What is no number, boolean or bytes stays text.</summary>
    /// <param name="type">The type's number in the server.</param>
    /// <param name="text">The text.</param>
    public static Value ToValue(uint type, string text) => type switch
    {
        Int2 or Int4 or Int8 or Oid when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => Value.Int(number),
        Float4 or Float8 when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => Value.Float(number),
        Bool => Value.Bool(text is "t" or "true"),
        Bytea when text.StartsWith("\\x", StringComparison.Ordinal) => Value.From(new BytesValue(Convert.FromHexString(text.AsSpan(2)))),
        Numeric => OfNumeric(text),
        Timestamp or TimestampTz => Value.Text(OfTime(text)),
        _ => Value.Text(text),
    };

    /// <summary>A decimal number: an integer or a float where that keeps every digit, as SQLite decides for its NUMERIC columns; otherwise text.</summary>
    private static Value OfNumeric(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
        {
            return Value.Int(number);
        }

        return text.Contains('.', StringComparison.Ordinal) && SignificantDigits(text) <= ExactDigits
            ? Value.Float(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture))
            : Value.Text(text);
    }

    private static int SignificantDigits(string text)
    {
        var digits = text.AsSpan().TrimEnd('0').TrimStart("-0.");
        return digits.Length - (digits.Contains('.') ? 1 : 0);
    }

    /// <summary>A time as ISO 8601 writes it. Infinite ones, and those before Christ, stay as they are.</summary>
    private static string OfTime(string text)
    {
        if (text.Length <= DateLength || text[DateLength] != ' ' || !char.IsAsciiDigit(text[^1]))
        {
            return text;
        }

        string iso = string.Concat(text.AsSpan(0, DateLength), "T", text.AsSpan(DateLength + 1));
        return iso.EndsWith("+00", StringComparison.Ordinal) ? string.Concat(iso.AsSpan(0, iso.Length - "+00".Length), "Z") : iso;
    }
}
