using System.Numerics;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.IrExecution;

/// <summary>Gives the registers of a function slots, so that frames are small and keep little alive that nobody reads.</summary>
/// <remarks>
/// Registers are defined once, and blocks are visited after those that dominate them: whatever is live at the beginning of a block
/// has its slot then, so that a register takes any slot that nothing live has. An error counts as leaving a block at its
/// beginning, so what a handler reads is live throughout the blocks it protects.
/// </remarks>
internal sealed class SlotAllocation
{
    /// <summary>64-bit words of the analysis: 32 MB. Larger functions have a slot for each register.</summary>
    private const long LargestAnalysis = 4 << 20;

    private const int None = -1;
    private const int ToEnd = int.MaxValue;

    private readonly ControlFlow _flow;
    private readonly IrFunction _function;
    private readonly int _first;
    private readonly int _words;
    private readonly int[] _slots;
    private readonly int[] _wishes;
    private readonly ulong[]?[] _liveIn;
    private readonly int[] _lastUses;
    private readonly List<bool> _taken = [];

    /// <summary>Allocates slots.</summary>
    /// <param name="flow">The function.</param>
    /// <param name="first">The first slot for registers.</param>
    public SlotAllocation(ControlFlow flow, int first)
    {
        (_flow, _function, _first) = (flow, flow.Function, first);
        _words = (_function.RegisterCount + 63) / 64;
        _slots = new int[_function.RegisterCount];
        _lastUses = new int[_function.RegisterCount];
        _wishes = new int[_function.RegisterCount];
        _liveIn = new ulong[]?[_function.Blocks.Length];
        if ((long)_words * _function.Blocks.Length > LargestAnalysis)
        {
            for (int i = 0; i < _slots.Length; i++)
            {
                _slots[i] = i;
            }

            Count = _slots.Length;
            return;
        }

        Array.Fill(_slots, None);
        Array.Fill(_lastUses, None);
        Array.Fill(_wishes, None);
        FindLive();
        foreach (int block in flow.Order)
        {
            Assign(_function.Blocks[block]);
        }

        Count = _taken.Count;
    }

    /// <summary>Slots for registers.</summary>
    public int Count { get; }

    /// <summary>The slot of a register.</summary>
    /// <param name="register">The register; reachable code defines it.</param>
    public int this[Register register] => _first + _slots[register.Number];

    private void FindLive()
    {
        foreach (int block in _flow.Order)
        {
            _liveIn[block] = new ulong[_words];
            foreach (var edge in _function.Blocks[block].Terminator.Edges)
            {
                for (int i = 0; i < edge.Arguments.Length; i++)
                {
                    _wishes[edge.Arguments[i].Number] = _function.Blocks[edge.Block].Parameters[i].Number;
                }
            }
        }

        for (bool changed = true; changed;)
        {
            changed = false;
            for (int k = _flow.Order.Count - 1; k >= 0; k--)
            {
                changed |= FindLive(_function.Blocks[_flow.Order[k]]);
            }
        }
    }

    private bool FindLive(BasicBlock block)
    {
        var live = LiveOut(block);
        foreach (var register in ReadAtEnd(block))
        {
            Set(live, register, true);
        }

        for (int i = block.Instructions.Length - 1; i >= 0; i--)
        {
            if (block.Instructions[i].Target is { } target)
            {
                Set(live, target, false);
            }

            foreach (var operand in block.Instructions[i].Operands)
            {
                Set(live, operand, true);
            }
        }

        foreach (var parameter in block.Parameters)
        {
            Set(live, parameter, false);
        }

        bool changed = !live.AsSpan().SequenceEqual(_liveIn[block.Number]);
        _liveIn[block.Number] = live;
        return changed;
    }

    /// <summary>What is live behind a block, arguments of its edges not counted.</summary>
    private ulong[] LiveOut(BasicBlock block)
    {
        var live = new ulong[_words];
        foreach (int successor in ControlFlow.SuccessorsOf(block))
        {
            var other = _liveIn[successor]!;
            for (int i = 0; i < _words; i++)
            {
                live[i] |= other[i];
            }
        }

        return live;
    }

    private static IEnumerable<Register> ReadAtEnd(BasicBlock block) =>
        block.Terminator.Edges.IsEmpty ? block.Terminator.Operands : block.Terminator.Operands.Concat(block.Terminator.Edges.SelectMany(edge => edge.Arguments));

    private static void Set(ulong[] live, Register register, bool isLive)
    {
        ulong bit = 1ul << (register.Number & 63);
        live[register.Number >> 6] = isLive ? live[register.Number >> 6] | bit : live[register.Number >> 6] & ~bit;
    }

    private void Assign(BasicBlock block)
    {
        FindLastUses(block);
        for (int i = 0; i < _taken.Count; i++)
        {
            _taken[i] = false;
        }

        foreach (int register in Members(_liveIn[block.Number]!))
        {
            _taken[_slots[register]] = true;
        }

        foreach (var parameter in block.Parameters)
        {
            Take(parameter.Number);
        }

        foreach (var parameter in block.Parameters.Where(parameter => _lastUses[parameter.Number] == None))
        {
            _taken[_slots[parameter.Number]] = false;
        }

        for (int i = 0; i < block.Instructions.Length; i++)
        {
            foreach (var operand in block.Instructions[i].Operands.Where(operand => _lastUses[operand.Number] == i))
            {
                _taken[_slots[operand.Number]] = false;
            }

            if (block.Instructions[i].Target is { } target)
            {
                Take(target.Number);
                _taken[_slots[target.Number]] = _lastUses[target.Number] != None;
            }
        }

        ForgetLastUses(block);
    }

    private void FindLastUses(BasicBlock block)
    {
        for (int i = 0; i < block.Instructions.Length; i++)
        {
            foreach (var operand in block.Instructions[i].Operands)
            {
                _lastUses[operand.Number] = i;
            }
        }

        foreach (var register in ReadAtEnd(block))
        {
            _lastUses[register.Number] = ToEnd;
        }

        foreach (int register in Members(LiveOut(block)))
        {
            _lastUses[register] = ToEnd;
        }
    }

    private void ForgetLastUses(BasicBlock block)
    {
        foreach (var instruction in block.Instructions)
        {
            foreach (var operand in instruction.Operands)
            {
                _lastUses[operand.Number] = None;
            }
        }

        foreach (var register in ReadAtEnd(block))
        {
            _lastUses[register.Number] = None;
        }

        foreach (int register in Members(LiveOut(block)))
        {
            _lastUses[register] = None;
        }
    }

    /// <summary>Takes the slot of the block parameter that a register becomes, if that is free, so that the edge copies nothing.</summary>
    private void Take(int register)
    {
        int slot = _wishes[register] == None ? None : _slots[_wishes[register]];
        if (slot == None || _taken[slot])
        {
            slot = _taken.IndexOf(false);
        }

        if (slot == None)
        {
            slot = _taken.Count;
            _taken.Add(false);
        }

        _taken[slot] = true;
        _slots[register] = slot;
    }

    private static IEnumerable<int> Members(ulong[] set)
    {
        for (int word = 0; word < set.Length; word++)
        {
            for (ulong rest = set[word]; rest != 0; rest &= rest - 1)
            {
                yield return (word * 64) + BitOperations.TrailingZeroCount(rest);
            }
        }
    }
}
