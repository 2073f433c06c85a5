using Mono.Cecil.Cil;
using TinyTotIL.Compiler.Ir;
using static TinyTotIL.Compiler.Ir.PrimitiveOperator;

namespace TinyTotIL.Compiler.Emission;

/// <summary>The IL of each primitive: what follows its operands, and how a comparison becomes a branch.</summary>
internal static class PrimitiveOpcodes
{
    /// <summary>How many bits of the amount a shift looks at.</summary>
    private const int ShiftMask = 63;

    /// <summary>Writes a primitive whose operands are on the stack.</summary>
    /// <param name="il">Where.</param>
    /// <param name="primitive">The operator.</param>
    public static void Write(IIlEmitter il, PrimitiveOperator primitive)
    {
        switch (primitive)
        {
            case ShiftLeftInt or ShiftRightInt or ShiftRightUnsignedInt:
                il.Emit(OpCodes.Conv_I4);
                il.LoadConstant(ShiftMask);
                il.Emit(OpCodes.And);
                il.Emit(Plain(primitive));
                break;
            case NotEqualInt or LessOrEqualInt or GreaterOrEqualInt or LessOrEqualFloat or GreaterOrEqualFloat or NotBool:
                if (primitive != NotBool)
                {
                    il.Emit(Opposite(primitive));
                }

                il.LoadConstant(0);
                il.Emit(OpCodes.Ceq);
                break;
            default:
                il.Emit(Plain(primitive));
                break;
        }
    }

    /// <summary>The branch taken when a comparison holds, and the one taken when it does not; null for other primitives.</summary>
    /// <remarks>With NaN no comparison of floats holds: the second of each pair is the one that is also taken for unordered operands.</remarks>
    /// <param name="primitive">The operator.</param>
    public static (OpCode IfTrue, OpCode IfFalse)? BranchesOf(PrimitiveOperator primitive) => primitive switch
    {
        EqualInt or EqualBool => (OpCodes.Beq, OpCodes.Bne_Un),
        NotEqualInt => (OpCodes.Bne_Un, OpCodes.Beq),
        LessInt => (OpCodes.Blt, OpCodes.Bge),
        LessOrEqualInt => (OpCodes.Ble, OpCodes.Bgt),
        GreaterInt => (OpCodes.Bgt, OpCodes.Ble),
        GreaterOrEqualInt => (OpCodes.Bge, OpCodes.Blt),
        LessFloat => (OpCodes.Blt, OpCodes.Bge_Un),
        LessOrEqualFloat => (OpCodes.Ble, OpCodes.Bgt_Un),
        GreaterFloat => (OpCodes.Bgt, OpCodes.Ble_Un),
        GreaterOrEqualFloat => (OpCodes.Bge, OpCodes.Blt_Un),
        _ => null,
    };

    private static OpCode Plain(PrimitiveOperator primitive) => primitive switch
    {
        AddInt or AddFloat => OpCodes.Add,
        SubtractInt or SubtractFloat => OpCodes.Sub,
        MultiplyInt or MultiplyFloat => OpCodes.Mul,
        DivideInt or DivideFloat => OpCodes.Div,
        RemainderInt => OpCodes.Rem,
        NegateInt or NegateFloat => OpCodes.Neg,
        AndInt or AndBool => OpCodes.And,
        OrInt or OrBool => OpCodes.Or,
        XorInt => OpCodes.Xor,
        ComplementInt => OpCodes.Not,
        ShiftLeftInt => OpCodes.Shl,
        ShiftRightInt => OpCodes.Shr,
        ShiftRightUnsignedInt => OpCodes.Shr_Un,
        EqualInt or EqualBool => OpCodes.Ceq,
        LessInt or LessFloat => OpCodes.Clt,
        GreaterInt or GreaterFloat => OpCodes.Cgt,
        FloatOfInt => OpCodes.Conv_R8,
        IntOfBool => OpCodes.Conv_U8,
        _ => throw new Diagnostics.InternalCompilerException("emission", $"{primitive} has no form in IL"),
    };

    /// <summary>The comparison whose result is the opposite; for floats it also holds for NaN.</summary>
    private static OpCode Opposite(PrimitiveOperator primitive) => primitive switch
    {
        NotEqualInt => OpCodes.Ceq,
        LessOrEqualInt => OpCodes.Cgt,
        GreaterOrEqualInt => OpCodes.Clt,
        LessOrEqualFloat => OpCodes.Cgt_Un,
        _ => OpCodes.Clt_Un,
    };
}
