using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Passes;

/// <summary>A row of <see cref="AlgebraicIdentities"/>. Without a result and without an applied operator it gives the other operand.</summary>
/// <param name="Operator">The primitive.</param>
/// <param name="Side">What must hold of which operand.</param>
/// <param name="Operand">The constant on that side; meaningless for <see cref="OperandSide.Both"/>.</param>
internal sealed record AlgebraicIdentity(PrimitiveOperator Operator, OperandSide Side, Value Operand)
{
    /// <summary>The constant it gives; null when it does not give one.</summary>
    public Value? Result { get; init; }

    /// <summary>The operator that is applied to the other operand; null when none is.</summary>
    public PrimitiveOperator? Applied { get; init; }

    /// <summary>Index of the operand that is not the constant.</summary>
    public int Other => Side == OperandSide.Left ? 1 : 0;
}
