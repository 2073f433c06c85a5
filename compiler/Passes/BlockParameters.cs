using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Takes parameters from blocks, and with them what edges pass to those.</summary>
internal static class BlockParameters
{
    /// <summary>The blocks with some of their parameters.</summary>
    /// <param name="blocks">The blocks by number.</param>
    /// <param name="isKept">Whether a parameter stays.</param>
    /// <returns>The same blocks when all parameters stay.</returns>
    public static ImmutableArray<BasicBlock> Keep(ImmutableArray<BasicBlock> blocks, Func<Register, bool> isKept)
    {
        if (blocks.All(block => block.Parameters.All(isKept)))
        {
            return blocks;
        }

        return [.. blocks.Select(block => block with
        {
            Parameters = [.. block.Parameters.Where(isKept)],
            Terminator = IrRewriter.MapEdges(block.Terminator, edge => Keep(edge, blocks[edge.Block].Parameters, isKept)),
        })];
    }

    private static IrEdge Keep(IrEdge edge, ImmutableArray<Register> parameters, Func<Register, bool> isKept) =>
        parameters.IsEmpty ? edge : edge with { Arguments = [.. edge.Arguments.Where((_, index) => isKept(parameters[index]))] };
}
