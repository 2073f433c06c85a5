using System.Collections.Immutable;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Ir;

/// <summary>One row of <see cref="Primitives"/>.</summary>
/// <param name="Operator">The operation.</param>
/// <param name="Name">Its name in IR text.</param>
/// <param name="Operands">Types of its operands.</param>
/// <param name="Result">Type of its result.</param>
/// <param name="Evaluate">Its value for constant operands; the meaning the emitted IL must have.</param>
/// <param name="IsCommutative">Whether two operands may change places.</param>
/// <param name="Negated">For a comparison, the operator whose result is always the opposite; null when there is none.</param>
/// <param name="Swapped">For a comparison, the operator that gives the same when the operands change places; null otherwise.</param>
internal sealed record PrimitiveInfo(
    PrimitiveOperator Operator,
    string Name,
    ImmutableArray<IrType> Operands,
    IrType Result,
    Func<Value[], Value> Evaluate,
    bool IsCommutative = false,
    PrimitiveOperator? Negated = null,
    PrimitiveOperator? Swapped = null);
