namespace TinyTotIL.Compiler.Passes;

/// <summary>One use of an object or list that a function may hold alone.</summary>
/// <param name="Block">Number of the block.</param>
/// <param name="Position">Place in the block: of an instruction; after all of them, the terminator; after that, its edges.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Target">For an edge, the number of the block it leads to.</param>
internal readonly record struct HoldingUse(int Block, int Position, HoldingUseKind Kind, int Target = -1);
