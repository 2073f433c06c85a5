using System.Globalization;
using System.Text;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>When two values of any kinds are the same, by what they contain.</summary>
/// <remarks>
/// <para>
/// Same values have the same kind and content: an Int is never the same as a Float, lists are compared element by element, objects field by
/// field in any order. Unlike EQ this knows no tolerance, so that it can be looked up: a Float is the same as itself, also when it is
/// NaN, and both zeros are the same.
/// </para>
/// <para>
/// Content is compared as text that tells all values apart. It is written without recursion, and up to a length only: a small program can
/// make a value whose written form fills any memory.
/// </para>
/// </remarks>
internal static class ContentKey
{
    /// <summary>The longest key of a list or an object.</summary>
    private const int MaximumLength = 1 << 24;

    /// <summary>Whether two values are the same.</summary>
    /// <param name="context">The running process; has an error afterwards if they are too large to compare.</param>
    /// <param name="a">One value.</param>
    /// <param name="b">The other.</param>
    public static bool AreSame(ProcessContext context, Value a, Value b)
    {
        if (a.Tag is null || b.Tag is null)
        {
            return a.Tag == b.Tag && a.Bits == b.Bits;
        }

        if (a.IsText || b.IsText)
        {
            return a.IsText && b.IsText && ValueEquality.AreEqualTexts(a.Tag, b.Tag);
        }

        if (a.IsFloat || b.IsFloat)
        {
            return a.IsFloat && b.IsFloat && a.AsFloat.Equals(b.AsFloat);
        }

        return ReferenceEquals(a.Tag, b.Tag) || (a.Kind == b.Kind && a.Tag is HeapValue && Of(context, a) == Of(context, b));
    }

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
                context.Raise($"Unsupported operation: a value is too large to be compared as a whole");
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
        : ValueText.Debug(value, context.Addresses);

    private static string FloatKey(double value) =>
        "f" + BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value == 0 ? 0 : value).ToString("x", CultureInfo.InvariantCulture);
}
