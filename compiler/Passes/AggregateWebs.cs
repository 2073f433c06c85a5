using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Groups registers that hold the same values of parts at different times, and decides which groups to keep in registers.</summary>
/// <remarks>
/// <para>A web is what steps, edges and parameters connect. Where a whole value is needed, it is put together again from its
/// parts, which is always right, because values have no identity; whether it pays is the question. It does when nothing
/// needs whole values; and where something does, when the web changes in a loop which that place is not in, so that
/// many values are not made for each one that is.</para>
/// <para>Union and find make the work near-linear.</para>
/// </remarks>
internal sealed class AggregateWebs
{
    /// <summary>Places where whole values are needed: each costs the code to put one together.</summary>
    private const int MostEscapes = 8;

    private readonly ControlFlow _flow;
    private readonly LayoutAnalysis _layouts;
    private readonly int[] _parent;
    private readonly Dictionary<int, Web> _webs = [];
    private LoopNest? _loops;

    /// <summary>Groups the registers of a function.</summary>
    /// <param name="flow">Its control flow.</param>
    /// <param name="layouts">Their layouts.</param>
    public AggregateWebs(ControlFlow flow, LayoutAnalysis layouts)
    {
        (_flow, _layouts) = (flow, layouts);
        _parent = new int[flow.Function.RegisterCount];
        for (int i = 0; i < _parent.Length; i++)
        {
            _parent[i] = i;
        }

        foreach (var block in flow.Function.Blocks)
        {
            Connect(block);
        }

        foreach (var block in flow.Function.Blocks)
        {
            FindUses(block);
        }

        foreach (var web in _webs.Values)
        {
            web.IsReplaced = Pays(web);
            Any |= web.IsReplaced;
        }
    }

    /// <summary>Whether any web is replaced.</summary>
    public bool Any { get; }

    /// <summary>Whether the parts of a register take its place.</summary>
    /// <param name="register">The register.</param>
    public bool IsReplaced(Register register) =>
        _layouts.LayoutOf(register) != AggregateLayout.Opaque && _webs.TryGetValue(Find(register.Number), out var web) && web.IsReplaced;

    private void Connect(BasicBlock block)
    {
        foreach (var instruction in block.Instructions)
        {
            if (instruction.Target is { } target && _layouts.LayoutOf(target) != AggregateLayout.Opaque && _layouts.IsStep(instruction, out _))
            {
                Union(instruction.Operands[0], target);
            }
        }

        foreach (var edge in block.Terminator.Edges)
        {
            var parameters = _flow.Function.Blocks[edge.Block].Parameters;
            for (int i = 0; i < parameters.Length; i++)
            {
                if (_layouts.LayoutOf(parameters[i]) != AggregateLayout.Opaque)
                {
                    Union(edge.Arguments[i], parameters[i]);
                }
            }
        }
    }

    private void FindUses(BasicBlock block)
    {
        foreach (var instruction in block.Instructions)
        {
            FindUses(block.Number, instruction);
        }

        foreach (var register in block.Terminator.Operands)
        {
            Escape(block.Number, register);
        }

        foreach (var edge in block.Terminator.Edges)
        {
            var parameters = _flow.Function.Blocks[edge.Block].Parameters;
            for (int i = 0; i < parameters.Length; i++)
            {
                if (!_flow.IsReachable(block.Number) || _layouts.LayoutOf(parameters[i]) == AggregateLayout.Opaque)
                {
                    Escape(block.Number, edge.Arguments[i]);
                }
            }
        }
    }

    private void FindUses(int block, IrInstruction instruction)
    {
        var operands = instruction.Operands;
        bool isKept = instruction.Target is { } target && _layouts.LayoutOf(target) != AggregateLayout.Opaque;
        bool isStep = _flow.IsReachable(block) && _layouts.IsStep(instruction, out var step)
            && (isKept || instruction.Target is null || step.Role is not (AggregateRole.Set or AggregateRole.Alias));
        for (int i = isStep ? 1 : 0; i < operands.Length; i++)
        {
            Escape(block, operands[i]);
        }

        if (isKept && instruction is not IrInstruction.Narrow)
        {
            WebOf(instruction.Target!.Value)!.Changes.Add(block);
        }
    }

    private void Escape(int block, Register register)
    {
        if (WebOf(register) is { } web)
        {
            web.IsKeptWhole |= !_flow.IsReachable(block);
            web.Escapes.Add(block);
        }
    }

    private bool Pays(Web web)
    {
        if (web.IsKeptWhole || web.Escapes.Count > MostEscapes)
        {
            return false;
        }

        return web.Escapes.TrueForAll(escape => web.Changes.Exists(change => IsDeeper(change, escape)));
    }

    private bool IsDeeper(int change, int escape)
    {
        _loops ??= new LoopNest(_flow, new DominatorTree(_flow));
        int inner = _loops.HeaderOf(change), outer = _loops.HeaderOf(escape);
        return inner != outer && _loops.Contains(outer, inner);
    }

    private Web? WebOf(Register register)
    {
        if (_layouts.LayoutOf(register) == AggregateLayout.Opaque)
        {
            return null;
        }

        int root = Find(register.Number);
        if (!_webs.TryGetValue(root, out var web))
        {
            _webs.Add(root, web = new Web());
        }

        return web;
    }

    private int Find(int register)
    {
        while (_parent[register] != register)
        {
            _parent[register] = _parent[_parent[register]];
            register = _parent[register];
        }

        return register;
    }

    private void Union(Register a, Register b) => _parent[Find(a.Number)] = Find(b.Number);

    private sealed class Web
    {
        /// <summary>Blocks that make a value or set a part, once for each.</summary>
        public List<int> Changes { get; } = [];

        /// <summary>Blocks that need a whole value, once for each.</summary>
        public List<int> Escapes { get; } = [];

        /// <summary>Whether code that nothing reaches uses it, and so nothing may be done to it.</summary>
        public bool IsKeptWhole { get; set; }

        /// <summary>Whether it is kept in registers.</summary>
        public bool IsReplaced { get; set; }
    }
}
