using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>The order of values: numbers by value, whether Int or Float, and texts by the numbers of their characters.</summary>
/// <remarks>NaN comes after every other number. Numbers and texts are not ordered among each other, and other values not at all.</remarks>
internal static class ValueOrder
{
    /// <summary>What the elements of a list have in common.</summary>
    internal enum Content
    {
        /// <summary>All are Ints.</summary>
        Ints,

        /// <summary>All are Floats.</summary>
        Floats,

        /// <summary>Ints and Floats.</summary>
        Numbers,

        /// <summary>All are texts.</summary>
        Texts,
    }

    /// <summary>Whether the elements of a list have an order; an error that shows the first one that does not fit if not.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="function">What the error names.</param>
    /// <param name="list">The list.</param>
    /// <param name="content">What the elements are.</param>
    public static bool AreOrdered(ProcessContext context, string function, ListValue list, out Content content)
    {
        int ints = 0;
        int floats = 0;
        for (int i = 0; i < list.Count; i++)
        {
            var value = list[i];
            if (value.IsInt)
            {
                ints++;
            }
            else if (value.IsFloat)
            {
                floats++;
            }
            else if (!value.IsText)
            {
                content = default;
                context.RaiseTypeMismatch(function, "numbers (int or float) or strings", value);
                return false;
            }

            if (value.IsText ? ints + floats > 0 : ints + floats <= i)
            {
                content = default;
                context.RaiseTypeMismatch(function, "either numbers or strings", list[i - 1], value);
                return false;
            }
        }

        content = ints + floats == 0 && list.Count > 0 ? Content.Texts : floats == 0 ? Content.Ints : ints == 0 ? Content.Floats : Content.Numbers;
        return true;
    }

    /// <summary>Compares two numbers or two texts.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">The other.</param>
    public static int Compare(Value a, Value b)
    {
        if (a.IsInt)
        {
            return b.IsInt ? a.AsInt.CompareTo(b.AsInt) : Compare(a.AsInt, b.AsFloat);
        }

        if (a.IsFloat)
        {
            return b.IsFloat ? Compare(a.AsFloat, b.AsFloat) : -Compare(b.AsInt, a.AsFloat);
        }

        return TextPositions.Compare(a, b);
    }

    /// <summary>Compares two floats.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">The other.</param>
    public static int Compare(double a, double b) =>
        double.IsNaN(a) ? double.IsNaN(b) ? 0 : 1 : double.IsNaN(b) ? -1 : a.CompareTo(b);

    /// <summary>Compares an integer and a float exactly: converting a large integer would round it.</summary>
    private static int Compare(long a, double b)
    {
        const double AboveAll = 9223372036854775808.0;
        if (double.IsNaN(b) || b >= AboveAll)
        {
            return -1;
        }

        if (b < -AboveAll)
        {
            return 1;
        }

        double floor = Math.Floor(b);
        int whole = a.CompareTo((long)floor);
        return whole != 0 ? whole : b > floor ? -1 : 0;
    }
}
