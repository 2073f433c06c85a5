using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Natives;
using TinyTotIL.Runtime.Operations;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Objects and lists that nobody else holds are changed in place instead of copied.</summary>
/// <remarks>
/// <code>
/// b0:                                                           b0:
///   r0 = call_operation ListOperations.New()                      r0 = call_operation ListOperations.New()
///   jump b1(r0)                                                   jump b1(r0)
/// b1(r1):                                                       b1(r1):
///   r2 = call f2()                                          =>    r2 = call f2()
///   r3 = call_operation ListOperations.Append(r1, r2) raises      r3 = call_operation ListOperations.AppendOwned(r1, r2) raises
///   branch r2 ? b1(r3) : b2                                       branch r2 ? b1(r3) : b2
/// b2:                                                           b2:
///   return r3                                                     return r3
/// </code>
/// <para>It fires for SET_FIELD, LIST_APPEND and LIST_SET when what they change was made in this function, has only been
/// looked at since, and nothing uses it afterwards, be it a handler; decision 9 has the exact rule. Calls are not looked
/// into: an argument is shared, unless the call is its last use, and a result is never the function's alone.</para>
/// <para>The pass stands at the end of the pipeline, behind everything that moves or merges instructions. Before it, registers
/// hold values that never change, so a read can be done at any time and be done once. After it, whatever is done later than
/// an update must not read the register that was updated.</para>
/// <para>Holding alone is the uniqueness of Hudak and Bloss, "The Aggregate Update Problem in Functional Programming
/// Systems" (1985), found by the optimistic iteration that Wegman and Zadeck (1991) use for constants.</para>
/// </remarks>
internal static class InPlaceUpdates
{
    private static readonly Pass OnFunctions = Pass.OfFunctions(
        "in-place-updates", "Changes objects and lists in place when nobody else holds them.", level: 1, (_, function) => Run(function));

    /// <summary>What captures the frames of all functions under way: a frame that goes on again needs its objects as they were.</summary>
    private static readonly RuntimeOperation[] Captures =
    [
        RuntimeOperation.Of(ContinuationOperations.CallCc),
        RuntimeOperation.Of(ContinuationOperations.CallCcAtEnd),

        // What is evaluated may do so.
        RuntimeOperation.Of(SchemeEvaluationNatives.Compile),
    ];

    /// <summary>The pass.</summary>
    public static Pass Pass { get; } = new(OnFunctions.Name, OnFunctions.Summary, OnFunctions.Level, Run);

    private static IrModule Run(IrModule module) =>
        module.JoinsProgram || (module.UsesProcesses && module.Functions.Any(function => function.Blocks.Any(block => block.Instructions.Any(CapturesFrames))))
            ? module
            : OnFunctions.Run(module);

    private static bool CapturesFrames(IrInstruction instruction) => instruction is IrInstruction.CallOperation call && Captures.Contains(call.Operation);

    private static IrFunction Run(IrFunction function)
    {
        if (!function.Blocks.Any(block => block.Instructions.Any(instruction => InPlace(instruction) is not null)))
        {
            return function;
        }

        var updates = Ownership.FindUpdates(function);
        return updates.Count == 0 ? function : function with { Blocks = [.. function.Blocks.Select(block => Rewrite(block, updates))] };
    }

    private static BasicBlock Rewrite(BasicBlock block, HashSet<(int Block, int Position)> updates)
    {
        ImmutableArray<IrInstruction>.Builder? instructions = null;
        for (int i = 0; i < block.Instructions.Length; i++)
        {
            if (updates.Contains((block.Number, i)))
            {
                instructions ??= block.Instructions.ToBuilder();
                instructions[i] = InPlace(block.Instructions[i])!;
            }
        }

        return instructions is null ? block : block with { Instructions = instructions.MoveToImmutable() };
    }

    /// <summary>The instruction with the form that changes its first operand; null when it has none.</summary>
    private static IrInstruction.CallOperation? InPlace(IrInstruction instruction) =>
        instruction is IrInstruction.CallOperation call && OwnedForms.Of(call.Operation) is { } owned ? call with { Operation = owned } : null;
}
