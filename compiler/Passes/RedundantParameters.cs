using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Removes block parameters that always receive the same register: that register is read in their place.</summary>
internal static class RedundantParameters
{
    /// <summary>Removes the redundant parameters.</summary>
    /// <param name="function">The function; every block can be reached. Some may not be reachable afterwards.</param>
    /// <returns>The same function when there are none.</returns>
    public static IrFunction Remove(IrFunction function)
    {
        var parameters = function.Blocks.SelectMany(block => block.Parameters).ToArray();
        var replacement = new RegisterReplacement();
        TrivialParameters.Replace(parameters, ValuesOf(function, parameters.Length), replacement, replacement.Resolve);
        if (replacement.IsEmpty)
        {
            return function;
        }

        var blocks = BlockParameters.Keep(function.Blocks, parameter => !replacement.IsReplaced(parameter));
        return function with { Blocks = replacement.Apply(blocks), Names = replacement.Apply(function.Names) };
    }

    /// <summary>What each parameter receives, block after block.</summary>
    private static ImmutableArray<Register>[] ValuesOf(IrFunction function, int count)
    {
        int[] first = new int[function.Blocks.Length];
        for (int i = 1; i < first.Length; i++)
        {
            first[i] = first[i - 1] + function.Blocks[i - 1].Parameters.Length;
        }

        var values = new ImmutableArray<Register>.Builder[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = ImmutableArray.CreateBuilder<Register>();
        }

        foreach (var block in function.Blocks)
        {
            foreach (var edge in block.Terminator.Edges)
            {
                for (int i = 0; i < edge.Arguments.Length; i++)
                {
                    values[first[edge.Block] + i].Add(edge.Arguments[i]);
                }
            }
        }

        return [.. values.Select(builder => builder.ToImmutable())];
    }
}
