using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Values;
using static TinyTotIL.Compiler.Ir.PrimitiveOperator;

namespace TinyTotIL.Compiler.Passes;

/// <summary>Primitives that a constant operand, or twice the same one, makes into something simpler.</summary>
/// <remarks>
/// Constants stand on the right where operands may change places. Floats have only what is exact for NaN, for both zeros and
/// for the infinities: adding 0.0 makes 0.0 of -0.0, and no float need equal itself.
/// </remarks>
internal static class AlgebraicIdentities
{
    private static readonly Value Zero = Value.Int(0);
    private static readonly Value One = Value.Int(1);
    private static readonly Value Ones = Value.Int(-1);
    private static readonly Value True = Value.Bool(true);
    private static readonly Value False = Value.Bool(false);

    private static readonly ImmutableArray<AlgebraicIdentity> Table =
    [
        Right(AddInt, Zero).GivesOther(),
        Right(SubtractInt, Zero).GivesOther(),
        Left(SubtractInt, Zero).Gives(NegateInt),
        Same(SubtractInt).Gives(Zero),
        Right(MultiplyInt, Zero).Gives(Zero),
        Right(MultiplyInt, One).GivesOther(),
        Right(MultiplyInt, Ones).Gives(NegateInt),
        Right(DivideInt, One).GivesOther(),
        Right(RemainderInt, One).Gives(Zero),
        Right(AndInt, Zero).Gives(Zero),
        Right(AndInt, Ones).GivesOther(),
        Same(AndInt).GivesOther(),
        Right(OrInt, Zero).GivesOther(),
        Right(OrInt, Ones).Gives(Ones),
        Same(OrInt).GivesOther(),
        Right(XorInt, Zero).GivesOther(),
        Right(XorInt, Ones).Gives(ComplementInt),
        Same(XorInt).Gives(Zero),
        Right(ShiftLeftInt, Zero).GivesOther(),
        Left(ShiftLeftInt, Zero).Gives(Zero),
        Right(ShiftRightInt, Zero).GivesOther(),
        Left(ShiftRightInt, Zero).Gives(Zero),
        Left(ShiftRightInt, Ones).Gives(Ones),
        Right(ShiftRightUnsignedInt, Zero).GivesOther(),
        Left(ShiftRightUnsignedInt, Zero).Gives(Zero),
        Same(EqualInt).Gives(True),
        Same(NotEqualInt).Gives(False),
        Same(LessInt).Gives(False),
        Same(LessOrEqualInt).Gives(True),
        Same(GreaterInt).Gives(False),
        Same(GreaterOrEqualInt).Gives(True),
        Right(AddFloat, Value.Float(-0.0)).GivesOther(),
        Left(AddFloat, Value.Float(-0.0)).GivesOther(),
        Right(SubtractFloat, Value.Float(0.0)).GivesOther(),
        Right(MultiplyFloat, Value.Float(1.0)).GivesOther(),
        Left(MultiplyFloat, Value.Float(1.0)).GivesOther(),
        Right(DivideFloat, Value.Float(1.0)).GivesOther(),
        Right(AndBool, True).GivesOther(),
        Right(AndBool, False).Gives(False),
        Same(AndBool).GivesOther(),
        Right(OrBool, True).Gives(True),
        Right(OrBool, False).GivesOther(),
        Same(OrBool).GivesOther(),
        Right(EqualBool, True).GivesOther(),
        Right(EqualBool, False).Gives(NotBool),
        Same(EqualBool).Gives(True),
    ];

    private static readonly ILookup<PrimitiveOperator, AlgebraicIdentity> ByOperator = Table.ToLookup(row => row.Operator);

    /// <summary>The rows, for a look at all of them.</summary>
    public static IReadOnlyList<AlgebraicIdentity> All => Table;

    /// <summary>The identity that holds for an operation; null when there is none.</summary>
    /// <param name="primitive">The operation; it has two operands.</param>
    /// <param name="left">Value of the left operand when it is a constant.</param>
    /// <param name="right">Value of the right operand when it is a constant.</param>
    public static AlgebraicIdentity? Find(IrInstruction.Primitive primitive, Value? left, Value? right)
    {
        foreach (var identity in ByOperator[primitive.Operator])
        {
            bool holds = identity.Side switch
            {
                OperandSide.Left => left is { } value && value.Equals(identity.Operand),
                OperandSide.Right => right is { } value && value.Equals(identity.Operand),
                OperandSide.Both => primitive.Arguments[0] == primitive.Arguments[1],
            };
            if (holds)
            {
                return identity;
            }
        }

        return null;
    }

    private static AlgebraicIdentity Left(PrimitiveOperator primitive, Value operand) => new(primitive, OperandSide.Left, operand);

    private static AlgebraicIdentity Right(PrimitiveOperator primitive, Value operand) => new(primitive, OperandSide.Right, operand);

    private static AlgebraicIdentity Same(PrimitiveOperator primitive) => new(primitive, OperandSide.Both, default);

    private static AlgebraicIdentity GivesOther(this AlgebraicIdentity identity) => identity;

    private static AlgebraicIdentity Gives(this AlgebraicIdentity identity, Value result) => identity with { Result = result };

    private static AlgebraicIdentity Gives(this AlgebraicIdentity identity, PrimitiveOperator applied) => identity with { Applied = applied };
}
