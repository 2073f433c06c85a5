using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Natives;
using TinyTotIL.Runtime.Operations;
using static TinyTotIL.Compiler.Analysis.FactKind;

namespace TinyTotIL.Compiler.Analysis;

/// <content>The procedures of Lisp that are runtime functions: of floats they give floats, of counters counters.</content>
internal static partial class OperationTyping
{
    private static Dictionary<RuntimeOperation, Func<TypeFact[], TypedForm>> LispFunctionRules() => new()
    {
        [RuntimeOperation.Of(SchemeArithmeticNatives.SquareRoot)] = OfFloats(KnownNumberOperations.SquareRoot),
        [RuntimeOperation.Of(SchemeRealFunctionNatives.Exp)] = OfFloats(KnownNumberOperations.Exponential),
        [RuntimeOperation.Of(SchemeRealFunctionNatives.Log)] = OfFloats(KnownNumberOperations.NaturalLog),
        [RuntimeOperation.Of(SchemeRealFunctionNatives.Sin)] = OfFloats(KnownNumberOperations.Sine),
        [RuntimeOperation.Of(SchemeRealFunctionNatives.Cos)] = OfFloats(KnownNumberOperations.Cosine),
        [RuntimeOperation.Of(SchemeRealFunctionNatives.Tan)] = OfFloats(KnownNumberOperations.Tangent),
        [RuntimeOperation.Of(SchemeRealFunctionNatives.Asin)] = OfFloats(KnownNumberOperations.ArcSine),
        [RuntimeOperation.Of(SchemeRealFunctionNatives.Acos)] = OfFloats(KnownNumberOperations.ArcCosine),
        [RuntimeOperation.Of(SchemeRealFunctionNatives.Atan)] = OfFloats(KnownNumberOperations.ArcTangent),
        [RuntimeOperation.Of(SchemeArithmeticNatives.Abs)] = OfFloats(KnownNumberOperations.Absolute),
        [RuntimeOperation.Of(SchemeArithmeticNatives.Magnitude)] = OfFloats(KnownNumberOperations.Absolute),
        [RuntimeOperation.Of(SchemeArithmeticNatives.Square)] = OfFloats(KnownNumberOperations.Square),
        [RuntimeOperation.Of(SchemeArithmeticNatives.Power)] = OfFloats(KnownNumberOperations.Power),
        [RuntimeOperation.Of(SchemeRealFunctionNatives.AngleOf)] = OfFloats(KnownNumberOperations.AngleOf),
        [RuntimeOperation.Of(SchemeArithmeticNatives.Max)] = Outer(KnownNumberOperations.Larger, KnownNumberOperations.LargerInteger),
        [RuntimeOperation.Of(SchemeArithmeticNatives.Min)] = Outer(KnownNumberOperations.Smaller, KnownNumberOperations.SmallerInteger),
        [RuntimeOperation.Of(SchemeRoundingNatives.Floor)] = Rounded(KnownNumberOperations.Floor),
        [RuntimeOperation.Of(SchemeRoundingNatives.Ceiling)] = Rounded(KnownNumberOperations.Ceiling),
        [RuntimeOperation.Of(SchemeRoundingNatives.Truncate)] = Rounded(KnownNumberOperations.Truncate),
        [RuntimeOperation.Of(SchemeRoundingNatives.Round)] = Rounded(KnownNumberOperations.Round),
        [RuntimeOperation.Of(SchemeRoundingNatives.Inexact)] = Inexact,
        [RuntimeOperation.Of(SchemeRoundingNatives.InexactOfExact)] = Inexact,
        [RuntimeOperation.Of(SchemeRoundingNatives.Exact)] = Exact,
        [RuntimeOperation.Of(SchemeRoundingNatives.ExactOfInexact)] = Exact,
        [RuntimeOperation.Of(SchemeNumberNatives.IsEven)] = OfInteger(KnownNumberOperations.IsEven),
        [RuntimeOperation.Of(SchemeNumberNatives.IsOdd)] = OfInteger(KnownNumberOperations.IsOdd),
        [RuntimeOperation.Of(SchemeStringNatives.Length)] = _ => new(TypeFact.Counter),
        [RuntimeOperation.Of(SchemeCharacterNatives.NumberOf)] = _ => new(TypeFact.Counter),
        [RuntimeOperation.Of(SchemeListNatives.Length)] = _ => new(TypeFact.Counter),
        [RuntimeOperation.Of(SchemeBytevectorNatives.Length)] = _ => new(TypeFact.Counter),
        [RuntimeOperation.Of(SchemeBytevectorNatives.At)] = _ => new(TypeFact.Counter),
    };

    /// <summary>A float gives a float, and makes one of an integer beside it.</summary>
    private static Func<TypeFact[], TypedForm> OfFloats(Delegate floats) => operands =>
        Array.Exists(operands, operand => operand.Kind == Float) && AreNumbers(operands)
            ? Gives(Float) with { Condition = RuntimeOperation.Of(floats), ConvertsToFloat = true }
            : Gives(Any);

    private static Func<TypeFact[], TypedForm> Outer(Delegate floats, Delegate integers) => operands =>
        Are(operands, Int)
            ? new TypedForm(Array.TrueForAll(operands, operand => operand.IsCounter) ? TypeFact.Counter : TypeFact.Of(Int)) { Condition = RuntimeOperation.Of(integers) }
            : OfFloats(floats)(operands);

    private static Func<TypeFact[], TypedForm> Rounded(Delegate floats) => operands =>
        operands[0].Kind == Int ? new TypedForm(operands[0]) { IsOperand = true } : OfFloats(floats)(operands);

    private static Func<TypeFact[], TypedForm> OfInteger(Delegate condition) => operands =>
        operands[0].Kind == Int ? Gives(Bool) with { Condition = RuntimeOperation.Of(condition) } : Gives(Bool);

    private static TypedForm Inexact(TypeFact[] operands) => operands[0].Kind switch
    {
        Float => new TypedForm(operands[0]) { IsOperand = true },
        Int => Gives(Float) with { Primitive = PrimitiveOperator.FloatOfInt },
        _ => Gives(Float),
    };

    private static TypedForm Exact(TypeFact[] operands) =>
        operands[0].Kind == Int ? new TypedForm(operands[0]) { IsOperand = true } : Gives(Any);
}
