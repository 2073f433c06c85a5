using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Puts moves that happen all at once in an order in which they can be done one by one.</summary>
/// <remarks>
/// A move may be done as soon as no other one still reads what it overwrites. Where the rest goes in a circle, as when two
/// variables change places, all sources must be on the evaluation stack before the first target is written.
/// </remarks>
internal sealed class ParallelMoves
{
    private readonly List<(int Target, Register Source)> _moves = [];
    private readonly List<HashSet<int>> _reads = [];

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsEmpty => _moves.Count == 0;

    /// <summary>Adds a move.</summary>
    /// <param name="target">The place written; no other move writes it.</param>
    /// <param name="source">The register moved.</param>
    /// <param name="reads">The places read to know the register.</param>
    public void Add(int target, Register source, HashSet<int> reads)
    {
        _moves.Add((target, source));
        reads.Remove(target);
        _reads.Add(reads);
    }

    /// <summary>Orders the moves.</summary>
    /// <returns>The moves to do one by one, then those to do together.</returns>
    public (List<(int Target, Register Source)> First, List<(int Target, Register Source)> Together) Order()
    {
        var readers = new Dictionary<int, int>();
        var moveTo = new Dictionary<int, int>();
        for (int i = 0; i < _moves.Count; i++)
        {
            moveTo.Add(_moves[i].Target, i);
            foreach (int place in _reads[i])
            {
                readers[place] = readers.GetValueOrDefault(place) + 1;
            }
        }

        var ready = new Queue<int>(Enumerable.Range(0, _moves.Count).Where(i => !readers.ContainsKey(_moves[i].Target)));
        var isDone = new bool[_moves.Count];
        var first = new List<(int, Register)>();
        while (ready.TryDequeue(out int move))
        {
            isDone[move] = true;
            first.Add(_moves[move]);
            foreach (int place in _reads[move])
            {
                if (--readers[place] == 0 && moveTo.TryGetValue(place, out int freed))
                {
                    ready.Enqueue(freed);
                }
            }
        }

        return (first, [.. _moves.Where((_, i) => !isDone[i])]);
    }
}
