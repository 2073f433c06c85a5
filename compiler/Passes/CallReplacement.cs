using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Puts bodies in place of calls of one function.</summary>
/// <remarks>
/// The block of a call ends where the call was; the body follows it, then a block that takes the results as parameters and goes
/// on with the rest. Blocks are numbered in that order.
/// </remarks>
internal sealed class CallReplacement
{
    private readonly IrFunction _caller;
    private readonly IReadOnlyDictionary<(int Block, int Position), InlineBody> _bodies;
    private readonly int[] _numbers;
    private readonly BasicBlock[] _blocks;
    private readonly List<IrVariable> _variables;
    private readonly List<InlineSite> _sites;
    private int _registers;

    /// <summary>Number and parameters of the block being written.</summary>
    private int _open;
    private ImmutableArray<Register> _parameters;

    private CallReplacement(IrFunction caller, IReadOnlyDictionary<(int Block, int Position), InlineBody> bodies)
    {
        (_caller, _bodies) = (caller, bodies);
        (_variables, _sites) = ([.. caller.Variables], [.. caller.Sites]);
        _registers = caller.RegisterCount;
        _numbers = new int[caller.Blocks.Length];
        int count = 0;
        foreach (var block in caller.Blocks)
        {
            _numbers[block.Number] = count++;
            for (int i = 0; i < block.Instructions.Length; i++)
            {
                if (block.Instructions[i] is IrInstruction.Call && bodies.TryGetValue((block.Number, i), out var body))
                {
                    count += body.Blocks.Length + 1;
                }
            }
        }

        _blocks = new BasicBlock[count];
    }

    /// <summary>Replaces calls.</summary>
    /// <param name="caller">The function that calls.</param>
    /// <param name="bodies">What to put in place of the calls at these positions.</param>
    public static IrFunction Run(IrFunction caller, IReadOnlyDictionary<(int Block, int Position), InlineBody> bodies)
    {
        var replacement = new CallReplacement(caller, bodies);
        foreach (var block in caller.Blocks)
        {
            replacement.Replace(block);
        }

        return caller with
        {
            Blocks = ImmutableArray.Create(replacement._blocks),
            Variables = [.. replacement._variables],
            Sites = [.. replacement._sites],
            RegisterCount = replacement._registers,
        };
    }

    private void Replace(BasicBlock block)
    {
        (_open, _parameters) = (_numbers[block.Number], block.Parameters);
        int start = 0;
        for (int i = 0; i < block.Instructions.Length; i++)
        {
            if (block.Instructions[i] is IrInstruction.Call call && _bodies.TryGetValue((block.Number, i), out var body))
            {
                var before = block.Instructions.AsSpan()[start..i];
                start = Replace(block, call, i, body, before);
                i = start - 1;
            }
        }

        var rest = block.Instructions.AsSpan()[start..];
        Close(block, [.. rest], IrRewriter.MapEdges(block.Terminator, edge => edge with { Block = _numbers[edge.Block] }));
    }

    /// <returns>Where the caller's block goes on.</returns>
    private int Replace(BasicBlock block, IrInstruction.Call call, int position, InlineBody body, ReadOnlySpan<IrInstruction> before)
    {
        int entry = _open + 1, continuation = entry + body.Blocks.Length;
        var results = ResultsOf(block, call, position, out int next);
        var copy = new BodyCopy(body, call, entry, _variables, _sites, _registers);
        _registers = copy.RegisterCount;
        Close(block, [.. before, .. copy.Prologue], new Terminator.Jump(IrEdge.To(entry), call.Address));
        foreach (var copied in body.Blocks)
        {
            _blocks[entry + body.PlaceOf(copied.Number)] = copy.Of(copied, HandlerOf(block), returned => new IrEdge(
                continuation, [.. results.Select(result => returned[result.Place])]));
        }

        (_open, _parameters) = (continuation, [.. results.Select(result => result.Register)]);
        return next;
    }

    /// <summary>The results somebody reads, with their places among all results.</summary>
    private static List<(Index Place, Register Register)> ResultsOf(BasicBlock block, IrInstruction.Call call, int position, out int next)
    {
        var results = new List<(Index, Register)>();
        for (next = position + 1; next < block.Instructions.Length && block.Instructions[next] is IrInstruction.ExtraResult extra; next++)
        {
            results.Add((extra.Number, extra.Defined));
        }

        if (call.Defined is { } top)
        {
            results.Add((^1, top));
        }

        return results;
    }

    private void Close(BasicBlock block, ImmutableArray<IrInstruction> instructions, Terminator terminator) =>
        _blocks[_open] = new BasicBlock(_open, _parameters, instructions, terminator, HandlerOf(block));

    private int? HandlerOf(BasicBlock block) => block.Handler is { } handler ? _numbers[handler] : null;
}
