using System.Collections.Immutable;
using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>What a pass changes in the code of a module: instructions that go, and instructions that take the place of others.</summary>
/// <remarks>
/// Instructions never change their order, and no more stand in a place than stood there before. Operands written into an edit
/// use the numbering before it; <see cref="Apply"/> renumbers them all, and the labels with them. Who led to an instruction
/// that is gone comes to the next one that is left.
/// </remarks>
internal sealed class CodeEdit
{
    private readonly ModuleCode _code;
    private readonly Instruction[] _instructions;
    private readonly int[] _origins;
    private readonly bool[] _isRemoved;
    private readonly SortedSet<int> _touched = [];

    /// <summary>Begins to change some code.</summary>
    /// <param name="code">The code.</param>
    public CodeEdit(ModuleCode code)
    {
        _code = code;
        _instructions = [.. code.Instructions];
        _origins = [.. code.Origins];
        _isRemoved = new bool[_instructions.Length];
    }

    /// <summary>What the pass adds to its counter.</summary>
    public int Count { get; private set; }

    /// <summary>Whether nothing was changed.</summary>
    public bool IsEmpty => _touched.Count == 0;

    /// <summary>An instruction as it is by now.</summary>
    /// <param name="index">Its address.</param>
    public Instruction this[int index] => _instructions[index];

    /// <summary>Adds to the pass's counter.</summary>
    /// <param name="count">How much.</param>
    public void Credit(int count) => Count += count;

    /// <summary>Removes an instruction.</summary>
    /// <param name="index">Its address.</param>
    public void Remove(int index)
    {
        _isRemoved[index] = true;
        _touched.Add(index);
    }

    /// <summary>Puts another instruction in the place of one.</summary>
    /// <param name="index">The address.</param>
    /// <param name="opcode">What it does.</param>
    /// <param name="operand">With what; null for nothing.</param>
    public void Replace(int index, Opcode opcode, Operand? operand = null) =>
        Replace(index, new Instruction(opcode, operand ?? Operand.None.Instance, _instructions[index].Line) { Column = _instructions[index].Column }, index);

    /// <summary>Puts another instruction in the place of one.</summary>
    /// <param name="index">The address.</param>
    /// <param name="instruction">The new instruction.</param>
    /// <param name="origin">The instruction it was made from.</param>
    public void Replace(int index, Instruction instruction, int origin)
    {
        _instructions[index] = instruction;
        _origins[index] = _code.Origins[origin];
        _touched.Add(index);
    }

    /// <summary>Whether an instruction is gone.</summary>
    /// <param name="index">Its address.</param>
    public bool IsRemoved(int index) => _isRemoved[index];

    /// <summary>The nearest instruction above that does anything, if it surely runs just before; -1 otherwise.</summary>
    /// <param name="index">The instruction to begin above of.</param>
    public int Previous(int index)
    {
        int found = index - 1;
        while (found >= 0 && (_isRemoved[found] || DoesNothing(_instructions[found])))
        {
            found--;
        }

        return found < 0 || !_code.Flow.Continues(found) || _code.Flow.IsEntered(found + 1, index) ? -1 : found;
    }

    /// <summary>The nearest instruction below that does anything, if it surely comes next; -1 otherwise.</summary>
    /// <param name="index">The instruction to begin below of.</param>
    public int Next(int index)
    {
        int found = index + 1;
        while (found < _instructions.Length && (_isRemoved[found] || DoesNothing(_instructions[found])))
        {
            found++;
        }

        return found == _instructions.Length || !_code.Flow.Continues(index) || _code.Flow.IsEntered(index + 1, found) ? -1 : found;
    }

    /// <summary>What was changed, in order: the place, what stood there, and what stands there now or null.</summary>
    public IEnumerable<(int Index, Instruction Old, Instruction? New)> Changes() => _touched.Select(
        index => (index, _code.Instructions[index], _isRemoved[index] ? (Instruction?)null : _instructions[index]));

    /// <summary>The code after the changes.</summary>
    public ModuleCode Apply()
    {
        var moved = new int[_instructions.Length + 1];
        var kept = new List<int>(_instructions.Length);
        for (int index = 0; index < _instructions.Length; index++)
        {
            moved[index] = kept.Count;
            if (!_isRemoved[index])
            {
                kept.Add(index);
            }
        }

        moved[^1] = kept.Count;
        var module = _code.Module with
        {
            Instructions = [.. kept.Select(index => Renumbering.Apply(_instructions[index], moved))],
            Labels = MoveLabels(moved),
        };
        return new ModuleCode(module, [.. kept.Select(index => _origins[index])], _code.Constants);
    }

    /// <summary>A position for debuggers or a mark for readers.</summary>
    private static bool DoesNothing(Instruction instruction) => instruction.Opcode is Opcode.Source or Opcode.Catch;

    /// <summary>A label goes with what it names: it is dropped when all up to the next label is gone and nothing leads to it.</summary>
    private ImmutableArray<Label> MoveLabels(int[] moved)
    {
        var led = new HashSet<ulong>();
        for (int index = 0; index < _instructions.Length; index++)
        {
            if (!_isRemoved[index] && Renumbering.TargetOf(_instructions[index].Operand) is { } target)
            {
                led.Add(target);
            }
        }

        int[] places = [.. _code.Module.Labels.Select(label => label.Address).Append(_instructions.Length).Distinct().Order()];
        return [.. _code.Module.Labels.Where(IsKept).Select(label => label with { Address = moved[label.Address] })];

        bool IsKept(Label label)
        {
            int next = label.Address == _instructions.Length ? label.Address : places[Array.BinarySearch(places, label.Address) + 1];
            return label.Address == next || moved[next] > moved[label.Address] || led.Contains((ulong)label.Address);
        }
    }
}
