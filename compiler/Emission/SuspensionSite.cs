using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Emission;

/// <summary>A place in a function at which the process may leave the native stack.</summary>
/// <param name="State">Its number in the function.</param>
/// <param name="Block">The block it is in.</param>
/// <param name="Instruction">What stands there: a check point, an operation that waits, or a call.</param>
/// <param name="Places">The locals and variables to save, as <see cref="LocalAllocation"/> numbers them.</param>
internal sealed record SuspensionSite(int State, BasicBlock Block, IrInstruction Instruction, IReadOnlyList<int> Places)
{
    /// <summary>Whether the instruction is done once more when the process goes on; otherwise the function goes on behind it.</summary>
    public bool IsRetried => Instruction is IrInstruction.CallOperation;
}
