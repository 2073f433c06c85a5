namespace TinyTotIL.Compiler.Interpretation;

/// <summary>What TRY remembers: where an error continues, and how far the stacks are cut then.</summary>
/// <param name="Target">Index of the first instruction of the catch code.</param>
/// <param name="Variable">The variable that receives the exception; null to push it.</param>
/// <param name="StackHeight">Values on the operand stack at TRY.</param>
/// <param name="FrameCount">Frames at TRY; return addresses grow and shrink with them.</param>
internal readonly record struct HandlerRecord(int Target, string? Variable, int StackHeight, int FrameCount);
