using System.Collections.Immutable;

namespace TinyTotIL.Compiler.Ir;

/// <summary>A function in register form.</summary>
/// <param name="Number">Its number in the module.</param>
/// <param name="Name">A readable, unique name.</param>
/// <param name="Kind">How it is called.</param>
/// <param name="Entry">Index of the bytecode instruction it begins with.</param>
/// <param name="Parameters">Variables that receive the arguments, in order.</param>
/// <param name="Results">Values it leaves.</param>
/// <param name="Variables">All variables, parameters first.</param>
/// <param name="Blocks">Blocks by number; number 0 is the entry and has no parameters.</param>
/// <param name="RegisterCount">One more than the highest register number.</param>
internal sealed record IrFunction(
    int Number,
    string Name,
    IrFunctionKind Kind,
    int Entry,
    ImmutableArray<IrVariable> Parameters,
    int Results,
    ImmutableArray<IrVariable> Variables,
    ImmutableArray<BasicBlock> Blocks,
    int RegisterCount)
{
    /// <summary>What the topmost result is; results below it are always any value.</summary>
    public IrType ResultType { get; init; } = IrType.Any;

    /// <summary>Whether it is known that calling it never raises, halts or exits, however deep the stack is.</summary>
    public bool NeverRaises { get; init; }

    /// <summary>The calls that were replaced by bodies, by their numbers less one.</summary>
    public ImmutableArray<InlineSite> Sites { get; init; } = [];

    /// <summary>Names of variables that became registers, by register number, for debuggers.</summary>
    public ImmutableDictionary<int, string> Names { get; init; } = ImmutableDictionary<int, string>.Empty;
}
