using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Emission;

/// <summary>The order of the reachable blocks of a function.</summary>
/// <remarks>
/// Both orders keep each loop in one piece. In the linear one every block comes after those that dominate it, which is
/// what live ranges are measured in. In the written one the test of a loop stands below its body, as a C# compiler
/// writes <c>while</c>: one branch for each round instead of two.
/// </remarks>
internal sealed class BlockLayout
{
    private const int None = LoopNest.None;

    private readonly ControlFlow _flow;
    private readonly LoopNest? _loops;
    private readonly int[] _next;

    /// <summary>Lays out a function.</summary>
    /// <param name="flow">Its control flow.</param>
    public BlockLayout(ControlFlow flow)
    {
        _flow = flow;
        // A segment is entered everywhere, by index, and goes round by dispatch.
        _loops = flow.Function.Kind == IrFunctionKind.StackMachineSegment ? null : new LoopNest(flow, new DominatorTree(flow));
        _next = new int[flow.Function.Blocks.Length];
        var order = Depth();
        Linear = Arrange(order, rotate: false);
        Written = Arrange(order, rotate: true);
    }

    /// <summary>Blocks so that each comes after those that dominate it.</summary>
    public IReadOnlyList<int> Linear { get; }

    /// <summary>Blocks as they are written.</summary>
    public IReadOnlyList<int> Written { get; }

    /// <summary>Whether there is any loop.</summary>
    public bool HasLoops => _loops is not null && Linear.Any(block => _loops.HeaderOf(block) != None);

    /// <summary>Reverse post-order in which, of two ways on, the one that stands first in the program comes first.</summary>
    private List<int> Depth()
    {
        if (_flow.Function.Kind == IrFunctionKind.StackMachineSegment)
        {
            return [.. _flow.Order];
        }

        var order = new List<int>(_flow.Order.Count);
        var seen = new bool[_next.Length];
        var open = new Stack<(int Block, List<int> Successors, int Position)>();
        Enter(0);
        while (open.TryPop(out var top))
        {
            if (top.Position == top.Successors.Count)
            {
                order.Add(top.Block);
                continue;
            }

            open.Push(top with { Position = top.Position + 1 });
            Enter(top.Successors[top.Position]);
        }

        order.Reverse();
        return order;

        void Enter(int block)
        {
            if (!seen[block])
            {
                seen[block] = true;
                open.Push((block, RareFirst(block), 0));
            }
        }
    }

    /// <summary>What is visited last stands next to the block.</summary>
    private List<int> RareFirst(int block)
    {
        var blocks = _flow.Function.Blocks;
        var successors = new List<int>(3);
        if (blocks[block].Handler is { } handler)
        {
            successors.Add(handler);
        }

        var edges = blocks[block].Terminator.Edges;
        successors.AddRange(edges.Select(edge => edge.Block)
            .OrderByDescending(target => blocks[target].Terminator is Terminator.Unreachable).ThenByDescending(target => target));
        return successors;
    }

    /// <summary>Walks backwards, so that the blocks of a loop are in a chain when its header is met.</summary>
    private List<int> Arrange(List<int> order, bool rotate)
    {
        var heads = new int[_next.Length];
        var tails = new int[_next.Length];
        Array.Fill(heads, None);
        int top = None;
        for (int i = order.Count - 1; i >= 0; i--)
        {
            int block = order[i];
            var (first, last) = (block, block);
            if (heads[block] != None)
            {
                (first, last) = rotate && CanRotate(block, tails[block]) ? (heads[block], block) : (block, tails[block]);
                _next[first == block ? block : tails[block]] = first == block ? heads[block] : block;
            }

            int outer = _loops?.AroundOf(block) ?? None;
            ref int head = ref outer == None ? ref top : ref heads[outer];
            if (outer != None && head == None)
            {
                tails[outer] = last;
            }

            _next[last] = head;
            head = first;
        }

        var arranged = new List<int>(order.Count);
        for (int block = top; block != None; block = _next[block])
        {
            arranged.Add(block);
        }

        return arranged;
    }

    /// <summary>A header that leaves the loop can stand below the last block, when that one falls into it.</summary>
    private bool CanRotate(int header, int last) =>
        header != 0
        && _flow.Function.Blocks[header].Terminator is Terminator.Branch branch
        && _loops!.Contains(header, _loops.HeaderOf(branch.IfFalsy.Block)) != _loops.Contains(header, _loops.HeaderOf(branch.Otherwise.Block))
        && _flow.Function.Blocks[last].Terminator.Edges.Any(edge => edge.Block == header);
}
