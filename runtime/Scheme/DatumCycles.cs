using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Scheme;

/// <summary>Finds the data that need a label when they are written.</summary>
internal sealed class DatumCycles
{
    /// <summary>Steps after which data that would have ended by then, if they were small and no circle, are looked at with a memory.</summary>
    private const int QuickSteps = 1 << 16;

    private readonly Dictionary<object, bool> _isDone = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<object, int> _labels = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<Place> _path = new();
    private readonly bool _isForShared;

    private DatumCycles(bool isForShared) => _isForShared = isForShared;

    /// <summary>Finds them.</summary>
    /// <param name="datum">What is written.</param>
    /// <param name="isForShared">Whether all that stand in several places have one; otherwise those that contain themselves.</param>
    /// <returns>Each with -1, the number of a label that has not been written; null for none.</returns>
    public static Dictionary<object, int>? Find(Value datum, bool isForShared)
    {
        if (!DatumParts.MayHave(datum.Tag) || (!isForShared && IsSmall(datum.Tag!)))
        {
            return null;
        }

        var cycles = new DatumCycles(isForShared);
        cycles.Search(datum.Tag!);
        return cycles._labels.Count > 0 ? cycles._labels : null;
    }

    private static bool IsSmall(object item)
    {
        int steps = 0;
        Stack<object>? pending = null;
        object? next = item;
        do
        {
            while (next is PairValue pair)
            {
                if (++steps > QuickSteps)
                {
                    return false;
                }

                if (DatumParts.MayHave(pair.Car.Tag))
                {
                    (pending ??= new Stack<object>()).Push(pair.Car.Tag!);
                }

                next = pair.Cdr.Tag;
            }

            if (DatumParts.MayHave(next) && !TakeParts(next!, ref pending, ref steps))
            {
                return false;
            }
        }
        while (pending is not null && pending.TryPop(out next));

        return true;
    }

    private static bool TakeParts(object item, ref Stack<object>? pending, ref int steps)
    {
        var parts = DatumParts.Of(item);
        steps += parts.Count;
        if (steps > QuickSteps)
        {
            return false;
        }

        foreach (var part in parts)
        {
            if (DatumParts.MayHave(part.Tag))
            {
                (pending ??= new Stack<object>()).Push(part.Tag!);
            }
        }

        return true;
    }

    private void Search(object item)
    {
        Enter(item);
        while (_path.TryPop(out var place))
        {
            if (place.Next == place.Parts.Count)
            {
                _isDone[place.Item] = true;
                continue;
            }

            var part = place.Item is PairValue pair ? (place.Next == -1 ? pair.Cdr : pair.Car) : place.Parts[place.Next];
            _path.Push(place with { Next = place.Next + 1 });
            if (DatumParts.MayHave(part.Tag))
            {
                Enter(part.Tag!);
            }
        }
    }

    private void Enter(object item)
    {
        if (_isDone.TryAdd(item, false))
        {
            // A pair counts down to zero, which is where an empty array ends.
            _path.Push(item is PairValue ? new Place(item, new ArraySegment<Value>([]), -2) : new Place(item, DatumParts.Of(item), 0));
        }
        else if (_isForShared || !_isDone[item])
        {
            _labels[item] = -1;
        }
    }

    /// <summary>An object whose parts are being searched, and which part is the next.</summary>
    private readonly record struct Place(object Item, ArraySegment<Value> Parts, int Next);
}
