using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.IrExecution;

/// <summary>Moves between slots that happen all at once, in an order in which they can be done one by one.</summary>
internal sealed class SlotMoves
{
    /// <summary>Nothing to do.</summary>
    public static readonly SlotMoves None = new([]);

    private readonly (int Target, int Source)[] _moves;

    private SlotMoves((int Target, int Source)[] moves) => _moves = moves;

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsEmpty => _moves.Length == 0;

    /// <summary>Orders moves.</summary>
    /// <param name="moves">Targets, each once, and sources.</param>
    /// <param name="free">A slot that nothing else uses, for moves that go in a circle.</param>
    public static SlotMoves Order(IEnumerable<(int Target, int Source)> moves, int free)
    {
        var pending = moves.Where(move => move.Target != move.Source).ToList();
        var readers = new Dictionary<int, int>();
        foreach (var (_, source) in pending)
        {
            readers[source] = readers.GetValueOrDefault(source) + 1;
        }

        var ordered = new List<(int, int)>(pending.Count);
        var byTarget = pending.ToDictionary(move => move.Target, move => move.Source);
        var ready = new Stack<int>(byTarget.Keys.Where(target => !readers.ContainsKey(target)));
        while (byTarget.Count > 0)
        {
            if (!ready.TryPop(out int target))
            {
                // Only circles are left: one value steps aside, and whoever wants it takes it from there.
                target = byTarget.Keys.First();
                ordered.Add((free, target));
                foreach (int reader in byTarget.Where(move => move.Value == target).Select(move => move.Key).ToArray())
                {
                    byTarget[reader] = free;
                }

                readers.Remove(target);
            }

            int source = byTarget[target];
            byTarget.Remove(target);
            ordered.Add((target, source));
            if (readers.TryGetValue(source, out int count))
            {
                readers[source] = count - 1;
                if (count == 1 && byTarget.ContainsKey(source))
                {
                    ready.Push(source);
                }
            }
        }

        return ordered.Count == 0 ? None : new SlotMoves([.. ordered]);
    }

    /// <summary>Does the moves.</summary>
    /// <param name="slots">The frame.</param>
    public void Apply(Value[] slots)
    {
        foreach (var (target, source) in _moves)
        {
            slots[target] = slots[source];
        }
    }
}
