using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>The types of the registers that parts become: what all values of a part have in common.</summary>
/// <remarks>
/// Parts and the registers that read them are nodes, and types flow along what feeds them: from unknown to one type to any,
/// so each node changes twice at most.
/// </remarks>
internal sealed class PartTypes
{
    private readonly ControlFlow _flow;
    private readonly LayoutAnalysis _layouts;
    private readonly AggregateWebs _webs;

    /// <summary>The node of a register's first part, or of a register that reads a part.</summary>
    private readonly Dictionary<int, int> _nodes = [];

    private readonly List<IrType?> _types = [];
    private readonly List<List<int>> _fed = [];
    private readonly Stack<int> _changed = new();

    /// <summary>Finds the types of all parts of the webs to replace.</summary>
    /// <param name="flow">The control flow of the function.</param>
    /// <param name="layouts">The layouts of its registers.</param>
    /// <param name="webs">What is replaced.</param>
    public PartTypes(ControlFlow flow, LayoutAnalysis layouts, AggregateWebs webs)
    {
        (_flow, _layouts, _webs) = (flow, layouts, webs);
        foreach (int block in flow.Order)
        {
            AddNodes(flow.Function.Blocks[block]);
        }

        foreach (int block in flow.Order)
        {
            Connect(flow.Function.Blocks[block]);
        }

        while (_changed.TryPop(out int node))
        {
            foreach (int fed in _fed[node])
            {
                Meet(fed, _types[node]!.Value);
            }
        }
    }

    /// <summary>The type of a part of a register that is replaced.</summary>
    /// <param name="register">The register.</param>
    /// <param name="part">Place of the part.</param>
    public IrType Of(Register register, int part) => _types[_nodes[register.Number] + part] ?? IrType.Any;

    private void AddNodes(BasicBlock block)
    {
        foreach (var parameter in block.Parameters)
        {
            AddParts(parameter);
        }

        foreach (var instruction in block.Instructions)
        {
            if (instruction.Target is not { } target)
            {
                continue;
            }

            AddParts(target);
            if (ReadsPart(instruction, out _))
            {
                AddNodes(target, count: 1);
            }
        }
    }

    private void AddParts(Register register)
    {
        if (_webs.IsReplaced(register))
        {
            AddNodes(register, _layouts.LayoutOf(register).Count);
        }
    }

    private void AddNodes(Register register, int count)
    {
        _nodes.Add(register.Number, _types.Count);
        for (int i = 0; i < count; i++)
        {
            _types.Add(null);
            _fed.Add([]);
        }
    }

    private bool ReadsPart(IrInstruction instruction, out int part)
    {
        part = -1;
        if (_layouts.IsStep(instruction, out var step) && step.Role == AggregateRole.Get && _webs.IsReplaced(instruction.Operands[0]))
        {
            part = _layouts.LayoutOf(instruction.Operands[0]).IndexOf(step.Key);
        }

        return part >= 0;
    }

    private void Connect(BasicBlock block)
    {
        foreach (var instruction in block.Instructions)
        {
            if (instruction.Target is { } target)
            {
                Connect(instruction, target);
            }
        }

        foreach (var edge in block.Terminator.Edges)
        {
            var parameters = _flow.Function.Blocks[edge.Block].Parameters;
            for (int i = 0; i < parameters.Length; i++)
            {
                if (_webs.IsReplaced(parameters[i]))
                {
                    FeedAll(edge.Arguments[i], parameters[i], except: -1);
                }
            }
        }
    }

    private void Connect(IrInstruction instruction, Register target)
    {
        if (ReadsPart(instruction, out int read))
        {
            Feed(_nodes[instruction.Operands[0].Number] + read, _nodes[target.Number]);
        }

        if (!_webs.IsReplaced(target))
        {
            return;
        }

        var operands = instruction.Operands;
        if (!_layouts.IsStep(instruction, out var step))
        {
            for (int i = 0; i < operands.Length; i++)
            {
                FeedValue(operands[i], _nodes[target.Number] + i);
            }

            return;
        }

        int set = step.Role == AggregateRole.Set ? _layouts.LayoutOf(target).IndexOf(step.Key) : -1;
        FeedAll(operands[0], target, set);
        if (set >= 0)
        {
            FeedValue(operands[^1], _nodes[target.Number] + set);
        }
    }

    private void FeedAll(Register source, Register target, int except)
    {
        for (int i = 0; i < _layouts.LayoutOf(source).Count; i++)
        {
            if (i != except)
            {
                Feed(_nodes[source.Number] + i, _nodes[target.Number] + i);
            }
        }
    }

    /// <summary>A register that reads a part will be the register of that part; any other stays what it is.</summary>
    private void FeedValue(Register value, int node)
    {
        if (!_webs.IsReplaced(value) && _nodes.TryGetValue(value.Number, out int source))
        {
            Feed(source, node);
        }
        else
        {
            Meet(node, value.Type);
        }
    }

    private void Feed(int source, int target)
    {
        _fed[source].Add(target);
        if (_types[source] is { } type)
        {
            Meet(target, type);
        }
    }

    private void Meet(int node, IrType type)
    {
        var met = _types[node] is null || _types[node] == type ? type : IrType.Any;
        if (met != _types[node])
        {
            _types[node] = met;
            _changed.Push(node);
        }
    }
}
