namespace TinyTotIL.Compiler.Ir;

/// <summary>Which blocks every path to a block passes.</summary>
/// <remarks>
/// The algorithm is that of Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm" (2001). Each block counts
/// as two nodes, its beginning and its end, because an error leads from the beginning to the handler: a block can
/// dominate a handler with its beginning, while what it defines is not known there.
/// </remarks>
internal sealed class DominatorTree
{
    private const int Unknown = -1;

    private readonly ControlFlow _flow;

    /// <summary>Immediate dominators of nodes: node 2k is the beginning, 2k + 1 the end of the k-th block in order; -1 is the root.</summary>
    private readonly int[] _immediate;

    private readonly int[] _entered;
    private readonly int[] _left;

    /// <summary>Finds the dominators in a function.</summary>
    /// <param name="flow">Its control flow.</param>
    public DominatorTree(ControlFlow flow)
    {
        _flow = flow;
        int nodes = 2 * flow.Order.Count;
        _immediate = new int[nodes];
        FindImmediate();
        (_entered, _left) = (new int[nodes], new int[nodes]);
        NumberTree();
        Preorder = [.. flow.Order.OrderBy(block => _entered[(2 * flow.PositionOf(block)) + 1])];
    }

    /// <summary>
    /// Reachable blocks in an order for tables with scopes: each after all whose definitions reach it, and once a block comes that
    /// the definitions of an earlier one do not reach, no later one is reached by them either.
    /// </summary>
    public IReadOnlyList<int> Preorder { get; }

    /// <summary>Whether what is defined in one block is known at the beginning of another, different one.</summary>
    /// <param name="definition">Number of the defining block.</param>
    /// <param name="use">Number of the other block; both are reachable.</param>
    public bool Reaches(int definition, int use)
    {
        int end = (2 * _flow.PositionOf(definition)) + 1;
        int start = 2 * _flow.PositionOf(use);
        return _entered[end] <= _entered[start] && _left[start] <= _left[end];
    }

    /// <summary>Whether every path to a block passes the beginning of another, or they are the same.</summary>
    /// <param name="dominator">Number of the one.</param>
    /// <param name="block">Number of the other.</param>
    public bool Dominates(int dominator, int block)
    {
        int outer = 2 * _flow.PositionOf(dominator);
        int inner = 2 * _flow.PositionOf(block);
        return _entered[outer] <= _entered[inner] && _left[inner] <= _left[outer];
    }

    /// <summary>The nearest block other than itself that dominates a block with its beginning; -1 for an entry.</summary>
    /// <param name="block">Number of the block.</param>
    public int ImmediateOf(int block)
    {
        int node = _immediate[2 * _flow.PositionOf(block)];
        return node < 0 ? -1 : _flow.Order[node / 2];
    }

    private void FindImmediate()
    {
        Array.Fill(_immediate, Unknown);
        var isKnown = new bool[_immediate.Length];
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int position = 0; position < _flow.Order.Count; position++)
            {
                int start = 2 * position;
                int dominator = CommonDominator(position, isKnown);
                changed |= !isKnown[start] || _immediate[start] != dominator;
                _immediate[start] = dominator;
                _immediate[start + 1] = start;
                isKnown[start] = isKnown[start + 1] = true;
            }
        }
    }

    private int CommonDominator(int position, bool[] isKnown)
    {
        int block = _flow.Order[position];
        if (block == 0 || _flow.Function.Blocks[block].Leader >= 0)
        {
            return Unknown;
        }

        int? common = null;
        foreach (int predecessor in _flow.PredecessorsOf(block))
        {
            Meet((2 * _flow.PositionOf(predecessor)) + 1);
        }

        foreach (int guarded in _flow.ProtectedBy(block))
        {
            Meet(2 * _flow.PositionOf(guarded));
        }

        return common ?? Unknown;

        void Meet(int node)
        {
            if (isKnown[node])
            {
                common = common is { } other ? Intersect(other, node) : node;
            }
        }
    }

    /// <summary>Nodes are numbered in reverse post-order, so a dominator has the smaller number.</summary>
    private int Intersect(int a, int b)
    {
        while (a != b)
        {
            if (a > b)
            {
                a = _immediate[a];
            }
            else
            {
                b = _immediate[b];
            }
        }

        return a;
    }

    /// <summary>Numbers the tree so that one node lies below another when its interval lies inside.</summary>
    private void NumberTree()
    {
        var children = new List<int>?[_immediate.Length];
        var open = new Stack<(int Node, int Child)>();
        int time = 0;
        for (int node = _immediate.Length - 1; node >= 0; node--)
        {
            if (_immediate[node] >= 0)
            {
                (children[_immediate[node]] ??= []).Add(node);
            }
        }

        for (int root = 0; root < _immediate.Length; root++)
        {
            if (_immediate[root] >= 0)
            {
                continue;
            }

            _entered[root] = time++;
            open.Push((root, 0));
            while (open.TryPop(out var top))
            {
                if (children[top.Node] is { } below && top.Child < below.Count)
                {
                    open.Push((top.Node, top.Child + 1));
                    _entered[below[top.Child]] = time++;
                    open.Push((below[top.Child], 0));
                }
                else
                {
                    _left[top.Node] = time++;
                }
            }
        }
    }
}
