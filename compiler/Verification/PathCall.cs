namespace TinyTotIL.Compiler.Verification;

/// <summary>A call met on a path.</summary>
/// <param name="Block">The block it ends.</param>
/// <param name="Index">Its index.</param>
/// <param name="Height">Height of the stack without the parameters.</param>
/// <param name="IsTail">Whether the callee returns in place of the caller.</param>
internal sealed record PathCall(PathBlock Block, int Index, int Height, bool IsTail);
