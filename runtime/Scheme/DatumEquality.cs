using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>EQ?, EQV? and EQUAL? of Scheme.</summary>
public static class DatumEquality
{
    /// <summary>Comparisons after which structures that share parts, or contain themselves, are compared with a memory.</summary>
    private const int QuickComparisons = 1 << 17;

    /// <summary>Nesting that is followed on the machine's stack.</summary>
    private const int QuickDepth = 64;

    private enum Answer
    {
        Different,
        Equal,
        Unknown,
    }

    /// <summary>Whether two values are the same object, or equal numbers that need no object.</summary>
    /// <param name="a">One value.</param>
    /// <param name="b">The other.</param>
    public static bool AreEq(Value a, Value b) => (a.Bits == b.Bits && ReferenceEquals(a.Tag, b.Tag)) || AreSameProcedure(a.Tag, b.Tag);

    /// <summary>Whether two values cannot be told apart: the same object, or equal numbers of one exactness.</summary>
    /// <param name="a">One value.</param>
    /// <param name="b">The other.</param>
    public static bool AreEqv(Value a, Value b) => (a.Bits == b.Bits && ReferenceEquals(a.Tag, b.Tag)) || AreEqvObjects(a.Tag, b.Tag);

    /// <summary>Whether two values are written the same: structures by their parts, strings by their characters, all else as EQV? has it.</summary>
    /// <remarks>It ends for structures that contain themselves, and needs little of the machine's stack for those that are deep.</remarks>
    /// <param name="a">One value.</param>
    /// <param name="b">The other.</param>
    public static bool AreEqual(Value a, Value b)
    {
        if (a.Bits == b.Bits && ReferenceEquals(a.Tag, b.Tag))
        {
            return true;
        }

        if (a.Tag is not HeapValue and not string || b.Tag is not HeapValue and not string)
        {
            return false;
        }

        int budget = QuickComparisons;
        return CompareQuickly(a, b, ref budget, QuickDepth) switch
        {
            Answer.Unknown => new DeepEquality().Compare(a, b),
            var answer => answer == Answer.Equal,
        };
    }

    /// <summary>Whether two values that have no parts are equal, as EQUAL? has it.</summary>
    /// <param name="a">One value.</param>
    /// <param name="b">The other.</param>
    internal static bool AreEqualWhole(in Value a, in Value b)
    {
        if (a.Bits == b.Bits && ReferenceEquals(a.Tag, b.Tag))
        {
            return true;
        }

        if (DatumText.TryGet(a, out var text))
        {
            return DatumText.TryGet(b, out var other) && text.SequenceEqual(other);
        }

        return (a.Tag, b.Tag) switch
        {
            (BytevectorValue left, BytevectorValue right) => left.Bytes.AsSpan().SequenceEqual(right.Bytes),
            (BytesValue left, BytesValue right) => left.Bytes.AsSpan().SequenceEqual(right.Bytes),
            _ => AreEqvObjects(a.Tag, b.Tag),
        };
    }

    private static bool AreEqvObjects(object? a, object? b) => (a, b) switch
    {
        (BigIntegerValue left, BigIntegerValue right) => left.Number == right.Number,
        (RationalValue left, RationalValue right) => left.Numerator == right.Numerator && left.Denominator == right.Denominator,

        // Empty text has no place that could tell one from another.
        (string left, string right) => left.Length == 0 && right.Length == 0,
        _ => AreSameProcedure(a, b),
    };

    /// <summary>A procedure without variables of its own may be made each time it is mentioned.</summary>
    private static bool AreSameProcedure(object? a, object? b) =>
        a is FunctionValue left && b is FunctionValue right && ReferenceEquals(left.Prototype, right.Prototype) && left.CapturedCount == 0;

    /// <summary>Compares small structures without memory of what has been compared.</summary>
    private static Answer CompareQuickly(Value a, Value b, ref int budget, int depth)
    {
        while (true)
        {
            if (a.Tag is not PairValue left || b.Tag is not PairValue right)
            {
                return (a.Tag, b.Tag) switch
                {
                    (VectorValue one, VectorValue other) => CompareQuickly(one.Items, other.Items, ref budget, depth),
                    (ListValue, ListValue) or (ObjectValue, ObjectValue) => Answer.Unknown,
                    _ => AreEqualWhole(a, b) ? Answer.Equal : Answer.Different,
                };
            }

            if (ReferenceEquals(left, right))
            {
                return Answer.Equal;
            }

            if (--budget < 0 || depth == 0)
            {
                return Answer.Unknown;
            }

            if (left.Car.Tag is PairValue or VectorValue or ListValue or ObjectValue)
            {
                if (CompareQuickly(left.Car, right.Car, ref budget, depth - 1) is not Answer.Equal and var answer)
                {
                    return answer;
                }
            }
            else if (!AreEqualWhole(left.Car, right.Car))
            {
                return Answer.Different;
            }

            (a, b) = (left.Cdr, right.Cdr);
        }
    }

    private static Answer CompareQuickly(Value[] left, Value[] right, ref int budget, int depth)
    {
        if (left.Length != right.Length)
        {
            return Answer.Different;
        }

        if (ReferenceEquals(left, right))
        {
            return Answer.Equal;
        }

        if (depth == 0)
        {
            return Answer.Unknown;
        }

        for (int i = 0; i < left.Length; i++)
        {
            if (--budget < 0)
            {
                return Answer.Unknown;
            }

            if (CompareQuickly(left[i], right[i], ref budget, depth - 1) is not Answer.Equal and var answer)
            {
                return answer;
            }
        }

        return Answer.Equal;
    }
}
