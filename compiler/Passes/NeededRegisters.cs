using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Finds the registers and variables on which something a program does depends.</summary>
/// <remarks>
/// Marking, as for garbage: from what has an effect back to what it reads. A parameter of a loop that only keeps itself
/// alive is therefore not needed.
/// </remarks>
internal sealed class NeededRegisters
{
    private readonly IrInstruction?[] _definitions;
    private readonly (int Block, int Index)[] _parameters;
    private readonly List<IrEdge>[] _edges;
    private readonly List<Register>[] _writes;
    private readonly bool[] _isNeeded;
    private readonly bool[] _isRead;
    private readonly Stack<Register> _pending = new();

    /// <summary>Marks what is needed in a function.</summary>
    /// <param name="function">The function; every block can be reached.</param>
    public NeededRegisters(IrFunction function)
    {
        _definitions = new IrInstruction?[function.RegisterCount];
        _parameters = new (int, int)[function.RegisterCount];
        _edges = [.. function.Blocks.Select(_ => new List<IrEdge>())];
        _writes = [.. function.Variables.Select(_ => new List<Register>())];
        _isNeeded = new bool[function.RegisterCount];
        _isRead = new bool[function.Variables.Length];
        foreach (var block in function.Blocks)
        {
            Collect(block);
        }

        while (_pending.TryPop(out var register))
        {
            Follow(register);
        }
    }

    /// <summary>Whether something reads a register that matters.</summary>
    /// <param name="register">The register.</param>
    public bool Contains(Register register) => _isNeeded[register.Number];

    /// <summary>Whether an instruction does anything that matters.</summary>
    /// <param name="instruction">The instruction; not an <see cref="IrInstruction.ExtraResult"/>, which depends on those after it.</param>
    public bool Contains(IrInstruction instruction) => instruction switch
    {
        IrInstruction.SetVariable set => _isRead[set.Variable.Number],
        _ when HasEffect(instruction) => true,
        _ => instruction.Target is { } target && Contains(target),
    };

    private static bool HasEffect(IrInstruction instruction) => !instruction.IsPure || instruction.MayRaise;

    private void Collect(BasicBlock block)
    {
        for (int i = 0; i < block.Parameters.Length; i++)
        {
            _parameters[block.Parameters[i].Number] = (block.Number, i);
        }

        foreach (var instruction in block.Instructions)
        {
            if (instruction.Target is { } target)
            {
                _definitions[target.Number] = instruction;
            }

            if (instruction is IrInstruction.SetVariable set)
            {
                _writes[set.Variable.Number].Add(set.Value);
            }
            else if (HasEffect(instruction))
            {
                Need(instruction.Operands);
            }
        }

        Need(block.Terminator.Operands);
        foreach (var edge in block.Terminator.Edges)
        {
            _edges[edge.Block].Add(edge);
        }
    }

    private void Follow(Register register)
    {
        switch (_definitions[register.Number])
        {
            case null:
                var (block, index) = _parameters[register.Number];
                foreach (var edge in _edges[block])
                {
                    Need(edge.Arguments[index]);
                }

                break;
            case IrInstruction.GetVariable get when !_isRead[get.Variable.Number]:
                _isRead[get.Variable.Number] = true;
                foreach (var value in _writes[get.Variable.Number])
                {
                    Need(value);
                }

                break;
            case { } definition:
                Need(definition.Operands);
                break;
        }
    }

    private void Need(ImmutableArray<Register> registers)
    {
        foreach (var register in registers)
        {
            Need(register);
        }
    }

    private void Need(Register register)
    {
        if (!_isNeeded[register.Number])
        {
            _isNeeded[register.Number] = true;
            _pending.Push(register);
        }
    }
}
