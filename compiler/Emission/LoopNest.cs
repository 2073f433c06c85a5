using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Emission;

/// <summary>The natural loops of a function and how they lie in each other.</summary>
/// <remarks>
/// A loop is found from the edges that lead back to a block which dominates them, inner loops first; a loop already found
/// counts as one block for those around it, so the work is near-linear (Havlak, "Nesting of Reducible and Irreducible
/// Loops", 1997, without its irreducible part: such code is merely laid out less well).
/// </remarks>
internal sealed class LoopNest
{
    private const int None = -1;

    private readonly ControlFlow _flow;
    private readonly int[] _outer;
    private readonly int[] _representative;
    private readonly bool[] _isHeader;
    private readonly Stack<int> _open = new();

    /// <summary>Finds the loops of a function.</summary>
    /// <param name="flow">Its control flow.</param>
    public LoopNest(ControlFlow flow)
    {
        _flow = flow;
        int count = flow.Function.Blocks.Length;
        _outer = new int[count];
        _isHeader = new bool[count];
        _representative = [.. Enumerable.Range(0, count)];
        Array.Fill(_outer, None);
        // A segment is entered everywhere, by index.
        if (flow.Function.Kind != IrFunctionKind.StackMachineSegment)
        {
            Find(new DominatorTree(flow));
        }
    }

    /// <summary>Whether there is any loop.</summary>
    public bool HasLoops => Array.IndexOf(_isHeader, true) >= 0;

    /// <summary>Whether a loop begins with a block.</summary>
    /// <param name="block">Its number.</param>
    public bool IsHeader(int block) => _isHeader[block];

    /// <summary>The header of the innermost loop around a block, or around the loop it begins; -1 outside of all.</summary>
    /// <param name="block">Its number.</param>
    public int OuterOf(int block) => _outer[block];

    /// <summary>Whether a block belongs to the loop of a header.</summary>
    /// <param name="block">Number of the block.</param>
    /// <param name="header">Number of the header.</param>
    public bool Contains(int header, int block)
    {
        while (block != None && block != header)
        {
            block = _outer[block];
        }

        return block == header;
    }

    private void Find(DominatorTree dominators)
    {
        for (int i = _flow.Order.Count - 1; i >= 0; i--)
        {
            int header = _flow.Order[i];
            foreach (int source in Sources(header))
            {
                if (dominators.Dominates(header, source))
                {
                    _isHeader[header] = true;
                    Include(source, header);
                }
            }

            while (_open.TryPop(out int inside))
            {
                foreach (int source in Sources(inside))
                {
                    Include(source, header);
                }
            }
        }
    }

    private IEnumerable<int> Sources(int block) => _flow.PredecessorsOf(block).Concat(_flow.ProtectedBy(block));

    private void Include(int block, int header)
    {
        int unit = RepresentativeOf(block);
        if (unit != header)
        {
            _outer[unit] = _representative[unit] = header;
            _open.Push(unit);
        }
    }

    /// <summary>The header of the outermost loop found so far around a block.</summary>
    private int RepresentativeOf(int block)
    {
        while (_representative[block] != block)
        {
            block = _representative[block] = _representative[_representative[block]];
        }

        return block;
    }
}
