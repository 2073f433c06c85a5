using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Leads edges past blocks without instructions, to where control goes from there.</summary>
internal sealed class EdgeThreading
{
    /// <summary>Blocks are looked at after those they lead to, so an edge seldom has more than one block to pass.</summary>
    private const int MostSteps = 16;

    private readonly IrFunction _function;
    private readonly ControlFlow _flow;
    private readonly Dictionary<int, Value> _constants = [];
    private readonly bool[] _isPassable;
    private readonly Terminator[] _terminators;

    /// <summary>Looks for blocks that edges can pass by.</summary>
    /// <param name="function">The function; every block can be reached.</param>
    public EdgeThreading(IrFunction function)
    {
        (_function, _flow) = (function, new ControlFlow(function));
        _terminators = [.. function.Blocks.Select(block => block.Terminator)];
        _isPassable = [.. function.Blocks.Select(block => block.Instructions.IsEmpty && block.Terminator is Terminator.Jump or Terminator.Branch)];
        FindConstants();
        KeepBlocksWithReadParameters();
    }

    /// <summary>The function with straighter ways; some blocks may not be reachable any more.</summary>
    /// <returns>The same function when nothing changes.</returns>
    public IrFunction Run()
    {
        for (int i = _flow.Order.Count - 1; i >= 0; i--)
        {
            int block = _flow.Order[i];
            _terminators[block] = Thread(_terminators[block]);
        }

        bool changed = _function.Blocks.Any(block => !ReferenceEquals(block.Terminator, _terminators[block.Number]));
        return changed
            ? _function with { Blocks = [.. _function.Blocks.Select(block => block with { Terminator = _terminators[block.Number] })] }
            : _function;
    }

    private void FindConstants()
    {
        foreach (var block in _function.Blocks)
        {
            foreach (var instruction in block.Instructions)
            {
                if (instruction is IrInstruction.Constant constant)
                {
                    _constants.Add(constant.Defined.Number, constant.Value);
                }
            }
        }
    }

    /// <summary>Where a parameter is read in other blocks, every way there has to pass its own.</summary>
    private void KeepBlocksWithReadParameters()
    {
        var owners = new Dictionary<int, int>();
        foreach (var block in _function.Blocks.Where(block => _isPassable[block.Number]))
        {
            foreach (var parameter in block.Parameters)
            {
                owners.Add(parameter.Number, block.Number);
            }
        }

        foreach (var block in _function.Blocks)
        {
            foreach (var instruction in block.Instructions)
            {
                Read(instruction.Operands, block.Number);
            }

            Read(block.Terminator.Operands, block.Number);
            foreach (var edge in block.Terminator.Edges)
            {
                Read(edge.Arguments, block.Number);
            }
        }

        void Read(ImmutableArray<Register> registers, int reader)
        {
            foreach (var register in registers)
            {
                if (owners.TryGetValue(register.Number, out int owner) && owner != reader)
                {
                    _isPassable[owner] = false;
                }
            }
        }
    }

    private Terminator Thread(Terminator terminator)
    {
        switch (terminator)
        {
            case Terminator.Jump jump:
                var target = Follow(jump.Target);
                return AreSame(target, jump.Target) ? jump : jump with { Target = target };
            case Terminator.Branch branch when IsFalsy(branch.Condition) is { } isFalsy:
                return new Terminator.Jump(Follow(isFalsy ? branch.IfFalsy : branch.Otherwise), branch.Address);
            case Terminator.Branch branch:
                var ifFalsy = Follow(branch.IfFalsy, (branch.Condition, true));
                var otherwise = Follow(branch.Otherwise, (branch.Condition, false));
                return AreSame(ifFalsy, otherwise) ? new Terminator.Jump(ifFalsy, branch.Address)
                    : AreSame(ifFalsy, branch.IfFalsy) && AreSame(otherwise, branch.Otherwise) ? branch
                    : branch with { IfFalsy = ifFalsy, Otherwise = otherwise };
            default:
                return terminator;
        }
    }

    /// <summary>Where an edge ends up.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="decided">A register known to be falsy, or not to be, on this edge.</param>
    private IrEdge Follow(IrEdge edge, (Register Condition, bool IsFalsy)? decided = null)
    {
        for (int step = 0; step < MostSteps; step++)
        {
            if (!_isPassable[edge.Block] || Next(edge, decided) is not { } next || next.Block == edge.Block)
            {
                break;
            }

            edge = next;
        }

        return edge;
    }

    /// <summary>Where control goes from the block an edge leads to; null when that is not known.</summary>
    private IrEdge? Next(IrEdge edge, (Register Condition, bool IsFalsy)? decided)
    {
        switch (_terminators[edge.Block])
        {
            case Terminator.Jump jump:
                return Substitute(jump.Target, edge);
            case Terminator.Branch branch:
                var condition = Substitute(branch.Condition, edge);
                bool? isFalsy = decided is { } known && known.Condition == condition ? known.IsFalsy : IsFalsy(condition);
                return isFalsy is { } falsy ? Substitute(falsy ? branch.IfFalsy : branch.Otherwise, edge) : null;
            default:
                return null;
        }
    }

    private IrEdge Substitute(IrEdge next, IrEdge edge) =>
        edge.Arguments.IsEmpty ? next : next with { Arguments = [.. next.Arguments.Select(argument => Substitute(argument, edge))] };

    private Register Substitute(Register register, IrEdge edge)
    {
        int index = _function.Blocks[edge.Block].Parameters.IndexOf(register);
        return index < 0 ? register : edge.Arguments[index];
    }

    /// <summary>Whether a branch on a register takes the falsy way; null when that is not known.</summary>
    private bool? IsFalsy(Register register) => register.Type switch
    {
        _ when _constants.TryGetValue(register.Number, out var constant) => constant.IsUnset ? null : constant.IsFalsy(),
        IrType.Any or IrType.Int or IrType.Bool => null,
        _ => false,
    };

    private static bool AreSame(IrEdge a, IrEdge b) => a.Block == b.Block && a.Arguments.AsSpan().SequenceEqual(b.Arguments.AsSpan());
}
