namespace TinyTotIL.Runtime.Values;

/// <summary>Whether two values of any types are the same: what EQ leaves open for lists, objects and values of different types.</summary>
/// <remarks>
/// Values of different types are not the same, also an Int and a Float. Floats are the same when they print the same, so infinity and what is not a
/// number are the same as themselves. Lists are compared by elements, objects by fields in any order, bytes by content, exceptions by
/// message. Values share structure, so a pair of lists or objects is compared only once, and nothing recurses.
/// </remarks>
internal sealed class ValueIdentity
{
    private readonly Stack<(HeapValue Left, HeapValue Right)> _open = [];
    private readonly HashSet<(HeapValue, HeapValue)> _seen = [];

    /// <summary>Whether two values are the same.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    public static bool AreSame(Value left, Value right)
    {
        if (left.Tag is not (ListValue or ObjectValue))
        {
            // Nothing to walk through, and so nothing to keep.
            return AreSameWithoutParts(left, right);
        }

        var comparison = new ValueIdentity();
        if (!comparison.MayBeSame(left, right))
        {
            return false;
        }

        while (comparison._open.TryPop(out var pair))
        {
            if (!comparison.HaveSameParts(pair.Left, pair.Right))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Compares two values but for what is inside them, which is put off.</summary>
    private bool MayBeSame(Value left, Value right) => (left.Tag, right.Tag) switch
    {
        (ListValue a, ListValue b) => ReferenceEquals(a, b) || (a.Count == b.Count && PutOff(a, b)),
        (ObjectValue a, ObjectValue b) => ReferenceEquals(a, b) || (a.Count == b.Count && PutOff(a, b)),
        _ => AreSameWithoutParts(left, right),
    };

    private static bool AreSameWithoutParts(Value left, Value right) => (left.Tag, right.Tag) switch
    {
        (BytesValue a, BytesValue b) => a.Bytes.AsSpan().SequenceEqual(b.Bytes),
        (ExceptionValue a, ExceptionValue b) => a.Message == b.Message,
        _ when left.IsFloat && right.IsFloat => left.AsFloat.Equals(right.AsFloat),
        _ when ValueEquality.AreComparable(left, right) => ValueEquality.AreEqual(left, right),
        _ => ReferenceEquals(left.Tag, right.Tag) && left.Bits == right.Bits,
    };

    private bool PutOff(HeapValue left, HeapValue right)
    {
        if (_seen.Add((left, right)))
        {
            _open.Push((left, right));
        }

        return true;
    }

    private bool HaveSameParts(HeapValue left, HeapValue right)
    {
        if (left is ListValue list)
        {
            var other = (ListValue)right;
            for (int i = 0; i < list.Count; i++)
            {
                if (!MayBeSame(list[i], other[i]))
                {
                    return false;
                }
            }

            return true;
        }

        foreach (var (name, value) in ((ObjectValue)left).Fields)
        {
            if (!((ObjectValue)right).TryGet(name, out var other) || !MayBeSame(value, other))
            {
                return false;
            }
        }

        return true;
    }
}
