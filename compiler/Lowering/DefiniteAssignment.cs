using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Verification;

namespace TinyTotIL.Compiler.Lowering;

/// <summary>
/// Finds which variables surely hold a value at the beginning of each block, so that most LOADs need no check.
/// </summary>
/// <remarks>A forward dataflow analysis: sets of variables, met by intersection, one bit each.</remarks>
internal sealed class DefiniteAssignment
{
    private readonly BytecodeProgram _program;
    private readonly ProgramShape _shape;
    private readonly FunctionShape _function;
    private readonly Dictionary<string, int> _numbers = [];
    private readonly Dictionary<int, ulong[]> _atEntry = [];

    /// <summary>Analyses a function.</summary>
    /// <param name="shape">The program.</param>
    /// <param name="function">A direct function.</param>
    public DefiniteAssignment(ProgramShape shape, FunctionShape function)
    {
        (_shape, _program, _function) = (shape, shape.Program, function);
        foreach (string name in function.Parameters.Concat(function.Captured ?? []))
        {
            _numbers.TryAdd(name, _numbers.Count);
        }

        int given = _numbers.Count;
        foreach (var (leader, _) in function.Blocks)
        {
            foreach (int index in Instructions(leader))
            {
                if (NameAt(index) is { } name)
                {
                    _numbers.TryAdd(name, _numbers.Count);
                }
                else if (_program.Instructions[index].Opcode == Opcode.CatchBlock
                    && ((Operand.Catch)_program.Instructions[index].Operand).Name is { } variable)
                {
                    _numbers.TryAdd(variable, _numbers.Count);
                }
            }
        }

        foreach (var block in function.Blocks.Values)
        {
            for (var handler = block.Handler; handler is not null; handler = handler.Outer)
            {
                if (handler.Variable is { } variable)
                {
                    _numbers.TryAdd(variable, _numbers.Count);
                }
            }
        }

        Solve(given);
    }

    /// <summary>The variables known to be set, to be advanced instruction by instruction.</summary>
    /// <param name="leader">First instruction of a block.</param>
    public ulong[] AtEntry(int leader) => (ulong[])_atEntry[leader].Clone();

    /// <summary>Whether a variable is in a set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="name">The variable.</param>
    public bool Contains(ulong[] set, string name) =>
        _numbers.TryGetValue(name, out int number) && (set[number >> 6] & (1UL << (number & 63))) != 0;

    /// <summary>Moves a set past an instruction.</summary>
    /// <param name="set">The set before; afterwards the set after.</param>
    /// <param name="index">The instruction.</param>
    public void Advance(ulong[] set, int index)
    {
        if (NameAt(index) is not { } name)
        {
            return;
        }

        int number = _numbers[name];
        if (_program.Instructions[index].Opcode == Opcode.Delete)
        {
            set[number >> 6] &= ~(1UL << (number & 63));
        }
        else
        {
            // A LOAD, CAPTURE or EXPORT that continues has found the variable set.
            set[number >> 6] |= 1UL << (number & 63);
        }
    }

    private string? NameAt(int index)
    {
        var instruction = _program.Instructions[index];
        return instruction.Opcode is Opcode.Store or Opcode.Load or Opcode.Delete or Opcode.Capture or Opcode.Export
            ? instruction.NameOperand()
            : null;
    }

    private IEnumerable<int> Instructions(int leader)
    {
        int index = leader;
        do
        {
            yield return index++;
        }
        while (index < _program.Instructions.Length && !_shape.Leaders[index]);
    }

    private void Solve(int given)
    {
        var atStart = new ulong[(_numbers.Count + 63) / 64];
        for (int i = 0; i < given; i++)
        {
            atStart[i >> 6] |= 1UL << (i & 63);
        }

        var pending = new Queue<int>();
        Meet(_function.Entry, atStart, pending);
        while (pending.TryDequeue(out int leader))
        {
            var set = AtEntry(leader);
            var survivors = AtEntry(leader);
            int last = leader;
            foreach (int index in Instructions(leader))
            {
                last = index;
                Advance(set, index);
                if (_program.Instructions[index].Opcode == Opcode.Delete)
                {
                    Advance(survivors, index);
                }
            }

            // An error anywhere in the block reaches the handler with what was set at its beginning and never deleted.
            if (_function.Blocks[leader].Handler is { } handler)
            {
                if (handler.Variable is { } variable)
                {
                    survivors[_numbers[variable] >> 6] |= 1UL << (_numbers[variable] & 63);
                }

                Meet(handler.Target, survivors, pending);
            }

            foreach (int successor in Successors(last))
            {
                Meet(successor, set, pending);
            }
        }
    }

    private IEnumerable<int> Successors(int last)
    {
        var instruction = _program.Instructions[last];
        if (instruction.Opcode is Opcode.Jmp || instruction.IsConditionalJump || instruction.WaitsForTime)
        {
            yield return _program.TargetOf(last);
        }
        else if (instruction.Opcode == Opcode.CatchBlock)
        {
            yield return _program.TargetOf(last) + 1;
        }

        if (!instruction.Info.Has(InstructionTraits.EndsBlock))
        {
            yield return last + 1;
        }
    }

    private void Meet(int leader, ulong[] set, Queue<int> pending)
    {
        if (!_function.Blocks.ContainsKey(leader))
        {
            return;
        }

        if (!_atEntry.TryGetValue(leader, out var known))
        {
            _atEntry.Add(leader, (ulong[])set.Clone());
            pending.Enqueue(leader);
            return;
        }

        bool changed = false;
        for (int i = 0; i < known.Length; i++)
        {
            ulong met = known[i] & set[i];
            changed |= met != known[i];
            known[i] = met;
        }

        if (changed)
        {
            pending.Enqueue(leader);
        }
    }
}
