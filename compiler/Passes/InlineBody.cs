using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>A function as something to put in place of its calls.</summary>
internal sealed class InlineBody
{
    private readonly int[] _places;
    private readonly bool[] _isSet;

    /// <summary>Looks at a function.</summary>
    /// <param name="function">The function.</param>
    public InlineBody(IrFunction function)
    {
        Function = function;
        Flow = new ControlFlow(function);
        Size = SizeOf(function) - function.Blocks.Sum(block => block.Instructions.Count(CountedCalls.IsCounting));
        _isSet = new bool[function.Variables.Length];
        _places = new int[function.Blocks.Length];
        var blocks = ImmutableArray.CreateBuilder<BasicBlock>(Flow.Order.Count);
        foreach (var block in function.Blocks)
        {
            if (Flow.IsReachable(block.Number))
            {
                _places[block.Number] = blocks.Count;
                blocks.Add(block);
            }
        }

        Blocks = blocks.MoveToImmutable();
        foreach (var set in Blocks.SelectMany(block => block.Instructions).OfType<IrInstruction.SetVariable>())
        {
            _isSet[set.Variable.Number] = true;
        }

        IsLeaf = !Blocks.Any(block => block.Instructions.Any(instruction => instruction is IrInstruction.Call or IrInstruction.CallValue));
        IsPossible = function.Kind == IrFunctionKind.Direct
            && !function.Variables.Any(variable => variable.Type == IrType.Scope)
            && Blocks.Any(block => block.Terminator is Terminator.Return)
            && !Blocks.Any(block => block.Terminator is Terminator.TailCall or Terminator.TailCallValue);
    }

    /// <summary>The function.</summary>
    public IrFunction Function { get; }

    /// <summary>How its blocks follow each other.</summary>
    public ControlFlow Flow { get; }

    /// <summary>The blocks that can be reached, in the order of their numbers: the entry comes first.</summary>
    public ImmutableArray<BasicBlock> Blocks { get; }

    /// <summary>Its size, without what only counts: a profile is to be one of the program as it is without.</summary>
    public int Size { get; }

    /// <summary>Whether it calls no function.</summary>
    public bool IsLeaf { get; }

    /// <summary>
    /// Whether its body can stand in place of a call. A frame kept as a table belongs to a call of its own, a tail call gives
    /// up a frame that is then the caller's, and what never returns leaves nowhere to go on.
    /// </summary>
    public bool IsPossible { get; }

    /// <summary>Place of a block among <see cref="Blocks"/>.</summary>
    /// <param name="block">Number of a block that can be reached.</param>
    public int PlaceOf(int block) => _places[block];

    /// <summary>Whether anything writes a variable.</summary>
    /// <param name="variable">The variable.</param>
    public bool IsSet(IrVariable variable) => _isSet[variable.Number];

    /// <summary>Instructions, the ends of blocks included: what the size of a method goes by.</summary>
    /// <param name="function">The function.</param>
    public static int SizeOf(IrFunction function) => function.Blocks.Sum(block => block.Instructions.Length + 1);
}
