using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Joins a block to the one before when its only way in is a jump from there.</summary>
internal static class BlockMerging
{
    /// <summary>Joins blocks.</summary>
    /// <param name="function">The function; every block can be reached.</param>
    /// <returns>The same function when there is nothing to join.</returns>
    public static IrFunction Run(IrFunction function)
    {
        var flow = new ControlFlow(function);
        var replacement = new RegisterReplacement();
        var blocks = function.Blocks.ToBuilder();
        bool[] isJoined = new bool[blocks.Count];
        foreach (int number in flow.Order)
        {
            if (!isJoined[number])
            {
                blocks[number] = Grow(flow, blocks[number], isJoined, replacement);
            }
        }

        if (!isJoined.Contains(true))
        {
            return function;
        }

        var joined = UnreachableBlocks.Remove(function with { Blocks = blocks.MoveToImmutable() });
        return UnreachableBlocks.Remove(
            joined with { Blocks = replacement.Apply(joined.Blocks), Names = replacement.Apply(joined.Names) });
    }

    /// <summary>A block with all that follow it and nothing else. In the order of the control flow it comes before them.</summary>
    private static BasicBlock Grow(ControlFlow flow, BasicBlock block, bool[] isJoined, RegisterReplacement replacement)
    {
        var instructions = block.Instructions.ToBuilder();
        bool mayRaise = MayRaise(block);
        while (block.Terminator is Terminator.Jump { Target: var edge })
        {
            var next = flow.Function.Blocks[edge.Block];
            bool isOnlyWay = next.Number != block.Number && next.Number != 0 && flow.PredecessorsOf(next.Number).Count == 1;
            if (!isOnlyWay || !TryJoinHandlers(block.Handler, mayRaise, next, out int? handler))
            {
                break;
            }

            for (int i = 0; i < next.Parameters.Length; i++)
            {
                replacement.Replace(next.Parameters[i], edge.Arguments[i]);
            }

            instructions.AddRange(next.Instructions);
            isJoined[next.Number] = true;
            mayRaise |= MayRaise(next);
            block = block with { Terminator = next.Terminator, Handler = handler };
        }

        return instructions.Count == block.Instructions.Length ? block : block with { Instructions = instructions.ToImmutable() };
    }

    /// <summary>
    /// Errors of both must go to the same place. A block that cannot raise suits any other, but the first block does not come
    /// under the handler of the second: the handler may read what the first defines.
    /// </summary>
    private static bool TryJoinHandlers(int? handler, bool mayRaise, BasicBlock next, out int? joined)
    {
        // A tail call leaves no handler open.
        bool suitsAny = !MayRaise(next) && next.Terminator is not (Terminator.TailCall or Terminator.TailCallValue);
        bool isSame = suitsAny || next.Handler == handler;
        joined = isSame ? handler : null;
        return isSame || (!mayRaise && next.Handler is null);
    }

    private static bool MayRaise(BasicBlock block) => block.Instructions.Any(instruction => instruction.MayRaise);
}
