using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Removes blocks that no path leads to and numbers the others anew, in the same order.</summary>
internal static class UnreachableBlocks
{
    /// <summary>Removes the blocks no path leads to.</summary>
    /// <param name="function">The function.</param>
    /// <returns>The same function when every block can be reached.</returns>
    public static IrFunction Remove(IrFunction function)
    {
        var flow = new ControlFlow(function);
        if (flow.Order.Count == function.Blocks.Length)
        {
            return function;
        }

        int[] numbers = new int[function.Blocks.Length];
        int count = 0;
        foreach (var block in function.Blocks)
        {
            numbers[block.Number] = flow.IsReachable(block.Number) ? count++ : -1;
        }

        var blocks = ImmutableArray.CreateBuilder<BasicBlock>(count);
        foreach (var block in function.Blocks)
        {
            if (flow.IsReachable(block.Number))
            {
                blocks.Add(block with
                {
                    Number = numbers[block.Number],
                    Terminator = IrRewriter.MapEdges(block.Terminator, edge => edge with { Block = numbers[edge.Block] }),
                    Handler = block.Handler is { } handler ? numbers[handler] : null,
                });
            }
        }

        return function with { Blocks = blocks.MoveToImmutable() };
    }
}
