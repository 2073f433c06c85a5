using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Values;
using static TinyTotIL.Compiler.Analysis.FactKind;
using static TinyTotIL.Compiler.Ir.PrimitiveOperator;

namespace TinyTotIL.Compiler.Analysis;

/// <content>The operations of Lisp: numbers that do not wrap, and tests that give booleans.</content>
internal static partial class OperationTyping
{
    /// <summary>The greatest integer up to which all are floats too, so that comparing them as floats is exact.</summary>
    private const long LastExactFloat = 1L << 53;

    /// <summary>Whether a sum or difference of integers is a counter, because one operand is and the other is a small constant.</summary>
    /// <param name="primitive">The operator.</param>
    /// <param name="operands">What is known of the operands.</param>
    public static bool StaysCounter(PrimitiveOperator primitive, TypeFact[] operands) => primitive switch
    {
        AddInt => (operands[0].IsCounter && IsStep(operands[1])) || (IsStep(operands[0]) && operands[1].IsCounter),
        SubtractInt => operands[0].IsCounter && IsStep(operands[1]),
        NegateInt => operands[0].IsCounter,
        DivideInt or RemainderInt => operands[0].IsCounter || (primitive == RemainderInt && operands[1].IsCounter),
        _ => false,
    };

    /// <summary>Whether it matters for an instruction whether its operands are counters.</summary>
    /// <param name="instruction">The instruction.</param>
    public static bool LooksForCounters(IrInstruction instruction) =>
        instruction is IrInstruction.CallOperation call && call.Operation.Method.DeclaringType == typeof(NumericOperations);

    private static Dictionary<RuntimeOperation, Func<TypeFact[], TypedForm>> LispRules() => new()
    {
        [RuntimeOperation.Of(NumericOperations.Add)] = Exact(AddInt, AddFloat),
        [RuntimeOperation.Of(NumericOperations.Subtract)] = Exact(SubtractInt, SubtractFloat),
        [RuntimeOperation.Of(NumericOperations.Multiply)] = Exact(MultiplyInt, MultiplyFloat),
        [RuntimeOperation.Of(NumericOperations.Divide)] = DivideExact,
        [RuntimeOperation.Of(NumericOperations.Quotient)] = DivideInteger(DivideInt),
        [RuntimeOperation.Of(NumericOperations.Remainder)] = DivideInteger(RemainderInt),
        [RuntimeOperation.Of(NumericOperations.Modulo)] = DivideInteger(null),
        [RuntimeOperation.Of(NumericOperations.Negate)] = NegateExact,
        [RuntimeOperation.Of(NumericOperations.AreEqual)] = Comparison(EqualInt, null, NumericOperations.IsEqual),
        [RuntimeOperation.Of(NumericOperations.Less)] = Comparison(LessInt, LessFloat, NumericOperations.IsLess),
        [RuntimeOperation.Of(NumericOperations.Greater)] = Comparison(GreaterInt, GreaterFloat, NumericOperations.IsGreater),
        [RuntimeOperation.Of(NumericOperations.LessOrEqual)] = Comparison(LessOrEqualInt, LessOrEqualFloat, NumericOperations.IsLessOrEqual),
        [RuntimeOperation.Of(NumericOperations.GreaterOrEqual)] = Comparison(GreaterOrEqualInt, GreaterOrEqualFloat, NumericOperations.IsGreaterOrEqual),
        [RuntimeOperation.Of(PairOperations.IsPair)] = Test(PairOperations.HoldsPair),
        [RuntimeOperation.Of(PairOperations.IsEmpty)] = Test(PairOperations.HoldsEmptyList),
        [RuntimeOperation.Of(IdentityOperations.IsEq)] = Same(IdentityOperations.AreSame),
        [RuntimeOperation.Of(IdentityOperations.IsEqv)] = Same(IdentityOperations.AreEqv),
        [RuntimeOperation.Of(IdentityOperations.IsEqual)] = Same(IdentityOperations.LookSame),
        [RuntimeOperation.Of(IdentityOperations.IsFalse)] = operands => operands[0].Kind == Bool
            ? Gives(Bool) with { Primitive = NotBool }
            : Gives(Bool) with { Condition = RuntimeOperation.Of(IdentityOperations.HoldsFalse) },
        [RuntimeOperation.Of(IdentityOperations.IsTrue)] = IsTrue,
        [RuntimeOperation.Of(VectorOperations.Length)] = _ => new(TypeFact.Counter),
    };

    private static bool IsStep(TypeFact operand) =>
        operand is { Kind: Int, Constant: { } constant } && constant.AsInt is >= -TypeFact.CounterStep and <= TypeFact.CounterStep;

    private static bool AreNumbers(TypeFact[] operands) => Array.TrueForAll(operands, IsNumber);

    /// <summary>Floats give a float. Integers may give a larger one, but those that only count.</summary>
    private static Func<TypeFact[], TypedForm> Exact(PrimitiveOperator ints, PrimitiveOperator floats) => operands =>
    {
        if (Are(operands, Int))
        {
            return StaysCounter(ints, operands) ? new TypedForm(TypeFact.Counter) { Primitive = ints } : Gives(Any) with { NeverRaises = true };
        }

        bool isFloat = Array.Exists(operands, operand => operand.Kind == Float);
        return isFloat && AreNumbers(operands)
            ? Gives(Float) with { Primitive = floats, ConvertsToFloat = true }
            : Gives(isFloat ? Float : Any);
    };

    private static TypedForm DivideExact(TypeFact[] operands)
    {
        bool isFloat = Array.Exists(operands, operand => operand.Kind == Float);
        bool isSafe = AreNumbers(operands) && (operands[1].Kind == Float || IsNotZero(operands[1].Constant));
        return isFloat && isSafe ? Gives(Float) with { Primitive = DivideFloat, ConvertsToFloat = true } : Gives(isFloat ? Float : Any);
    }

    /// <summary>What is left of a division, and the quotient of a counter, count no further than their operands.</summary>
    private static Func<TypeFact[], TypedForm> DivideInteger(PrimitiveOperator? primitive) => operands =>
    {
        if (!Are(operands, Int) || !IsPlainDivisor(operands[1].Constant))
        {
            return Gives(Any);
        }

        bool isCounter = operands[0].IsCounter || (primitive != DivideInt && operands[1].IsCounter);
        var form = new TypedForm(isCounter ? TypeFact.Counter : TypeFact.Of(Int));
        return primitive is null
            ? form with { Condition = RuntimeOperation.Of(NumericOperations.FloorRemainder), NeverRaises = true }
            : form with { Primitive = primitive };
    };

    private static TypedForm NegateExact(TypeFact[] operands) => operands[0] switch
    {
        { Kind: Float } => Gives(Float) with { Primitive = NegateFloat },
        { IsCounter: true } => new TypedForm(TypeFact.Counter) { Primitive = NegateInt },
        { Kind: Int } => Gives(Any) with { NeverRaises = true },
        _ => Gives(Any),
    };

    private static Func<TypeFact[], TypedForm> Comparison(PrimitiveOperator ints, PrimitiveOperator? floats, Delegate condition) => operands =>
    {
        if (Are(operands, Int))
        {
            return Gives(Bool) with { Primitive = ints };
        }

        bool areFloats = Array.Exists(operands, operand => operand.Kind == Float) && Array.TrueForAll(operands, IsExactFloat);
        return areFloats && floats is not null
            ? Gives(Bool) with { Primitive = floats, ConvertsToFloat = true }
            : Gives(Bool) with { Condition = RuntimeOperation.Of(condition), NeverRaises = AreNumbers(operands) };
    };

    private static bool IsExactFloat(TypeFact operand) =>
        operand.Kind == Float || operand is { Kind: Int, Constant: { AsInt: >= -LastExactFloat and <= LastExactFloat } };

    private static Func<TypeFact[], TypedForm> Test(Delegate condition) => _ => Gives(Bool) with { Condition = RuntimeOperation.Of(condition) };

    private static Func<TypeFact[], TypedForm> Same(Delegate condition) => operands =>
        Are(operands, Int) ? Gives(Bool) with { Primitive = EqualInt }
        : Are(operands, Bool) ? Gives(Bool) with { Primitive = EqualBool }
        : Gives(Bool) with { Condition = RuntimeOperation.Of(condition) };

    private static TypedForm IsTrue(TypeFact[] operands) => operands[0].Kind switch
    {
        Bool => new TypedForm(operands[0]) { IsOperand = true },
        Any => Gives(Bool),
        _ => new TypedForm(TypeFact.Of(Value.Bool(true))),
    };
}
