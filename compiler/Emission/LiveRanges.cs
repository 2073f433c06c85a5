using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Live ranges of the registers that are kept in locals.</summary>
/// <remarks>
/// Ranges are coarse: one stretch from the definition to the last use, without holes. A way back to the position t from
/// s makes everything between them a region; a value that is defined before a region and used in it lives to its end.
/// Regions that overlap are made to lie in each other. An error leads from the beginning of a block to its handler, and
/// whatever the handler reads is defined before, so one stretch covers the block too.
/// <para>
/// An instruction reads at an even position and writes at the odd one after it, so a register may end where another
/// begins; but what an instruction reads that may have to be done again outlives its result. Block parameters are
/// written at the beginning of their block: whatever is live there is in their way, and nothing else is.
/// </para>
/// </remarks>
internal sealed class LiveRanges
{
    private const int None = -1;

    private readonly IrFunction _function;
    private readonly IReadOnlyList<int> _order;
    private readonly StackPlan _plan;
    private readonly LiveRange[] _ranges;
    private readonly int[] _positions;
    private readonly int[] _regionEnds;
    private readonly int[] _innermostRegion;
    private readonly int[] _outerRegion;

    /// <summary>Measures the live ranges in a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="order">Its reachable blocks, each after those that dominate it.</param>
    /// <param name="plan">Which registers are in locals, and where instructions are written.</param>
    public LiveRanges(IrFunction function, IReadOnlyList<int> order, StackPlan plan)
    {
        (_function, _order, _plan) = (function, order, plan);
        _ranges = new LiveRange[function.RegisterCount];
        _positions = new int[order.Count + 1];
        _regionEnds = new int[order.Count];
        _innermostRegion = new int[order.Count];
        _outerRegion = new int[order.Count];
        for (int k = 0; k < order.Count; k++)
        {
            // One place for the beginning, one for each instruction, one for the end.
            _positions[k + 1] = _positions[k] + (2 * (function.Blocks[order[k]].Instructions.Length + 2));
        }

        FindRegions();
        Measure();
    }

    /// <summary>The range of a register in a local.</summary>
    /// <param name="register">The register.</param>
    public LiveRange this[Register register] => _ranges[register.Number];

    /// <summary>Where a block lies.</summary>
    /// <param name="place">Its place in linear order.</param>
    public LiveRange OfBlock(int place) => new(_positions[place], _positions[place + 1] - 1);

    /// <summary>Regions are numbered by the place, in linear order, of the block they begin with.</summary>
    private void FindRegions()
    {
        var places = new int[_function.Blocks.Length];
        for (int k = 0; k < _order.Count; k++)
        {
            places[_order[k]] = k;
        }

        Array.Fill(_regionEnds, None);
        for (int k = 0; k < _order.Count; k++)
        {
            foreach (int successor in ControlFlow.SuccessorsOf(_function.Blocks[_order[k]]))
            {
                if (places[successor] <= k)
                {
                    _regionEnds[places[successor]] = k;
                }
            }
        }

        // From the last region back: those that begin inside one lie in it, and it reaches at least as far.
        var open = new Stack<int>();
        for (int k = _order.Count - 1; k >= 0; k--)
        {
            _outerRegion[k] = None;
            if (_regionEnds[k] == None)
            {
                continue;
            }

            while (open.TryPeek(out int inner) && inner <= _regionEnds[k])
            {
                _regionEnds[k] = Math.Max(_regionEnds[k], _regionEnds[inner]);
                _outerRegion[inner] = k;
                open.Pop();
            }

            open.Push(k);
        }

        int region = None;
        for (int k = 0; k < _order.Count; k++)
        {
            while (region != None && _regionEnds[region] < k)
            {
                region = _outerRegion[region];
            }

            region = _regionEnds[k] != None ? k : region;
            _innermostRegion[k] = region;
        }
    }

    private void Measure()
    {
        for (int k = 0; k < _order.Count; k++)
        {
            var block = _function.Blocks[_order[k]];
            foreach (var parameter in block.Parameters)
            {
                Begin(parameter, _positions[k]);
            }

            for (int i = 0; i < block.Instructions.Length; i++)
            {
                if (block.Instructions[i].Target is { } target)
                {
                    Begin(target, _positions[k] + (2 * (i + 1)));
                }
            }
        }

        for (int k = 0; k < _order.Count; k++)
        {
            var block = _function.Blocks[_order[k]];
            int[] roots = _plan.RootsOf(block.Number);
            for (int i = 0; i < roots.Length; i++)
            {
                if (roots[i] != StackPlan.Unwritten)
                {
                    Reach(block.Instructions[i].Operands, k, roots[i], IsRepeated(block, roots[i]));
                }
            }

            Reach(block.Terminator.Operands, k, roots.Length);
            foreach (var edge in block.Terminator.Edges)
            {
                Reach(_plan.PassedBy(_function, edge), k, roots.Length);
            }
        }
    }

    /// <summary>Whether an instruction may be done once more after its result has been written, when the process goes on.</summary>
    private static bool IsRepeated(BasicBlock block, int instruction) =>
        instruction < block.Instructions.Length && block.Instructions[instruction] is IrInstruction.CallOperation { Operation.Suspends: true };

    private void Begin(Register register, int position) => _ranges[register.Number] = new LiveRange(position + 1, position + 1);

    private void Reach(IEnumerable<Register> registers, int place, int instruction, bool isRepeated = false)
    {
        int position = _positions[place] + (2 * (instruction + 1)) + (isRepeated ? 1 : 0);
        foreach (var register in registers)
        {
            ref var range = ref _ranges[register.Number];
            if (position > range.End)
            {
                range = range with { End = Math.Max(position, EndOfRegions(place, range.Start)) };
            }
        }
    }

    /// <summary>The end of the outermost region around a block that begins after a position; -1 when there is none.</summary>
    private int EndOfRegions(int place, int start)
    {
        int end = None;
        for (int region = _innermostRegion[place]; region != None && _positions[region] > start; region = _outerRegion[region])
        {
            end = _positions[_regionEnds[region] + 1] - 1;
        }

        return end;
    }
}
