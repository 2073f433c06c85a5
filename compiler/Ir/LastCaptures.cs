using TinyTotIL.Runtime.Operations;

namespace TinyTotIL.Compiler.Ir;

/// <summary>CALL_CC as the last thing a function does: its receiver is called in place of the function.</summary>
internal static class LastCaptures
{
    private static readonly RuntimeOperation Capture = RuntimeOperation.Of(ContinuationOperations.CallCcAtEnd);
    private static readonly RuntimeOperation LastCapture = RuntimeOperation.Of(ContinuationOperations.CallCcLast);

    /// <summary>Whether the process leaves the stack in an instruction without a frame of its function, which has nothing more to do.</summary>
    /// <param name="instruction">The instruction.</param>
    public static bool IsLast(IrInstruction instruction) => instruction is IrInstruction.CallOperation call && call.Operation == LastCapture;

    /// <summary>Finds out whether a block ends with one, and says so.</summary>
    /// <param name="block">A block of a function; nothing is inlined any more.</param>
    public static BasicBlock Mark(BasicBlock block) =>
        block is { Handler: null, Terminator: Terminator.Return { Results: [var result] }, Instructions: [.., IrInstruction.CallOperation last] }
        && last.Operation == Capture && last.Defined == result
            ? block with { Instructions = block.Instructions.SetItem(block.Instructions.Length - 1, last with { Operation = LastCapture }) }
            : block;
}
