using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>A tail call of a function by itself becomes a loop.</summary>
/// <remarks>
/// <code>
/// func f1 sum(n, total) -> 1 {            func f1 sum(n, total) -> 1 {
///   b0:                                     b0:
///     r0 = get n                              jump b2
///     ...                                   b1:
///   b1:                             =>        set n = r1
///     tail_call f1(r1, r2)                    set total = r2
///                                             jump b2
///                                           b2:
///                                             r0 = get n
///                                             ...
/// </code>
/// When variables become registers, the arguments become parameters of the loop's first block. A call of another function
/// whose results are returned as they are becomes a tail call only when that function never raises: otherwise a stack trace
/// could show that the frame of the caller is missing.
/// </remarks>
internal static class TailCalls
{
    /// <summary>The pass.</summary>
    public static Pass Pass { get; } = Pass.OfFunctions(
        "tail-calls", "Turns tail calls of a function by itself into loops.", level: 1, Run);

    private static IrFunction Run(IrModule module, IrFunction function)
    {
        if (function.Kind != IrFunctionKind.Direct)
        {
            return function;
        }

        ImmutableArray<BasicBlock>.Builder? blocks = null;
        for (int i = 0; i < function.Blocks.Length; i++)
        {
            if (WithTailCall(module, function, function.Blocks[i]) is { } block)
            {
                blocks ??= function.Blocks.ToBuilder();
                blocks[i] = block;
            }
        }

        return WithLoop(blocks is null ? function : function with { Blocks = blocks.MoveToImmutable() });
    }

    /// <summary>A block that ends in a tail call of a quiet function in place of a call; null when it does not call one last.</summary>
    private static BasicBlock? WithTailCall(IrModule module, IrFunction function, BasicBlock block)
    {
        if (block is not { Handler: null, Terminator: Terminator.Return ret })
        {
            return null;
        }

        // The topmost result is the call's own register, and the others have been fetched after it.
        int position = block.Instructions.Length - Math.Max(1, ret.Results.Length);
        if (position < 0 || block.Instructions[position] is not IrInstruction.Call call)
        {
            return null;
        }

        var callee = module.Functions[call.Callee];
        var results = block.Instructions.Skip(position + 1).Append(call).Select(instruction => instruction.Target);
        bool isSame = callee.Results == function.Results && callee.ResultType == function.ResultType
            && (ret.Results.IsEmpty || results.SequenceEqual(ret.Results.Select(result => (Register?)result)));
        return callee.NeverRaises && isSame
            ? block with { Instructions = block.Instructions[..position], Terminator = new Terminator.TailCall(call.Callee, call.Arguments, call.Address) }
            : null;
    }

    private static IrFunction WithLoop(IrFunction function)
    {
        if (!function.Blocks.Any(block => IsOwn(function, block.Terminator)))
        {
            return function;
        }

        // What the entry did is done anew in each round, so it moves into a block that can be jumped to.
        int header = function.Blocks.Length;
        var blocks = ImmutableArray.CreateBuilder<BasicBlock>(header + 1);
        blocks.Add(new BasicBlock(0, [], [], new Terminator.Jump(IrEdge.To(header), function.Entry), Handler: null));
        foreach (var block in function.Blocks.Skip(1).Append(function.Blocks[0] with { Number = header }))
        {
            blocks.Add(IsOwn(function, block.Terminator) ? Repeat(function, block, header) : WithEntryAt(block, header));
        }

        return function with { Blocks = blocks.MoveToImmutable() };
    }

    private static bool IsOwn(IrFunction function, Terminator terminator) =>
        terminator is Terminator.TailCall call && call.Callee == function.Number;

    private static BasicBlock Repeat(IrFunction function, BasicBlock block, int header)
    {
        var call = (Terminator.TailCall)block.Terminator;
        var sets = function.Parameters.Select((parameter, i) => new IrInstruction.SetVariable(parameter, call.Arguments[i], call.Address));
        return block with
        {
            Instructions = block.Instructions.AddRange(sets),
            Terminator = new Terminator.Jump(IrEdge.To(header), call.Address),
        };
    }

    private static BasicBlock WithEntryAt(BasicBlock block, int header) =>
        block with { Terminator = IrRewriter.MapEdges(block.Terminator, edge => edge.Block == 0 ? edge with { Block = header } : edge) };
}
