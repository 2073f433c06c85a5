using System.Collections.Immutable;

namespace TinyTotIL.Compiler.Ir;

/// <summary>A way into a block, with the values its parameters receive.</summary>
/// <param name="Block">Number of the block.</param>
/// <param name="Arguments">One register for each parameter.</param>
internal readonly record struct IrEdge(int Block, ImmutableArray<Register> Arguments)
{
    /// <summary>A way into a block without parameters.</summary>
    /// <param name="block">Number of the block.</param>
    public static IrEdge To(int block) => new(block, []);
}
