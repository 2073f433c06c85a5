using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>The blocks of a function while instructions leave its loops: finds or makes the block that runs once before each.</summary>
internal sealed class LoopEntries
{
    private readonly ControlFlow _flow;
    private readonly LoopNest _loops;
    private readonly List<BasicBlock> _blocks;
    private readonly Dictionary<int, int> _newBefore = [];
    private int _registerCount;

    /// <summary>Begins with the blocks as they are.</summary>
    /// <param name="flow">Their control flow.</param>
    /// <param name="loops">Their loops.</param>
    public LoopEntries(ControlFlow flow, LoopNest loops)
    {
        (_flow, _loops) = (flow, loops);
        _blocks = [.. flow.Function.Blocks];
        _registerCount = flow.Function.RegisterCount;
    }

    /// <summary>A block as it is now.</summary>
    /// <param name="block">Its number; new blocks come after the others.</param>
    public BasicBlock this[int block] => _blocks[block];

    /// <summary>Whether a block was made here.</summary>
    /// <param name="block">Its number.</param>
    public bool IsNew(int block) => block >= _flow.Function.Blocks.Length;

    /// <summary>Takes instructions out of a block.</summary>
    /// <param name="block">Its number.</param>
    /// <param name="instructions">The instructions, among others.</param>
    public void Remove(int block, HashSet<IrInstruction> instructions) =>
        _blocks[block] = _blocks[block] with { Instructions = _blocks[block].Instructions.RemoveAll(instructions.Contains) };

    /// <summary>Puts instructions at the end of a block.</summary>
    /// <param name="block">Its number.</param>
    /// <param name="instructions">The instructions.</param>
    public void Append(int block, IReadOnlyCollection<IrInstruction> instructions) =>
        _blocks[block] = _blocks[block] with { Instructions = _blocks[block].Instructions.AddRange(instructions) };

    /// <summary>The block through which alone a loop is entered, and which leads nowhere else.</summary>
    /// <remarks>
    /// It may have the handler of the header when that lies outside the loop. Nothing is lost in the handler by that: what the
    /// loop defines was not known there, since the header leads there from its beginning.
    /// </remarks>
    /// <param name="loop">Header of the loop; it is not the entry of the function.</param>
    /// <param name="mayRaise">Whether errors in it must find the handler of the header.</param>
    public int Before(int loop, bool mayRaise)
    {
        var header = _blocks[loop];
        int[] outside = [.. _flow.PredecessorsOf(loop).Where(source => !_loops.Contains(loop, _loops.HeaderOf(source)))];
        return outside is [var only] && _blocks[only].Terminator is Terminator.Jump
            && _loops.HeaderOf(only) == _loops.AroundOf(loop)
            && (!mayRaise || _blocks[only].Handler == header.Handler)
            ? only
            : New(header, outside);
    }

    private int New(BasicBlock header, int[] outside)
    {
        int number = _blocks.Count;
        bool hasHandler = header.Handler is { } handler && !_loops.Contains(header.Number, _loops.HeaderOf(handler));
        int address = header.Instructions.IsEmpty ? header.Terminator.Address : header.Instructions[0].Address;
        ImmutableArray<Register> parameters = [.. header.Parameters.Select(parameter => parameter with { Number = _registerCount++ })];
        _blocks.Add(new BasicBlock(
            number, parameters, [], new Terminator.Jump(new IrEdge(header.Number, parameters), address), hasHandler ? header.Handler : null));
        _newBefore.Add(header.Number, number);
        foreach (int source in outside)
        {
            var terminator = IrRewriter.MapEdges(_blocks[source].Terminator, edge => edge.Block == header.Number ? edge with { Block = number } : edge);
            _blocks[source] = _blocks[source] with { Terminator = terminator };
        }

        return number;
    }

    /// <summary>The function with the blocks as they are now, each new one before its loop.</summary>
    /// <param name="function">The function as it was.</param>
    public IrFunction Apply(IrFunction function)
    {
        var order = new List<int>(_blocks.Count);
        for (int block = 0; block < function.Blocks.Length; block++)
        {
            if (_newBefore.TryGetValue(block, out int before))
            {
                order.Add(before);
            }

            order.Add(block);
        }

        int[] numbers = new int[order.Count];
        for (int i = 0; i < order.Count; i++)
        {
            numbers[order[i]] = i;
        }

        return function with
        {
            Blocks = [.. order.Select(block => Renumbered(_blocks[block], numbers))],
            RegisterCount = _registerCount,
        };
    }

    private static BasicBlock Renumbered(BasicBlock block, int[] numbers) => block with
    {
        Number = numbers[block.Number],
        Handler = block.Handler is { } handler ? numbers[handler] : null,
        Terminator = IrRewriter.MapEdges(block.Terminator, edge => edge with { Block = numbers[edge.Block] }),
    };
}
