using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Which registers of a function hold values of parts, always of the same layout.</summary>
/// <remarks>
/// A block parameter is believed to have the layout of the first value that reaches it until another comes. Layouts only ever
/// fall, from unknown to one to opaque, so every register is looked at twice at most.
/// </remarks>
internal sealed class LayoutAnalysis
{
    private readonly IrFunction _function;
    private readonly AggregateLayout?[] _layouts;
    private readonly List<(Register Target, AggregateStep Step)>?[] _dependents;
    private readonly Dictionary<int, long> _constants = [];
    private readonly Stack<Register> _fallen = new();

    /// <summary>Analyses a function.</summary>
    /// <param name="flow">Its control flow.</param>
    public LayoutAnalysis(ControlFlow flow)
    {
        _function = flow.Function;
        _layouts = new AggregateLayout?[_function.RegisterCount];
        _dependents = new List<(Register, AggregateStep)>?[_function.RegisterCount];
        FindConstants();
        FindDependents();
        var table = new AggregateLayout.Table();
        foreach (var block in _function.Blocks)
        {
            Start(block, flow.IsReachable(block.Number), table);
        }

        Propagate();
        LowerUnknown();
    }

    /// <summary>The layout of a register; <see cref="AggregateLayout.Opaque"/> when it has none that is known.</summary>
    /// <param name="register">The register.</param>
    public AggregateLayout LayoutOf(Register register) => _layouts[register.Number] ?? AggregateLayout.Opaque;

    /// <summary>Recognizes an instruction.</summary>
    /// <param name="instruction">The instruction.</param>
    public AggregateStep StepOf(IrInstruction instruction) => AggregateStep.Of(instruction, _constants);

    /// <summary>Whether an instruction is a step that can be done on registers.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="step">What it is.</param>
    public bool IsStep(IrInstruction instruction, out AggregateStep step)
    {
        step = StepOf(instruction);
        return step.Role is not (AggregateRole.None or AggregateRole.Make) && step.Suits(LayoutOf(instruction.Operands[0]));
    }

    private void FindConstants()
    {
        foreach (var block in _function.Blocks)
        {
            foreach (var instruction in block.Instructions)
            {
                if (instruction is IrInstruction.Constant { Value.IsInt: true } constant)
                {
                    _constants.Add(constant.Defined.Number, constant.Value.AsInt);
                }
            }
        }
    }

    private void FindDependents()
    {
        foreach (var block in _function.Blocks)
        {
            foreach (var instruction in block.Instructions)
            {
                if (instruction.Target is { } target && StepOf(instruction) is { Role: AggregateRole.Set or AggregateRole.Alias } step)
                {
                    Depend(instruction.Operands[0], target, step);
                }
            }

            foreach (var edge in block.Terminator.Edges)
            {
                var parameters = _function.Blocks[edge.Block].Parameters;
                for (int i = 0; i < parameters.Length; i++)
                {
                    Depend(edge.Arguments[i], parameters[i], new AggregateStep(AggregateRole.Alias, default));
                }
            }
        }

        void Depend(Register source, Register target, AggregateStep step) => (_dependents[source.Number] ??= []).Add((target, step));
    }

    /// <summary>Layouts that follow from the block alone. What no path reaches is left as it is.</summary>
    private void Start(BasicBlock block, bool isReachable, AggregateLayout.Table table)
    {
        if (!isReachable)
        {
            foreach (var parameter in block.Parameters)
            {
                Meet(parameter, AggregateLayout.Opaque);
            }
        }

        foreach (var instruction in block.Instructions)
        {
            if (instruction.Target is not { } target)
            {
                continue;
            }

            var role = StepOf(instruction).Role;
            if (!isReachable || role is not (AggregateRole.Make or AggregateRole.Set or AggregateRole.Alias))
            {
                Meet(target, AggregateLayout.Opaque);
            }
            else if (role == AggregateRole.Make)
            {
                Meet(target, AggregateStep.LayoutOf(instruction, table));
            }
        }
    }

    private void Meet(Register register, AggregateLayout layout)
    {
        ref var known = ref _layouts[register.Number];
        var met = known is null || known == layout ? layout : AggregateLayout.Opaque;
        if (met != known)
        {
            known = met;
            _fallen.Push(register);
        }
    }

    private void Propagate()
    {
        while (_fallen.TryPop(out var register))
        {
            var layout = LayoutOf(register);
            foreach (var (target, step) in _dependents[register.Number] ?? [])
            {
                Meet(target, step.Role == AggregateRole.Set ? layout.With(step.Key) : layout);
            }
        }
    }

    /// <summary>Nothing reaches what is still unknown; whatever was believed for want of a value from there is not certain.</summary>
    private void LowerUnknown()
    {
        foreach (var block in _function.Blocks)
        {
            foreach (var parameter in block.Parameters)
            {
                LowerIfUnknown(parameter);
            }

            foreach (var instruction in block.Instructions)
            {
                if (instruction.Target is { } target)
                {
                    LowerIfUnknown(target);
                }
            }
        }

        Propagate();

        void LowerIfUnknown(Register register)
        {
            if (_layouts[register.Number] is null)
            {
                Meet(register, AggregateLayout.Opaque);
            }
        }
    }
}
