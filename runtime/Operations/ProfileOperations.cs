using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Operations;

/// <summary>What code that was compiled to count its calls and instructions calls.</summary>
/// <remarks>
/// The node of each call, its address, is a variable of its function, so that it is right again after every call, however that has ended. Callers need
/// nothing from what they call.
/// </remarks>
public static class ProfileOperations
{
    /// <summary>Counts an entry of a function, whose node is current from then on.</summary>
    /// <param name="context">The context; its node is that of the caller.</param>
    /// <param name="function">Index of the function's first instruction; for a top level, the complement of the module's number.</param>
    /// <param name="instructions">Instructions that come first, and are about to run one after the other; always as many for a function.</param>
    /// <returns>Address of the node's <see cref="ProfileCells"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Enter(ProcessContext context, int function, int instructions) => EnterFrom(context, context.Node, function, instructions);

    /// <summary>The same where the caller is known: in code that was inlined.</summary>
    /// <param name="context">The context.</param>
    /// <param name="caller">The caller's node, which is current.</param>
    /// <param name="function">Index of the function's first instruction; for a top level, the complement of the module's number.</param>
    /// <param name="instructions">Instructions that come first, and are about to run one after the other; always as many for a function.</param>
    /// <returns>Address of the node's <see cref="ProfileCells"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe long EnterFrom(ProcessContext context, long caller, int function, int instructions)
    {
        // No function is the newest while times are exact, so there is one question here.
        if (((ProfileCells*)caller)->NewestFunction == function)
        {
            long node = ((ProfileCells*)caller)->Newest;
            ((ProfileCells*)node)->Entries++;
            context.Node = node;
            return node;
        }

        return EnterAnother(context, function, instructions);
    }

    /// <summary>Counts an entry of a function whose node is current already: its own call of itself.</summary>
    /// <param name="node">Its node.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void EnterAgain(long node) => ((ProfileCells*)node)->Entries++;

    /// <summary>Counts a call that was seen from outside.</summary>
    /// <param name="context">The context; its node is that of the caller.</param>
    /// <param name="function">Index of the function's first instruction; for a top level, the complement of the module's number.</param>
    /// <returns>Address of the node.</returns>
    internal static long EnterObserved(ProcessContext context, int function)
    {
        var node = context.FindNode(function);
        node.Cells.Calls++;
        Return(context, node.Address);
        return node.Address;
    }

    /// <summary>Counts an entry that is not the call made last.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long EnterAnother(ProcessContext context, int function, int instructions)
    {
        var node = context.FindForEntry(function, instructions);
        node.Cells.Entries++;
        Return(context, node.Address);
        return node.Address;
    }

    /// <summary>Makes a function's node current again: after a call, and where its handler begins.</summary>
    /// <param name="context">The context.</param>
    /// <param name="node">The node.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Return(ProcessContext context, long node)
    {
        if (context.ExactTransitions > 0)
        {
            context.StampTransition();
        }

        context.Node = node;
    }

    /// <summary>Counts instructions that are about to run one after the other.</summary>
    /// <param name="node">Their function's node.</param>
    /// <param name="instructions">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Count(long node, int instructions) => ((ProfileCells*)node)->Instructions += instructions;

    /// <summary>The same in another place, for every second one.</summary>
    /// <param name="node">Their function's node.</param>
    /// <param name="instructions">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void CountMore(long node, int instructions) => ((ProfileCells*)node)->MoreInstructions += instructions;

    /// <summary>Counts values that instructions are about to make.</summary>
    /// <param name="node">Their function's node.</param>
    /// <param name="values">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void CountAllocations(long node, int values) => ((ProfileCells*)node)->Allocations += values;

    /// <summary>Takes back what was counted ahead, when an instruction has failed and those behind it do not run.</summary>
    /// <param name="context">The context.</param>
    /// <param name="instructions">Instructions behind it.</param>
    /// <param name="values">Values that they, and the one that has failed, would have made.</param>
    public static unsafe void TakeBack(ProcessContext context, int instructions, int values)
    {
        var node = (ProfileCells*)context.Node;
        node->Instructions -= instructions;
        node->Allocations -= values;
    }

    /// <summary>Values on the operand stack below those of the function that begins.</summary>
    /// <param name="context">The context.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Base(ProcessContext context) => context.OperandBase;

    /// <summary>Tells the function called next how many values are on the operand stack below its own.</summary>
    /// <param name="context">The context.</param>
    /// <param name="below">Values below those of the calling function.</param>
    /// <param name="height">Its own, without those it passes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pass(ProcessContext context, long below, int height) => context.OperandBase = below + height;

    /// <summary>Notes how many values an instruction finds on the operand stack.</summary>
    /// <param name="context">The context.</param>
    /// <param name="below">Values below those of its function.</param>
    /// <param name="height">The function's own.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Reach(ProcessContext context, long below, int height)
    {
        if (below + height > context.OperandPeak)
        {
            context.OperandPeak = below + height;
        }
    }
}
