using System.Collections.Immutable;

namespace TinyTotIL.Compiler.Ir;

/// <summary>Instructions that run one after the other, then a terminator.</summary>
/// <remarks>
/// Values arrive through parameters instead of phi functions: an edge names the registers that its target's parameters
/// receive, so a block can be understood, moved and checked alone. An error in the block continues in
/// <see cref="Handler"/>, or leaves the function when there is none; a handler block has no parameters, because what
/// it needs lives in variables.
/// </remarks>
/// <param name="Number">Its number in the function.</param>
/// <param name="Parameters">Registers defined on entry.</param>
/// <param name="Instructions">The instructions in order.</param>
/// <param name="Terminator">How it ends.</param>
/// <param name="Handler">Number of the block that takes errors; null when they leave the function.</param>
/// <param name="Leader">In a stack-machine segment, the index of the instruction it begins with; -1 elsewhere.</param>
internal sealed record BasicBlock(
    int Number,
    ImmutableArray<Register> Parameters,
    ImmutableArray<IrInstruction> Instructions,
    Terminator Terminator,
    int? Handler,
    int Leader = -1);
