using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>One comparison of structures that are large, deep, or contain themselves.</summary>
/// <remarks>
/// Objects that are being compared are put into one class, and two of one class need not be compared again: if anything differs, the comparison
/// in progress finds it. Each comparison joins two classes, so there are no more of them than objects.
/// </remarks>
internal sealed class DeepEquality
{
    private readonly Dictionary<object, object> _parents = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<(Value Left, Value Right)> _open = new();

    /// <summary>Whether two values are equal.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    public bool Compare(Value left, Value right)
    {
        _open.Push((left, right));
        while (_open.TryPop(out var next))
        {
            if (!CompareOne(next.Left, next.Right))
            {
                return false;
            }
        }

        return true;
    }

    private bool CompareOne(in Value left, in Value right)
    {
        switch (left.Tag, right.Tag)
        {
            case (PairValue a, PairValue b):
                if (Join(a, b))
                {
                    _open.Push((a.Cdr, b.Cdr));
                    _open.Push((a.Car, b.Car));
                }

                return true;
            case (VectorValue a, VectorValue b):
                return a.Items.Length == b.Items.Length && (!Join(a, b) || CompareItems(a.Items, b.Items));
            case (ListValue a, ListValue b):
                return a.Count == b.Count && (!Join(a, b) || CompareLists(a, b));
            case (ObjectValue a, ObjectValue b):
                return a.Count == b.Count && (!Join(a, b) || CompareObjects(a, b));
            default:
                return DatumEquality.AreEqualWhole(left, right);
        }
    }

    private bool CompareItems(Value[] left, Value[] right)
    {
        for (int i = 0; i < left.Length; i++)
        {
            if (!CompareSoon(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool CompareLists(ListValue left, ListValue right)
    {
        for (int i = 0; i < left.Count; i++)
        {
            if (!CompareSoon(left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    private bool CompareObjects(ObjectValue left, ObjectValue right)
    {
        foreach (var (name, value) in left.Fields)
        {
            if (!right.TryGet(name, out var other) || !CompareSoon(value, other))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Compares what has no parts at once, and puts off what has.</summary>
    private bool CompareSoon(in Value left, in Value right)
    {
        if (left.Tag is PairValue or VectorValue or ListValue or ObjectValue)
        {
            _open.Push((left, right));
            return true;
        }

        return DatumEquality.AreEqualWhole(left, right);
    }

    /// <summary>Puts two objects into one class; false when they are in one already.</summary>
    private bool Join(object left, object right)
    {
        object a = RootOf(left), b = RootOf(right);
        if (ReferenceEquals(a, b))
        {
            return false;
        }

        _parents[a] = b;
        return true;
    }

    private object RootOf(object item)
    {
        while (_parents.TryGetValue(item, out object? parent))
        {
            // Paths are halved on the way, so that they stay short.
            if (_parents.TryGetValue(parent, out object? grandparent))
            {
                _parents[item] = grandparent;
            }

            item = parent;
        }

        return item;
    }
}
