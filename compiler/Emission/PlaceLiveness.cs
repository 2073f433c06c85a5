using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Which locals and variables still matter at each point of a function.</summary>
/// <remarks>
/// The classical backward analysis, over the places that registers and variables really have. What a handler reads matters
/// everywhere in the blocks it protects, since an error may lead there from any point of them. A place that some way has not written
/// yet may count as well; it then holds anything, and nobody reads it.
/// </remarks>
internal sealed class PlaceLiveness
{
    private readonly IrFunction _function;
    private readonly IReadOnlyList<int> _order;
    private readonly StackPlan _plan;
    private readonly LocalAllocation _allocation;
    private readonly int _locals;
    private readonly int _places;
    private readonly ulong[]?[] _atEntry;
    private ulong[] _live = [];

    /// <summary>Analyses a function.</summary>
    /// <param name="layout">The function; its places may be looked for still.</param>
    public PlaceLiveness(FunctionLayout layout)
    {
        (_function, _order, _plan, _allocation) = (layout.Function, layout.Blocks.Linear, layout.Plan, layout.Allocation);
        _locals = _allocation.Slots.Count;
        _places = _locals + _function.Variables.Length;
        _atEntry = new ulong[]?[_function.Blocks.Length];
        Solve();
    }

    /// <summary>Number of 64-bit words the analysis of a function keeps.</summary>
    /// <param name="function">The function.</param>
    /// <param name="allocation">Where registers are.</param>
    public static long SizeOf(IrFunction function, LocalAllocation allocation) =>
        (allocation.Slots.Count + function.Variables.Length + 63L) / 64 * 3 * function.Blocks.Length;

    /// <summary>Goes backwards through a block and shows the places that matter after each instruction, and those that matter before it.</summary>
    /// <param name="block">The block; a reachable one.</param>
    /// <param name="wants">Whether to show them at a position.</param>
    /// <param name="show">Receives the position, the places before and those after the instruction, ascending.</param>
    public void Visit(BasicBlock block, Func<int, bool> wants, Action<int, List<int>, List<int>> show)
    {
        var handler = _live = new ulong[Words];
        AddAtEntry(block.Handler);
        _live = new ulong[Words];
        AddEnd(block);
        int[] roots = _plan.RootsOf(block.Number);
        ReadParts(block, roots, roots.Length);
        for (int i = roots.Length - 1; i >= 0; i--)
        {
            if (roots[i] != i)
            {
                continue;
            }

            var after = wants(i) ? List(handler) : null;
            Step(block, roots, i);
            if (after is not null)
            {
                show(i, List(handler), after);
            }
        }
    }

    private int Words => (_places + 63) / 64;

    private void Solve()
    {
        var (reads, writes) = (new ulong[_atEntry.Length][], new ulong[_atEntry.Length][]);
        foreach (int block in _order)
        {
            (reads[block], writes[block]) = Summarize(_function.Blocks[block]);
        }

        for (bool changed = true; changed;)
        {
            changed = false;
            for (int i = _order.Count - 1; i >= 0; i--)
            {
                int number = _order[i];
                _live = new ulong[Words];
                AddEnd(_function.Blocks[number]);
                for (int word = 0; word < _live.Length; word++)
                {
                    _live[word] = reads[number][word] | (_live[word] & ~writes[number][word]);
                }

                AddAtEntry(_function.Blocks[number].Handler);
                if (_atEntry[number] is not { } known || !known.AsSpan().SequenceEqual(_live))
                {
                    _atEntry[number] = _live;
                    changed = true;
                }
            }
        }
    }

    /// <summary>What a block reads before it writes it, and what it writes.</summary>
    private (ulong[] Reads, ulong[] Writes) Summarize(BasicBlock block)
    {
        _live = new ulong[Words];
        int[] roots = _plan.RootsOf(block.Number);
        var writes = new ulong[Words];
        ReadParts(block, roots, roots.Length);
        for (int i = roots.Length - 1; i >= 0; i--)
        {
            if (roots[i] == i)
            {
                Step(block, roots, i);
                if (WrittenBy(block.Instructions[i]) is { } place)
                {
                    writes[place / 64] |= 1UL << (place % 64);
                }
            }
        }

        return (_live, writes);
    }

    /// <summary>What edges pass on, and what the blocks behind them need. The terminator's own operands are read before.</summary>
    private void AddEnd(BasicBlock block)
    {
        if (block.Terminator is Terminator.TailCall call && call.Callee == _function.Number)
        {
            AddAtEntry(0);
            foreach (var parameter in _function.Parameters)
            {
                Remove(_locals + parameter.Number);
            }

            foreach (var argument in call.Arguments)
            {
                Read(argument);
            }
        }

        foreach (var edge in block.Terminator.Edges)
        {
            var before = _live;
            _live = new ulong[Words];
            AddAtEntry(edge.Block);
            foreach (var parameter in _function.Blocks[edge.Block].Parameters)
            {
                if (_plan.PlaceOf(parameter) == RegisterPlace.Local)
                {
                    Remove(_allocation.SlotOf(parameter));
                }
            }

            foreach (var argument in _plan.PassedBy(_function, edge))
            {
                Read(argument);
            }

            for (int word = 0; word < before.Length; word++)
            {
                _live[word] |= before[word];
            }
        }
    }

    private void Step(BasicBlock block, int[] roots, int position)
    {
        if (WrittenBy(block.Instructions[position]) is { } place)
        {
            Remove(place);
        }

        ReadParts(block, roots, position);
    }

    /// <summary>What is written at a position reads its operands there, with all that is stacked in them.</summary>
    private void ReadParts(BasicBlock block, int[] roots, int position)
    {
        var operands = position < roots.Length ? block.Instructions[position].Operands : block.Terminator.Operands;
        foreach (var operand in operands)
        {
            Read(operand);
        }

        if (position < roots.Length && block.Instructions[position] is IrInstruction.GetVariable get)
        {
            Add(_locals + get.Variable.Number);
        }
    }

    private int? WrittenBy(IrInstruction instruction) => instruction switch
    {
        IrInstruction.SetVariable set => _locals + set.Variable.Number,
        { Target: { } target } when _plan.PlaceOf(target) == RegisterPlace.Local => _allocation.SlotOf(target),
        _ => null,
    };

    private void Read(Register register) => _allocation.AddPlaces(register, place => Add(place >= 0 ? place : _locals - 1 - place));

    private void Add(int place) => _live[place / 64] |= 1UL << (place % 64);

    private void Remove(int place) => _live[place / 64] &= ~(1UL << (place % 64));

    private void AddAtEntry(int? block)
    {
        if (block is { } number && _atEntry[number] is { } places)
        {
            for (int word = 0; word < places.Length; word++)
            {
                _live[word] |= places[word];
            }
        }
    }

    private List<int> List(ulong[] handler)
    {
        var places = new List<int>();
        for (int place = 0; place < _places; place++)
        {
            if (((_live[place / 64] | handler[place / 64]) >> (place % 64) & 1) != 0)
            {
                places.Add(place < _locals ? place : _locals - 1 - place);
            }
        }

        return places;
    }
}
