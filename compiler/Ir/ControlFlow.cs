namespace TinyTotIL.Compiler.Ir;

/// <summary>How the blocks of a function follow each other, errors included.</summary>
/// <remarks>
/// An error may leave a block before its first instruction has finished, so the way into a handler is counted from the
/// beginning of the block: nothing the block defines is known in the handler.
/// </remarks>
internal sealed class ControlFlow
{
    private readonly List<int>[] _predecessors;
    private readonly List<int>[] _protected;
    private readonly int[] _position;

    /// <summary>Follows the edges of a function.</summary>
    /// <param name="function">The function.</param>
    public ControlFlow(IrFunction function)
    {
        Function = function;
        int count = function.Blocks.Length;
        _predecessors = new List<int>[count];
        _protected = new List<int>[count];
        _position = new int[count];
        for (int i = 0; i < count; i++)
        {
            (_predecessors[i], _protected[i]) = ([], []);
        }

        Order = ReversePostOrder();
        Array.Fill(_position, -1);
        for (int i = 0; i < Order.Count; i++)
        {
            _position[Order[i]] = i;
        }

        foreach (int block in Order)
        {
            foreach (var edge in function.Blocks[block].Terminator.Edges)
            {
                _predecessors[edge.Block].Add(block);
            }

            if (function.Blocks[block].Handler is { } handler)
            {
                _protected[handler].Add(block);
            }
        }
    }

    /// <summary>The function.</summary>
    public IrFunction Function { get; }

    /// <summary>Reachable blocks in reverse post-order: each comes after one of the blocks that lead to it, the entry first.</summary>
    public IReadOnlyList<int> Order { get; }

    /// <summary>Whether a path leads to a block.</summary>
    /// <param name="block">Its number.</param>
    public bool IsReachable(int block) => _position[block] >= 0;

    /// <summary>Where in <see cref="Order"/> a block stands; -1 when it is not reachable.</summary>
    /// <param name="block">Its number.</param>
    public int PositionOf(int block) => _position[block];

    /// <summary>Reachable blocks with an edge to a block, once for each edge.</summary>
    /// <param name="block">Its number.</param>
    public IReadOnlyList<int> PredecessorsOf(int block) => _predecessors[block];

    /// <summary>Reachable blocks whose errors a handler block takes.</summary>
    /// <param name="handler">Number of the handler block.</param>
    public IReadOnlyList<int> ProtectedBy(int handler) => _protected[handler];

    /// <summary>Where control may go from a block: its edges, then its handler.</summary>
    /// <param name="block">The block.</param>
    public static IEnumerable<int> SuccessorsOf(BasicBlock block)
    {
        foreach (var edge in block.Terminator.Edges)
        {
            yield return edge.Block;
        }

        if (block.Handler is { } handler)
        {
            yield return handler;
        }
    }

    /// <summary>Depth first without recursion: a program may have any number of blocks in a row.</summary>
    private List<int> ReversePostOrder()
    {
        // Segments are entered by index: a dispatch leads to every block that has a leader.
        var roots = Function.Kind == IrFunctionKind.StackMachineSegment
            ? Function.Blocks.Where(block => block.Leader >= 0).Select(block => block.Number).Prepend(0)
            : [0];
        var order = new List<int>(Function.Blocks.Length);
        var seen = new bool[Function.Blocks.Length];
        var open = new Stack<(int Block, IEnumerator<int> Successors)>();
        foreach (int root in roots.Reverse())
        {
            Enter(root);
            while (open.TryPeek(out var top))
            {
                if (top.Successors.MoveNext())
                {
                    Enter(top.Successors.Current);
                }
                else
                {
                    order.Add(top.Block);
                    open.Pop();
                }
            }
        }

        order.Reverse();
        return order;

        void Enter(int block)
        {
            if (!seen[block])
            {
                seen[block] = true;
                // Backwards, so that in the order what comes first in a branch stays first.
                open.Push((block, SuccessorsOf(Function.Blocks[block]).Reverse().GetEnumerator()));
            }
        }
    }
}
