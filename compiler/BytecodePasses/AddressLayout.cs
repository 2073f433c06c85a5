using System.Collections.Immutable;
using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.BytecodePasses;

/// <summary>Gives the instructions of optimized code their final places.</summary>
/// <remarks>
/// Where an address may be seen (see <see cref="VisibleAddresses"/>) the code goes on at the address it had before the first pass. What is
/// missing above is filled up where control never comes: after a jump, a RET or a HALT if there is one since the last fixed
/// place, otherwise just above, with a jump across. The filling is HALT, which is what an address nobody reaches may as well hold.
/// </remarks>
internal sealed class AddressLayout
{
    private const int Filling = -1;
    private const int JumpAcross = -2;

    private readonly ModuleCode _code;

    /// <summary>What stands at each place: an instruction of the code, or one of the two above.</summary>
    private readonly List<int> _places = [];

    /// <summary>The first instruction not placed yet.</summary>
    private int _next;

    /// <summary>Where filling can go, since the last fixed place; -1 for nowhere.</summary>
    private int _gap = -1;

    private AddressLayout(ModuleCode code) => _code = code;

    /// <summary>Places the code.</summary>
    /// <param name="code">The optimized code.</param>
    /// <param name="visible">What has to be where.</param>
    /// <param name="original">What a trace says of the instructions; the filling can change the names of functions.</param>
    /// <returns>The code, or null when something does not fit.</returns>
    public static BytecodeModule? Run(ModuleCode code, VisibleAddresses visible, TraceNames original)
    {
        if (visible.Places.Count == 0)
        {
            return code.Module;
        }

        var layout = new AddressLayout(code);
        if (!layout.TryPlace(visible.Places))
        {
            return null;
        }

        var placed = layout.Build(visible);
        return original.HoldFor(code, placed, layout._places) ? placed : null;
    }

    private bool TryPlace(IReadOnlyCollection<(int Index, int Address)> places)
    {
        foreach (var (index, address) in places)
        {
            if (_next <= index)
            {
                Advance(index);
            }
            else
            {
                // Another place of the same code: the earlier one leads on to this one, which takes the instruction over.
                _next--;
                _places[^1] = JumpAcross;
                _gap = _places.Count;
            }

            if (address < _places.Count)
            {
                return false;
            }

            Fill(address - _places.Count, isEnd: index == _code.Instructions.Length);
            Advance(index + 1);
        }

        Advance(_code.Instructions.Length);
        return true;
    }

    /// <summary>Places instructions up to one; the end counts as one that is not there.</summary>
    private void Advance(int index)
    {
        for (; _next < index; _next++)
        {
            _places.Add(_next < _code.Instructions.Length ? _next : Filling);
            _gap = HasRoomAfter(_next) ? _places.Count : _gap;
        }
    }

    private void Fill(int count, bool isEnd)
    {
        if (count > 0 && _gap < 0 && !isEnd)
        {
            _places.Add(JumpAcross);
            _gap = _places.Count;
            count--;
        }

        _places.InsertRange(_gap < 0 ? _places.Count : _gap, Enumerable.Repeat(Filling, count));
        _gap = -1;
    }

    /// <summary>Whether control never comes to the place after an instruction. After a structured CATCH errors come in.</summary>
    private bool HasRoomAfter(int index) =>
        index < _code.Instructions.Length && !_code.Flow.Continues(index) && _code.Instructions[index].Opcode != Opcode.CatchBlock;

    private BytecodeModule Build(VisibleAddresses visible)
    {
        // The end was placed like an instruction, so that it has an address; it is no instruction.
        if (_next > _code.Instructions.Length)
        {
            _places.RemoveAt(_places.Count - 1);
        }

        var moved = new int[_code.Instructions.Length + 1];
        for (int place = 0; place < _places.Count; place++)
        {
            if (_places[place] >= 0)
            {
                moved[_places[place]] = place;
            }
        }

        moved[^1] = _places.Count;
        var instructions = ImmutableArray.CreateBuilder<Instruction>(_places.Count);
        for (int place = 0; place < _places.Count; place++)
        {
            instructions.Add(At(place, instructions.Count == 0 ? 0 : instructions[^1].Line, moved, visible));
        }

        var shown = visible.ShownLabels();
        var labels = _code.Module.Labels.Select(label => label with { Address = shown.GetValueOrDefault(label.Name, moved[label.Address]) });
        return _code.Module with
        {
            Unplaced = [],
            Places = [],
            Instructions = instructions.MoveToImmutable(),
            Labels = [.. labels.OrderBy(label => label.Address)],
        };
    }

    private Instruction At(int place, int line, int[] moved, VisibleAddresses visible)
    {
        int index = _places[place];
        if (index < 0)
        {
            int next = index == Filling ? -1 : _places.FindIndex(place, found => found >= 0);
            return next < 0
                ? new Instruction(Opcode.Halt, Operand.None.Instance, line)
                : new Instruction(Opcode.Jmp, new Operand.Target((ulong)next), line);
        }

        var instruction = Renumbering.Apply(_code.Instructions[index], moved);
        return visible.EntryShownBy(index) is { } entry
            ? instruction with { Operand = ((Operand.Call)instruction.Operand) with { Address = entry } }
            : instruction;
    }
}
