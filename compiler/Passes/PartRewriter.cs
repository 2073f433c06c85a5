using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Rewrites a function so that registers of parts take the place of values.</summary>
internal sealed class PartRewriter
{
    private readonly ControlFlow _flow;
    private readonly IrFunction _function;
    private readonly LayoutAnalysis _layouts;
    private readonly AggregateWebs _webs;

    /// <summary>The parts of registers, where they are known, replaced or not.</summary>
    private readonly ImmutableArray<Register>[] _parts;

    /// <summary>What to read in place of a register that read a part.</summary>
    private readonly Dictionary<int, Register> _substitutes = [];

    /// <summary>Whole values put together so far in the block at hand.</summary>
    private readonly Dictionary<int, Register> _whole = [];

    private readonly List<IrInstruction> _output = [];
    private readonly ImmutableDictionary<int, string>.Builder _names;
    private int _registers;
    private bool _changed;

    private PartRewriter(ControlFlow flow, LayoutAnalysis layouts, AggregateWebs webs)
    {
        (_flow, _function, _layouts, _webs) = (flow, flow.Function, layouts, webs);
        _parts = new ImmutableArray<Register>[_function.RegisterCount];
        _names = _function.Names.ToBuilder();
        _registers = _function.RegisterCount;
        _changed = webs.Any;
    }

    /// <summary>Rewrites a function.</summary>
    /// <param name="flow">Its control flow.</param>
    /// <param name="layouts">The layouts of its registers.</param>
    /// <param name="webs">What to replace.</param>
    public static IrFunction Run(ControlFlow flow, LayoutAnalysis layouts, AggregateWebs webs)
    {
        var rewriter = new PartRewriter(flow, layouts, webs);
        return rewriter.Rewrite();
    }

    private IrFunction Rewrite()
    {
        if (_webs.Any)
        {
            SplitParameters();
        }

        // What an instruction reads is defined in a block that comes before in this order.
        var blocks = _function.Blocks.ToBuilder();
        foreach (int number in _flow.Order)
        {
            blocks[number] = Rewrite(_function.Blocks[number]);
        }

        foreach (var block in _function.Blocks)
        {
            if (!_flow.IsReachable(block.Number))
            {
                blocks[block.Number] = Rewrite(block);
            }
        }

        return !_changed ? _function : _function with
        {
            Blocks = blocks.MoveToImmutable(),
            RegisterCount = _registers,
            Names = _names.ToImmutable(),
        };
    }

    private void SplitParameters()
    {
        var types = new PartTypes(_flow, _layouts, _webs);
        foreach (var parameter in _function.Blocks.SelectMany(block => block.Parameters).Where(_webs.IsReplaced))
        {
            var layout = _layouts.LayoutOf(parameter);
            var parts = ImmutableArray.CreateBuilder<Register>(layout.Count);
            for (int i = 0; i < layout.Count; i++)
            {
                var part = new Register(_registers++, types.Of(parameter, i));
                parts.Add(part);
                if (_function.Names.TryGetValue(parameter.Number, out string? name))
                {
                    _names.Add(part.Number, layout.Kind == AggregateKind.Object ? $"{name}.{layout.Names[i]}" : $"{name}.{i}");
                }
            }

            _names.Remove(parameter.Number);
            _parts[parameter.Number] = parts.MoveToImmutable();
        }
    }

    private BasicBlock Rewrite(BasicBlock block)
    {
        _output.Clear();
        _whole.Clear();
        foreach (var instruction in block.Instructions)
        {
            Rewrite(instruction);
        }

        var terminator = RewriteTerminator(block);
        return block with
        {
            Parameters = Expand(block.Parameters, block.Parameters, static parameter => parameter),
            Instructions = [.. _output],
            Terminator = terminator,
        };
    }

    private void Rewrite(IrInstruction instruction)
    {
        bool isStep = _layouts.IsStep(instruction, out var step);
        if (!isStep && (instruction.Target is null || !AggregateStep.Makes(instruction)))
        {
            Keep(instruction);
        }
        else if (isStep && step.Role is not (AggregateRole.Set or AggregateRole.Alias))
        {
            Read(instruction, step);
        }
        else
        {
            Build(instruction, step, isStep);
        }
    }

    /// <summary>An instruction that makes a value or gives another: its parts are known when those of its operand are.</summary>
    private void Build(IrInstruction instruction, AggregateStep step, bool isStep)
    {
        var operands = instruction.Operands;
        bool isKnown = instruction.Target is { } target && _layouts.LayoutOf(target) != AggregateLayout.Opaque
            && (!isStep || !_parts[operands[0].Number].IsDefault);
        if (isKnown)
        {
            _parts[instruction.Target!.Value.Number] = PartsOf(instruction, step, isStep);
        }

        if (!_webs.IsReplaced(instruction.Target ?? operands[0]))
        {
            Keep(instruction);
        }
    }

    private ImmutableArray<Register> PartsOf(IrInstruction instruction, AggregateStep step, bool isStep)
    {
        var operands = instruction.Operands;
        if (!isStep)
        {
            return operands.Select(operand => Whole(operand, instruction.Address, instruction.Site)).ToImmutableArray();
        }

        var parts = _parts[operands[0].Number];
        if (step.Role == AggregateRole.Alias)
        {
            return parts;
        }

        var value = Whole(operands[^1], instruction.Address, instruction.Site);
        int index = _layouts.LayoutOf(operands[0]).IndexOf(step.Key);
        return index < 0 ? parts.Add(value) : parts.SetItem(index, value);
    }

    private void Read(IrInstruction instruction, AggregateStep step)
    {
        var source = instruction.Operands[0];
        var parts = _parts[source.Number];
        var layout = _layouts.LayoutOf(source);
        int index = step.Role is AggregateRole.Get or AggregateRole.Has ? layout.IndexOf(step.Key) : -1;
        if (step.Role == AggregateRole.Get && index >= 0 && parts.IsDefault)
        {
            Keep(instruction);
            return;
        }

        _changed = true;
        if (instruction.Target is not { } target)
        {
            return;
        }

        switch (step.Role)
        {
            case AggregateRole.Get when index >= 0:
                _substitutes.Add(target.Number, parts[index]);
                break;
            case AggregateRole.Get:
                Constant(instruction, target, Value.Null);
                break;
            case AggregateRole.Has:
                Constant(instruction, target, Value.Int(index >= 0 ? 1 : 0));
                break;
            default:
                Constant(instruction, target, Value.Int(layout.Count));
                break;
        }
    }

    private void Constant(IrInstruction instruction, Register target, Value value)
    {
        var constant = new Register(_registers++, IrTypes.Of(value));
        _substitutes.Add(target.Number, constant);
        _output.Add(new IrInstruction.Constant(constant, value, instruction.Address) { Site = instruction.Site });
    }

    private void Keep(IrInstruction instruction)
    {
        foreach (var operand in instruction.Operands)
        {
            Whole(operand, instruction.Address, instruction.Site);
        }

        if (instruction is IrInstruction.Narrow narrow && Current(narrow.Value).Type == narrow.Defined.Type)
        {
            _changed = true;
            _substitutes.Add(narrow.Defined.Number, Current(narrow.Value));
            return;
        }

        if (instruction is IrInstruction.CheckSet check && Current(check.Value).Type != IrType.Any)
        {
            // What it read is now a register that cannot hold the mark of an unset variable.
            _changed = true;
            return;
        }

        _output.Add(IrRewriter.MapOperands(instruction, Current));
    }

    private Terminator RewriteTerminator(BasicBlock block)
    {
        var terminator = block.Terminator;
        foreach (var operand in terminator.Operands)
        {
            Whole(operand, terminator.Address, site: 0);
        }

        var moved = IrRewriter.MapEdges(
            terminator,
            edge => edge with
            {
                Arguments = Expand(edge.Arguments, _function.Blocks[edge.Block].Parameters, argument => Whole(argument, terminator.Address, site: 0)),
            });

        // The edges read what they are to read; mapping that again changes nothing.
        return IrRewriter.MapOperands(moved, Current);
    }

    /// <summary>Registers given to parameters, with parts in place of those that are replaced.</summary>
    private ImmutableArray<Register> Expand(ImmutableArray<Register> registers, ImmutableArray<Register> parameters, Func<Register, Register> map)
    {
        var expanded = ImmutableArray.CreateBuilder<Register>(registers.Length);
        for (int i = 0; i < registers.Length; i++)
        {
            if (_webs.IsReplaced(parameters[i]))
            {
                expanded.AddRange(_parts[registers[i].Number]);
            }
            else
            {
                expanded.Add(map(registers[i]));
            }
        }

        return expanded.ToImmutable();
    }

    private Register Current(Register register) =>
        _whole.TryGetValue(register.Number, out var whole) ? whole : _substitutes.GetValueOrDefault(register.Number, register);

    /// <summary>A register to read where a whole value is needed, put together from its parts if it was replaced.</summary>
    private Register Whole(Register register, int address, int site)
    {
        if (!_webs.IsReplaced(register) || _whole.ContainsKey(register.Number))
        {
            return Current(register);
        }

        var layout = _layouts.LayoutOf(register);
        var parts = _parts[register.Number];
        bool isTyped = layout.Kind != AggregateKind.Object;
        var whole = new Register(_registers++, isTyped ? register.Type : IrType.Any);
        IrInstruction made = layout.Kind switch
        {
            AggregateKind.Function => new IrInstruction.MakeFunction(whole, layout.Prototype, parts, address),
            AggregateKind.List => new IrInstruction.MakeList(whole, parts, address),
            AggregateKind.Object => new IrInstruction.CallOperation(whole, AggregateStep.NewObject, [], [], CanRaise: false, address),
        };
        _output.Add(made with { Site = site });
        for (int i = 0; i < layout.Names.Length; i++)
        {
            var next = new Register(_registers++, IrType.Any);
            _output.Add(new IrInstruction.CallOperation(next, AggregateStep.SetField, [whole, parts[i]], [layout.Names[i]], CanRaise: false, address) { Site = site });
            whole = next;
        }

        if (!isTyped && register.Type != IrType.Any)
        {
            var narrowed = new Register(_registers++, register.Type);
            _output.Add(new IrInstruction.Narrow(narrowed, whole, address) { Site = site });
            whole = narrowed;
        }

        _whole.Add(register.Number, whole);
        return whole;
    }
}
