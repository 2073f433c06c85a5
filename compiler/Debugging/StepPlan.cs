namespace TinyTotIL.Compiler.Debugging;

/// <summary>When a step that is under way has come to its end.</summary>
/// <param name="kind">What was asked for.</param>
/// <param name="from">Where it began.</param>
/// <param name="placeOf">The line of an instruction.</param>
/// <param name="isHidden">Whether steps by line do not stop at an instruction.</param>
internal sealed class StepPlan(Resumption kind, StepPoint from, Func<int, SourcePlace?> placeOf, Func<int, bool> isHidden)
{
    private readonly SourcePlace? _line = placeOf(from.Address);
    private int _last = from.Address;

    /// <summary>The process that makes it.</summary>
    public long Process => from.Process;

    /// <summary>Where what a function leaves begins, of a step out of one; null when that is not known.</summary>
    public ReturnPlace? Returned { get; init; }

    /// <summary>Looks at the start of an instruction of that process.</summary>
    /// <param name="address">The instruction.</param>
    /// <param name="depth">Frames.</param>
    /// <returns>Whether the step ends here.</returns>
    public bool IsDone(int address, int depth)
    {
        switch (kind)
        {
            case Resumption.InstructionIn:
                return true;
            case Resumption.InstructionOver:
                return depth <= from.Depth;
            case Resumption.StepOut:
                return depth < from.Depth && !isHidden(address);
            case Resumption.StepIn or Resumption.StepOver:
                bool isNew = (kind == Resumption.StepIn || depth <= from.Depth) && !isHidden(address) && IsNewLine(address, depth);
                _last = depth == from.Depth ? address : _last;
                return isNew;
            default:
                return false;
        }
    }

    /// <summary>A line that is gone through again counts as well: what leads back is a loop.</summary>
    private bool IsNewLine(int address, int depth) =>
        depth != from.Depth || address <= _last || placeOf(address) is not { } place || place != _line;
}
