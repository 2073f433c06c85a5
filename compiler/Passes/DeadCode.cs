using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>What nobody can see goes away.</summary>
/// <remarks>
/// <code>
/// b0:                                     b0:
///   r0 = get n                              r0 = get n
///   r1: int = const 1                       jump b1(r0)
///   jump b1(r0, r1)                       b1(r2):
/// b1(r2, r3):                        =>     call f2(r2)
///   r4 = call f2(r2)                        branch r2 ? b1(r2) : b2
///   branch r2 ? b1(r2, r3) : b2           b2:
/// b2:                                       return
///   return
/// b3:
///   return
/// </code>
/// Removed are blocks that no path leads to; instructions that neither raise nor do anything, when nobody reads their
/// result; results of calls that nobody reads, though not the calls; block parameters that nobody reads or that always
/// receive the same register; writes to variables that nobody reads. What only keeps itself alive, round a loop, is not read.
/// </remarks>
internal static class DeadCode
{
    /// <summary>The pass.</summary>
    public static Pass Pass { get; } = Pass.OfFunctions(
        "dead-code", "Removes code that is never reached and values nobody reads.", level: 1, (_, function) => Run(function));

    private static IrFunction Run(IrFunction function)
    {
        function = RedundantParameters.Remove(UnreachableBlocks.Remove(function));
        return UnusedVariables.Remove(Sweep(UnreachableBlocks.Remove(function)));
    }

    private static IrFunction Sweep(IrFunction function)
    {
        var needed = new NeededRegisters(function);
        var kept = BlockParameters.Keep(function.Blocks, needed.Contains);
        var blocks = ImmutableArray.CreateBuilder<BasicBlock>(kept.Length);
        bool changed = kept != function.Blocks;
        foreach (var block in kept)
        {
            var swept = Sweep(block, needed);
            changed |= !ReferenceEquals(swept, block);
            blocks.Add(swept);
        }

        return changed ? function with { Blocks = blocks.MoveToImmutable() } : function;
    }

    private static BasicBlock Sweep(BasicBlock block, NeededRegisters needed)
    {
        var kept = new Stack<IrInstruction>(block.Instructions.Length);
        bool changed = false;
        for (int i = block.Instructions.Length - 1; i >= 0; i--)
        {
            var instruction = block.Instructions[i];
            if (!IsKept(instruction, kept, needed))
            {
                changed = true;
            }
            else if (instruction.Target is { } target && !needed.Contains(target) && MayLackTarget(instruction))
            {
                changed = true;
                kept.Push(IrRewriter.WithTarget(instruction, target: null));
            }
            else
            {
                kept.Push(instruction);
            }
        }

        return changed ? block with { Instructions = [.. kept] } : block;
    }

    /// <summary>Extra results are fetched in order, so one that is read keeps those before it.</summary>
    private static bool IsKept(IrInstruction instruction, Stack<IrInstruction> after, NeededRegisters needed) =>
        instruction is IrInstruction.ExtraResult extra
            ? needed.Contains(extra.Defined) || (after.TryPeek(out var next) && next is IrInstruction.ExtraResult { Number: > 0 })
            : needed.Contains(instruction);

    private static bool MayLackTarget(IrInstruction instruction) =>
        instruction is IrInstruction.CallOperation or IrInstruction.Call or IrInstruction.CallValue;
}
