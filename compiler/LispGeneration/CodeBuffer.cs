using System.Collections.Immutable;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Lisp;
using TinyTotIL.Compiler.Text;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>Instructions in the making, with jumps to places that come later.</summary>
internal sealed class CodeBuffer
{
    private readonly SourceText? _source;
    private readonly List<Instruction> _instructions = [];
    private readonly List<(int Index, JumpLabel Label)> _jumps = [];
    private readonly List<JumpLabel> _labels = [];
    private readonly HashSet<SourceText> _sources = [];
    private readonly List<int> _unplaced = [];
    private readonly List<SourceRow> _places = [];
    private LispPlace _place;
    private LispPlace _exact;
    private LispPlace _noted;
    private bool _isPlaced;
    private int _column;
    private (SourceText? Source, int Line) _written;

    /// <summary>No code yet.</summary>
    /// <param name="source">The text of the program itself.</param>
    public CodeBuffer(SourceText? source) => _source = source;

    /// <summary>Number of instructions.</summary>
    public int Length => _instructions.Count;

    /// <summary>Whether control can come to the end of the code so far; what is added where it cannot is left out.</summary>
    public bool IsReachable { get; private set; } = true;

    /// <summary>Says what the following instructions come from.</summary>
    /// <param name="place">The piece of source; ignored when it is none.</param>
    public void At(LispPlace place)
    {
        if (place.Source is not null)
        {
            _isPlaced = true;
            if (_place != place)
            {
                _column = place.Column;
            }

            _place = place;
            _exact = place;
        }
    }

    /// <summary>Says what the following instructions come from, for those that watch a program only: SOURCE says it for errors.</summary>
    /// <param name="place">The piece of source; ignored when it is none.</param>
    public void Note(LispPlace place)
    {
        if (place.Source is not null)
        {
            _exact = place;
        }
    }

    /// <summary>Adds an instruction without operand.</summary>
    /// <param name="opcode">The instruction.</param>
    public void Add(Opcode opcode) => Add(opcode, Operand.None.Instance);

    /// <summary>Adds an instruction.</summary>
    /// <param name="opcode">The instruction.</param>
    /// <param name="operand">Its operand.</param>
    public void Add(Opcode opcode, Operand operand)
    {
        if (!IsReachable)
        {
            return;
        }

        NotePlace();
        var row = InstructionSet.Of(opcode);
        int line = _place.Source is null ? 0 : _place.Line;
        // Nearly all variables have a value wherever they are read; a line for each would make the interpreter slow.
        if (line > 0 && row.Has(InstructionTraits.MayRaise) && opcode is not (Opcode.Load or Opcode.Capture) && _written != (_place.Source, line))
        {
            _written = (_place.Source, line);
            _sources.Add(_place.Source!);
            _instructions.Add(new Instruction(Opcode.Source, new Operand.SourceLine(_place.Source!.Name, line), OwnLine(line)));
        }

        if (!_isPlaced)
        {
            _unplaced.Add(_instructions.Count);
        }

        _instructions.Add(new Instruction(opcode, operand, OwnLine(line)) { Column = _column });
        IsReachable = !row.Has(InstructionTraits.EndsBlock);
    }

    /// <summary>Adds a jump, or another instruction with an address.</summary>
    /// <param name="opcode">The instruction.</param>
    /// <param name="label">Where it leads.</param>
    public void Jump(Opcode opcode, JumpLabel label)
    {
        if (IsReachable)
        {
            label.IsUsed = true;
            Add(opcode, new Operand.Target(0));
            _jumps.Add((_instructions.Count - 1, label));
        }
    }

    /// <summary>Adds an instruction that names a function and its parameters.</summary>
    /// <param name="opcode">The instruction.</param>
    /// <param name="label">Where the function begins.</param>
    /// <param name="names">Its parameters.</param>
    public void Name(Opcode opcode, JumpLabel label, ImmutableArray<string> names)
    {
        if (IsReachable)
        {
            label.IsUsed = true;
            Add(opcode, new Operand.Call(0, names));
            _jumps.Add((_instructions.Count - 1, label));
        }
    }

    /// <summary>Puts a label here.</summary>
    /// <param name="label">The label.</param>
    /// <param name="isEntry">Whether control may come here by ways that are not known yet.</param>
    public void Place(JumpLabel label, bool isEntry = false)
    {
        label.Address = _instructions.Count;
        IsReachable |= label.IsUsed || isEntry;
        _labels.Add(label);
        if (isEntry)
        {
            // A function stands for itself, wherever the one before it comes from.
            _written = default;
            _isPlaced = false;
        }
    }

    /// <summary>The finished code.</summary>
    /// <param name="path">The path of the module.</param>
    /// <param name="names">Gives labels their names.</param>
    public BytecodeModule ToModule(string path, LabelNames names)
    {
        foreach (var (index, label) in _jumps)
        {
            var instruction = _instructions[index];
            ulong address = (ulong)label.Address;
            _instructions[index] = instruction with
            {
                Operand = instruction.Operand is Operand.Call call ? call with { Address = address } : new Operand.Target(address),
            };
        }

        var labels = ImmutableArray.CreateBuilder<Label>(_labels.Count);
        foreach (var label in _labels.Where(label => label.IsUsed))
        {
            labels.Add(new Label(label.Name ?? names.Make("L"), label.Address));
        }

        return new BytecodeModule(path, [.. _instructions], labels.ToImmutable(), _source)
        {
            IsLisp = true,
            Unplaced = [.. _unplaced],
            Places = [.. _places],
            OtherSources = [.. _sources.Where(source => source != _source)],
        };
    }

    private void NotePlace()
    {
        if (_exact.Source is not null && (_places.Count == 0 || _exact != _noted))
        {
            _noted = _exact;
            _places.Add(new SourceRow(_instructions.Count, _exact.Source.Name, _exact.Line, _exact.Column));
        }
    }

    /// <summary>Lines of the module itself; those of libraries are in SOURCE instructions only.</summary>
    private int OwnLine(int line) => ReferenceEquals(_place.Source, _source) ? line : 0;
}
