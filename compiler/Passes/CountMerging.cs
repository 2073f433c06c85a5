using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Operations;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Makes one addition of several that count instructions of the same node.</summary>
/// <remarks>
/// An addition may come earlier than it did as long as nothing between can end in an error or be the end of a process: it then counts what runs for certain.
/// What an error leaves undone is taken back by the address of the instruction that failed, wherever it was counted. So additions go to an earlier one in
/// their block, and from the beginning of a block to the ends of all those that lead there and nowhere else, which a loop has one of.
/// </remarks>
internal sealed class CountMerging
{
    private static readonly RuntimeOperation Count = RuntimeOperation.Of(ProfileOperations.Count);
    private static readonly RuntimeOperation CountMore = RuntimeOperation.Of(ProfileOperations.CountMore);

    private readonly ImmutableArray<BasicBlock> _blocks;
    private readonly ControlFlow _flow;
    private readonly List<IrInstruction>?[] _merged;

    private CountMerging(ImmutableArray<BasicBlock> blocks, ControlFlow flow)
    {
        (_blocks, _flow) = (blocks, flow);
        _merged = new List<IrInstruction>?[blocks.Length];
    }

    /// <summary>Merges.</summary>
    /// <param name="blocks">The blocks of a function.</param>
    /// <param name="flow">How they follow each other.</param>
    /// <param name="isAcrossBlocks">Whether to merge from block to block: between two of them a process may be ended.</param>
    /// <returns>The blocks; the same when nothing changed.</returns>
    public static ImmutableArray<BasicBlock> Run(ImmutableArray<BasicBlock> blocks, ControlFlow flow, bool isAcrossBlocks)
    {
        var merging = new CountMerging(blocks, flow);
        foreach (int block in flow.Order)
        {
            merging.MergeWithin(block);
        }

        if (isAcrossBlocks)
        {
            // What comes last first, so that what has come up may go further.
            foreach (int block in flow.Order.Reverse())
            {
                merging.MoveUp(block);
            }
        }

        return merging._merged.All(block => block is null)
            ? blocks
            : [.. blocks.Select((block, number) => merging._merged[number] is { } instructions ? block with { Instructions = [.. instructions] } : block)];
    }

    private void MergeWithin(int block)
    {
        var instructions = InstructionsOf(block);
        for (int i = 0; i < instructions.Count; i++)
        {
            if (IsCount(instructions[i]) is { } later && LastCount(instructions, i - 1, later.Arguments[0]) is >= 0 and int earlier)
            {
                var changed = Changed(block);
                changed[earlier] = Sum(changed[earlier], later);
                changed.RemoveAt(i--);
                instructions = changed;
            }
        }
    }

    private void MoveUp(int block)
    {
        var before = _flow.PredecessorsOf(block);
        if (before.Count == 0 || before.Contains(block) || _flow.ProtectedBy(block).Count > 0 || !before.All(from => _blocks[from].Terminator is Terminator.Jump))
        {
            return;
        }

        var instructions = InstructionsOf(block);
        int place = 0;
        while (place < instructions.Count && IsCount(instructions[place]) is null)
        {
            if (Separates(instructions[place]))
            {
                return;
            }

            place++;
        }

        if (place == instructions.Count || IsCount(instructions[place]) is not { } moved)
        {
            return;
        }

        int[] places = [.. before.Select(from => LastCount(InstructionsOf(from), InstructionsOf(from).Count - 1, moved.Arguments[0]))];
        if (places.Contains(-1))
        {
            return;
        }

        for (int i = 0; i < places.Length; i++)
        {
            var receiving = Changed(before[i]);
            receiving[places[i]] = Sum(receiving[places[i]], moved);
        }

        Changed(block).RemoveAt(place);
    }

    /// <summary>Where a node was counted last, with nothing behind it that may be the end; -1 if nowhere.</summary>
    private static int LastCount(IReadOnlyList<IrInstruction> instructions, int from, Register node)
    {
        for (int i = from; i >= 0; i--)
        {
            if (IsCount(instructions[i])?.Arguments[0] == node)
            {
                return i;
            }

            if (Separates(instructions[i]))
            {
                return -1;
            }
        }

        return -1;
    }

    private static IrInstruction.CallOperation? IsCount(IrInstruction instruction) =>
        instruction is IrInstruction.CallOperation call && (call.Operation == Count || call.Operation == CountMore) ? call : null;

    private static bool Separates(IrInstruction instruction) =>
        instruction.MayRaise || !(instruction.IsPure || instruction is IrInstruction.SetVariable || CountedCalls.IsCounting(instruction));

    private static IrInstruction.CallOperation Sum(IrInstruction earlier, IrInstruction.CallOperation later)
    {
        var call = (IrInstruction.CallOperation)earlier;
        return call with { Immediates = [(int)call.Immediates[0] + (int)later.Immediates[0]] };
    }

    private IReadOnlyList<IrInstruction> InstructionsOf(int block) => _merged[block] is { } merged ? merged : _blocks[block].Instructions;

    private List<IrInstruction> Changed(int block) => _merged[block] ??= [.. _blocks[block].Instructions];
}
