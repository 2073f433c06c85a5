using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Goes through the blocks of a function and writes each anew.</summary>
internal static class BlockRewriting
{
    /// <summary>Writes what becomes of a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="output">Receives its instructions.</param>
    /// <returns>How it ends.</returns>
    public delegate Terminator Writer(BasicBlock block, ImmutableArray<IrInstruction>.Builder output);

    /// <summary>Rewrites blocks one after the other.</summary>
    /// <param name="function">The function.</param>
    /// <param name="order">Numbers of the blocks to write; the others stay as they are.</param>
    /// <param name="write">Writes one.</param>
    /// <returns>The blocks of the function; the same when nothing changed.</returns>
    public static ImmutableArray<BasicBlock> Run(IrFunction function, IReadOnlyList<int> order, Writer write)
    {
        var blocks = function.Blocks.ToBuilder();
        var output = ImmutableArray.CreateBuilder<IrInstruction>();
        bool changed = false;
        foreach (int number in order)
        {
            var block = blocks[number];
            output.Clear();
            var terminator = write(block, output);
            bool isSame = block.Instructions.AsSpan().SequenceEqual(output.ToArray(), ReferenceEqualityComparer.Instance);
            if (!isSame || !ReferenceEquals(terminator, block.Terminator))
            {
                blocks[number] = block with { Instructions = isSame ? block.Instructions : output.ToImmutable(), Terminator = terminator };
                changed = true;
            }
        }

        return changed ? blocks.MoveToImmutable() : function.Blocks;
    }
}
