using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.IrExecution;

/// <summary>The steps of a function.</summary>
/// <param name="code">The function.</param>
/// <param name="steps">Its steps, the entry first.</param>
/// <param name="slots">Slots of a frame: variables, parameters first, then registers.</param>
/// <param name="leaders">In a segment, where each of its instructions begins a block; -1 where none does.</param>
internal sealed class IrBody(IrCode code, IrStep[] steps, int slots, int[] leaders)
{
    private const int ValueBytes = 16;

    /// <summary>The function.</summary>
    public IrCode Code => code;

    /// <summary>The steps.</summary>
    public IrStep[] Steps => steps;

    /// <summary>Bytes charged for a frame.</summary>
    public int FrameBytes { get; } = RuntimeLimits.HeapFrameBytes + (ValueBytes * slots);

    /// <summary>Whether a call of it may be refused.</summary>
    public bool NeverRaises { get; } = code.Function.NeverRaises;

    /// <summary>Slots for a frame.</summary>
    public Value[] NewSlots() => slots == 0 ? [] : new Value[slots];

    /// <summary>Where a segment goes on at an instruction.</summary>
    /// <param name="index">Index of the instruction.</param>
    /// <returns>The step; -1 when the instruction is in another segment.</returns>
    public int StepAt(int index)
    {
        int place = index - code.Function.Entry;
        return (uint)place < (uint)leaders.Length ? leaders[place] : -1;
    }
}
