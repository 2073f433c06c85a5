using System.Globalization;
using System.Text;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Text for each value that only values that are the same have, as <see cref="ValueIdentity"/> says it: what sets and groups look values up by.</summary>
/// <remarks>
/// It is written without recursion, and up to a length only: a small program can make a value whose written form fills any memory.
/// Closures count as the same when they show the same.
/// </remarks>
internal static class ContentKey
{
    /// <summary>The longest key of a list or an object.</summary>
    private const int MaximumLength = 1 << 24;

    /// <summary>The text that stands for a value and for no other.</summary>
    /// <param name="context">The running process; has an error afterwards if the value is too large.</param>
    /// <param name="value">The value.</param>
    public static string Of(ProcessContext context, Value value)
    {
        if (value.IsInt)
        {
            return value.AsInt.ToString(CultureInfo.InvariantCulture);
        }

        if (value.IsText)
        {
            return string.Concat("'", TextValue.SpanOf(value));
        }

        if (value.Tag is not (ListValue or ObjectValue))
        {
            return OfSimple(context, value);
        }

        var key = new StringBuilder();
        var open = new Stack<Value>();
        open.Push(value);
        while (open.TryPop(out var next))
        {
            Write(context, next, key, open);
            if (key.Length > MaximumLength || open.Count > MaximumLength)
            {
                context.Raise(ErrorText.Unsupported("a value this large in a set or as a key"));
                return "";
            }
        }

        return key.ToString();
    }

    private static void Write(ProcessContext context, Value value, StringBuilder key, Stack<Value> open)
    {
        switch (value.Tag)
        {
            // How many elements follow is written before them, so nothing needs to mark their end.
            case ListValue list:
                key.Append('[').Append(list.Count).Append(' ');
                for (int i = list.Count - 1; i >= 0; i--)
                {
                    open.Push(list[i]);
                }

                break;
            case ObjectValue fields:
                fields.GetFields(out string[] names, out var values);
                names = [.. names];
                Array.Sort(names, values, StringComparer.Ordinal);
                key.Append('{').Append(names.Length).Append(' ');
                for (int i = names.Length - 1; i >= 0; i--)
                {
                    open.Push(values[i]);
                    open.Push(Value.Text(names[i]));
                }

                break;
            case string or TextValue:
                var text = TextValue.SpanOf(value);
                key.Append('\'').Append(text.Length).Append(' ').Append(text);
                break;
            default:
                key.Append(OfSimple(context, value)).Append(' ');
                break;
        }
    }

    private static string OfSimple(ProcessContext context, Value value) =>
        value.IsInt ? value.AsInt.ToString(CultureInfo.InvariantCulture)
        : value.IsFloat ? FloatKey(value.AsFloat)
        : value.Tag is BytesValue bytes ? "b" + Convert.ToHexString(bytes.Bytes.AsSpan(0, Math.Min(bytes.Bytes.Length, MaximumLength))) + bytes.Bytes.Length
        : value.Tag is ExceptionValue exception ? $"e{exception.Message.Length} {exception.Message}"
        : ValueText.Debug(value, context.Addresses);

    private static string FloatKey(double value) =>
        "f" + BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value == 0 ? 0 : value).ToString("x", CultureInfo.InvariantCulture);
}
