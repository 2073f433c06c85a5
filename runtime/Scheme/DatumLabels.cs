using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>Puts labelled data where their labels stand inside them.</summary>
internal static class DatumLabels
{
    /// <summary>Replaces all placeholders in a datum that has been read.</summary>
    /// <param name="datum">The datum.</param>
    /// <param name="placeholders">Those of its labels.</param>
    public static Value Resolve(Value datum, IEnumerable<DatumPlaceholder> placeholders)
    {
        if (!placeholders.Any(static placeholder => placeholder.IsUsed))
        {
            return datum;
        }

        Replace(ref datum);
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<object>();
        Follow(datum, pending);
        while (pending.TryPop(out object? next))
        {
            if (!seen.Add(next))
            {
                continue;
            }

            if (next is PairValue pair)
            {
                Replace(ref pair.Car);
                Replace(ref pair.Cdr);
                Follow(pair.Car, pending);
                Follow(pair.Cdr, pending);
                continue;
            }

            var items = ((VectorValue)next).Items;
            for (int i = 0; i < items.Length; i++)
            {
                Replace(ref items[i]);
                Follow(items[i], pending);
            }
        }

        return datum;
    }

    /// <summary>A label may stand for a datum that is nothing but another label.</summary>
    private static void Replace(ref Value place)
    {
        while (place.Tag is DatumPlaceholder placeholder)
        {
            place = placeholder.Target;
        }
    }

    private static void Follow(Value value, Stack<object> pending)
    {
        if (value.Tag is PairValue or VectorValue)
        {
            pending.Push(value.Tag);
        }
    }
}
