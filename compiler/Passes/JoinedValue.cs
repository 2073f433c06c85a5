using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>A block parameter that takes what a variable holds on the ways into a block.</summary>
/// <param name="Block">Number of the block.</param>
/// <param name="Parameter">The parameter.</param>
/// <param name="Values">What the variable holds at the end of each predecessor, in their order; at a handler, at the beginning of each protected block.</param>
internal sealed record JoinedValue(int Block, Register Parameter, ImmutableArray<Register> Values);
