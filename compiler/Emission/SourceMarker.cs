using Mono.Cecil.Cil;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Emission;

/// <summary>Says for one method which of its code belongs to which line.</summary>
/// <remarks>
/// Where a point is wanted the evaluation stack is empty: instructions that stand by themselves begin with nothing on it. In a stepwise method
/// every line has a point of its own on a <c>nop</c>, whether it has code or not, and all else is hidden.
/// </remarks>
internal sealed class SourceMarker
{
    private readonly IIlEmitter _il;
    private readonly SourcePlaces _places;
    private readonly Document? _document;
    private SourcePart? _current;
    private bool _isHidden;

    /// <summary>Marks nothing yet.</summary>
    /// <param name="il">The method.</param>
    /// <param name="places">Where instructions stand.</param>
    /// <param name="function">The function.</param>
    public SourceMarker(IIlEmitter il, SourcePlaces places, IrFunction function)
    {
        (_il, _places) = (il, places);
        _document = FirstPart(function) is { } part ? places.DocumentOf(part) : null;
    }

    /// <summary>Whether every line is to be a place to stop at.</summary>
    public bool IsStepwise => _places.IsStepwise;

    /// <summary>Begins the method. The code before the first line counts as that line, as an opening brace would, unless it has its own place.</summary>
    /// <param name="entry">The function's first instruction.</param>
    /// <param name="isResumed">Whether the method goes on anywhere.</param>
    public void Begin(int entry, bool isResumed)
    {
        if (IsStepwise || isResumed || _places.At(entry) is null)
        {
            Hide();
        }
        else
        {
            Mark(entry);
        }
    }

    /// <summary>Begins a block, to which control may come from anywhere.</summary>
    /// <remarks>In a stepwise method lines are what somebody steps through, so what continues a line in the next block is no new stop.</remarks>
    /// <param name="block">The block.</param>
    public void BeginBlock(BasicBlock block)
    {
        if (!IsStepwise)
        {
            _current = null;
        }
        else if (block.Instructions is not [IrInstruction.Step, ..])
        {
            Hide();
        }
    }

    /// <summary>Begins an instruction.</summary>
    /// <param name="address">Its address.</param>
    public void Mark(int address)
    {
        if (!IsStepwise)
        {
            Tie(address);
        }
    }

    /// <summary>Writes a place to stop at, unless the line has one just before.</summary>
    /// <param name="address">Address of the instruction that comes next.</param>
    public void Step(int address)
    {
        if (Tie(address))
        {
            _il.Emit(OpCodes.Nop);
        }
        else if (_places.At(address) is null)
        {
            Hide();
        }
    }

    /// <summary>Begins code elsewhere that is a part of an instruction, and from which functions of the program may be called.</summary>
    /// <param name="address">Address of the instruction.</param>
    public void Resume(int address)
    {
        _current = null;
        if (!Tie(address))
        {
            Hide();
        }
    }

    /// <summary>Begins code that is no instruction's.</summary>
    public void Hide()
    {
        _current = null;
        if (!_isHidden && _document is not null)
        {
            _isHidden = true;
            _il.MarkHidden(_document);
        }
    }

    private bool Tie(int address)
    {
        if (_places.At(address) is not { } part || part == _current)
        {
            return false;
        }

        _current = part;
        _isHidden = false;
        _il.MarkSequencePoint(_places.DocumentOf(part), part.Line, part.Column, part.EndColumn);
        return true;
    }

    private SourcePart? FirstPart(IrFunction function) =>
        _places.At(function.Entry)
        ?? function.Blocks.SelectMany(block => block.Instructions.Select(instruction => instruction.Address).Append(block.Terminator.Address))
            .Select(_places.At).FirstOrDefault(part => part is not null);
}
