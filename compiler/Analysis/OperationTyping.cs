using System.Collections.Frozen;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Values;
using static TinyTotIL.Compiler.Analysis.FactKind;
using static TinyTotIL.Compiler.Ir.PrimitiveOperator;

namespace TinyTotIL.Compiler.Analysis;

/// <summary>The rules of types: for each runtime operation, what it gives for operands of known kinds and what it can become.</summary>
/// <remarks>An operation without a rule gives any value and stays as it is.</remarks>
internal static partial class OperationTyping
{
    private static readonly FrozenDictionary<RuntimeOperation, Func<TypeFact[], TypedForm>> Rules = new Dictionary<RuntimeOperation, Func<TypeFact[], TypedForm>>
    {
        [RuntimeOperation.Of(ArithmeticOperations.Add)] = Numbers(AddInt, AddFloat),
        [RuntimeOperation.Of(ArithmeticOperations.Subtract)] = Numbers(SubtractInt, SubtractFloat),
        [RuntimeOperation.Of(ArithmeticOperations.Multiply)] = Numbers(MultiplyInt, MultiplyFloat),
        [RuntimeOperation.Of(ArithmeticOperations.Divide)] = Divide,
        [RuntimeOperation.Of(ArithmeticOperations.Modulo)] = Modulo,
        [RuntimeOperation.Of(ArithmeticOperations.Negate)] = Negate,
        [RuntimeOperation.Of(ArithmeticOperations.AddFloat)] = Floats(AddFloat),
        [RuntimeOperation.Of(ArithmeticOperations.SubtractFloat)] = Floats(SubtractFloat),
        [RuntimeOperation.Of(ArithmeticOperations.MultiplyFloat)] = Floats(MultiplyFloat),
        [RuntimeOperation.Of(ArithmeticOperations.DivideFloat)] = DivideFloats,
        [RuntimeOperation.Of(BitOperations.And)] = Integers(AndInt),
        [RuntimeOperation.Of(BitOperations.Or)] = Integers(OrInt),
        [RuntimeOperation.Of(BitOperations.ExclusiveOr)] = Integers(XorInt),
        [RuntimeOperation.Of(BitOperations.Complement)] = Integers(ComplementInt),
        [RuntimeOperation.Of(BitOperations.ShiftLeft)] = Integers(ShiftLeftInt),
        [RuntimeOperation.Of(BitOperations.ShiftRight)] = Integers(ShiftRightInt),
        [RuntimeOperation.Of(BitOperations.ShiftRightUnsigned)] = Integers(ShiftRightUnsignedInt),
        [RuntimeOperation.Of(ComparisonOperations.Equal)] = Equality(EqualInt, RuntimeOperation.Of(ComparisonOperations.IsEqual)),
        [RuntimeOperation.Of(ComparisonOperations.NotEqual)] = Equality(NotEqualInt, RuntimeOperation.Of(ComparisonOperations.IsNotEqual)),
        [RuntimeOperation.Of(ComparisonOperations.Greater)] = Order(Int, GreaterInt, RuntimeOperation.Of(ComparisonOperations.IsGreater)),
        [RuntimeOperation.Of(ComparisonOperations.Less)] = Order(Int, LessInt, RuntimeOperation.Of(ComparisonOperations.IsLess)),
        [RuntimeOperation.Of(ComparisonOperations.GreaterOrEqual)] = Order(Int, GreaterOrEqualInt, RuntimeOperation.Of(ComparisonOperations.IsGreaterOrEqual)),
        [RuntimeOperation.Of(ComparisonOperations.LessOrEqual)] = Order(Int, LessOrEqualInt, RuntimeOperation.Of(ComparisonOperations.IsLessOrEqual)),
        [RuntimeOperation.Of(ComparisonOperations.EqualFloat)] = Order(Float, null, RuntimeOperation.Of(ComparisonOperations.IsEqualFloat)),
        [RuntimeOperation.Of(ComparisonOperations.NotEqualFloat)] = Order(Float, null, RuntimeOperation.Of(ComparisonOperations.IsNotEqualFloat)),
        [RuntimeOperation.Of(ComparisonOperations.GreaterFloat)] = Order(Float, GreaterFloat, RuntimeOperation.Of(ComparisonOperations.IsGreaterFloat)),
        [RuntimeOperation.Of(ComparisonOperations.LessFloat)] = Order(Float, LessFloat, RuntimeOperation.Of(ComparisonOperations.IsLessFloat)),
        [RuntimeOperation.Of(ComparisonOperations.GreaterOrEqualFloat)] =
            Order(Float, GreaterOrEqualFloat, RuntimeOperation.Of(ComparisonOperations.IsGreaterOrEqualFloat)),
        [RuntimeOperation.Of(ComparisonOperations.LessOrEqualFloat)] =
            Order(Float, LessOrEqualFloat, RuntimeOperation.Of(ComparisonOperations.IsLessOrEqualFloat)),
        [RuntimeOperation.Of(LogicOperations.Not)] = Not,
        [RuntimeOperation.Of(LogicOperations.And)] = Booleans(AndBool),
        [RuntimeOperation.Of(LogicOperations.Or)] = Booleans(OrBool),
        [RuntimeOperation.Of(ArgumentOperations.Int)] = Argument(Int),
        [RuntimeOperation.Of(ArgumentOperations.Float)] = operands => operands[0].Kind == Int ? Gives(Float) with { Primitive = FloatOfInt } : Argument(Float)(operands),
        [RuntimeOperation.Of(ArgumentOperations.Bool)] = Argument(Bool),
        [RuntimeOperation.Of(ArgumentOperations.Text)] = Argument(FactKind.Text),
        [RuntimeOperation.Of(ArgumentOperations.List)] = Argument(List),
        [RuntimeOperation.Of(ArgumentOperations.Object)] = Argument(FactKind.Object),
        [RuntimeOperation.Of(ArgumentOperations.Function)] = Argument(FactKind.Function),
        [RuntimeOperation.Of(TextOperations.Concat)] = _ => Gives(FactKind.Text),
        [RuntimeOperation.Of(ExceptionOperations.Message)] = _ => Gives(FactKind.Text),
        [RuntimeOperation.Of(ExceptionOperations.Trace)] = _ => new(TypeFact.ListOf(FactKind.Text)),
        [RuntimeOperation.Of(ListOperations.New)] = _ => new(TypeFact.ListOf(None)),
        [RuntimeOperation.Of(ListOperations.Length)] = operands => Gives(Int) with { NeverRaises = operands[0].Kind is List or FactKind.Object },
        [RuntimeOperation.Of(ListOperations.Index)] = operands => new(operands[0].Kind == List ? ElementOf(operands[0]) : TypeFact.Any),
        [RuntimeOperation.Of(ListOperations.Append)] = operands => new(WithElement(operands[0], operands[1])),
        [RuntimeOperation.Of(ListOperations.Set)] = operands => new(WithElement(operands[0], operands[2])),
        [RuntimeOperation.Of(ListOperations.Slice)] = operands => new(operands[0].Kind == List ? operands[0] : TypeFact.Of(List)),
        [RuntimeOperation.Of(ObjectOperations.New)] = _ => Gives(FactKind.Object),
        [RuntimeOperation.Of(ObjectOperations.SetField)] = operands => Gives(FactKind.Object) with { NeverRaises = operands[0].Kind == FactKind.Object },
        [RuntimeOperation.Of(ObjectOperations.SetFieldNamed)] = _ => Gives(FactKind.Object),
        [RuntimeOperation.Of(ObjectOperations.GetField)] = operands => Gives(Any) with { NeverRaises = operands[0].Kind == FactKind.Object },
        [RuntimeOperation.Of(ObjectOperations.HasField)] = operands => Gives(Int) with { NeverRaises = operands[0].Kind == FactKind.Object },
        [RuntimeOperation.Of(ObjectOperations.HasFieldNamed)] = _ => Gives(Int),
        [RuntimeOperation.Of(ObjectOperations.DeleteField)] = operands => Gives(FactKind.Object) with { NeverRaises = operands[0].Kind == FactKind.Object },
        [RuntimeOperation.Of(ObjectOperations.DeleteFieldNamed)] = _ => Gives(FactKind.Object),
        [RuntimeOperation.Of(ObjectOperations.Keys)] = operands => new(TypeFact.ListOf(FactKind.Text)) { NeverRaises = operands[0].Kind == FactKind.Object },
    }.Concat(LispRules()).Concat(LispFunctionRules()).ToFrozenDictionary();

    /// <summary>What a call becomes.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="operands">What is known of its register arguments. While nothing reaches one of them, the call gives nothing.</param>
    public static TypedForm Of(RuntimeOperation operation, TypeFact[] operands)
    {
        foreach (var operand in operands)
        {
            if (operand.Kind == None)
            {
                return new TypedForm(TypeFact.None);
            }
        }

        return Rules.TryGetValue(operation, out var rule) ? rule(operands) : new TypedForm(TypeFact.Of(operation.ResultType ?? IrType.Any));
    }

    /// <summary>A check of an argument that is surely of the type it should have.</summary>
    private static Func<TypeFact[], TypedForm> Argument(FactKind kind) => operands =>
        operands[0].Kind == kind ? new TypedForm(operands[0]) { IsOperand = true } : Gives(kind);

    private static TypedForm Gives(FactKind kind) => new(TypeFact.Of(kind));

    private static bool Are(TypeFact[] operands, FactKind kind) => Array.TrueForAll(operands, operand => operand.Kind == kind);

    private static bool IsNumber(TypeFact operand) => operand.Kind is Int or Float;

    /// <summary>Integers give an integer; as soon as one operand is a float so is the result.</summary>
    private static Func<TypeFact[], TypedForm> Numbers(PrimitiveOperator ints, PrimitiveOperator floats) => operands =>
        Are(operands, Int) ? Gives(Int) with { Primitive = ints }
        : Array.TrueForAll(operands, IsNumber) ? Gives(Float) with { Primitive = floats, ConvertsToFloat = true }
        : Gives(Array.Exists(operands, operand => operand.Kind == Float) ? Float : Any);

    private static TypedForm Divide(TypeFact[] operands)
    {
        var divisor = operands[1].Constant;
        if (Are(operands, Int))
        {
            return IsPlainDivisor(divisor) ? Gives(Int) with { Primitive = DivideInt } : Gives(Int);
        }

        bool isFloat = Array.Exists(operands, operand => operand.Kind == Float);
        bool isSafe = Array.TrueForAll(operands, IsNumber) && IsNotZero(divisor);
        return isFloat && isSafe ? Gives(Float) with { Primitive = DivideFloat, ConvertsToFloat = true } : Gives(isFloat ? Float : Any);
    }

    private static TypedForm Modulo(TypeFact[] operands) =>
        Are(operands, Int) && IsPlainDivisor(operands[1].Constant) ? Gives(Int) with { Primitive = RemainderInt } : Gives(Int);

    private static TypedForm DivideFloats(TypeFact[] operands) =>
        Are(operands, Float) && IsNotZero(operands[1].Constant) ? Gives(Float) with { Primitive = DivideFloat } : Gives(Float);

    /// <summary>Divisors that neither raise nor overflow.</summary>
    private static bool IsPlainDivisor(Value? divisor) => divisor is { } value && value.AsInt is not (0 or -1);

    private static bool IsNotZero(Value? divisor) => divisor is { } value && (value.IsInt ? value.AsInt != 0 : value.IsFloat && value.AsFloat != 0);

    private static TypedForm Negate(TypeFact[] operands) => operands[0].Kind switch
    {
        Int => Gives(Int) with { Primitive = NegateInt },
        Float => Gives(Float) with { Primitive = NegateFloat },
        _ => Gives(Any),
    };

    private static Func<TypeFact[], TypedForm> Floats(PrimitiveOperator floats) => operands =>
        Are(operands, Float) ? Gives(Float) with { Primitive = floats } : Gives(Float);

    private static Func<TypeFact[], TypedForm> Integers(PrimitiveOperator ints) => operands =>
        Are(operands, Int) ? Gives(Int) with { Primitive = ints } : Gives(Int);

    private static Func<TypeFact[], TypedForm> Booleans(PrimitiveOperator booleans) => operands =>
        Are(operands, Bool) ? Gives(Bool) with { Primitive = booleans } : Gives(Bool);

    private static Func<TypeFact[], TypedForm> Order(FactKind kind, PrimitiveOperator? primitive, RuntimeOperation condition) => operands =>
    {
        var form = Gives(Int) with { GivesOneOrZero = true };
        bool isKnown = Are(operands, kind);
        return primitive is not null && isKnown ? form with { Primitive = primitive } : form with { Condition = condition, NeverRaises = isKnown };
    };

    private static Func<TypeFact[], TypedForm> Equality(PrimitiveOperator ints, RuntimeOperation condition) => operands =>
    {
        var form = Gives(Int) with { GivesOneOrZero = true };
        var kind = operands[0].Kind;
        bool isKnown = kind == operands[1].Kind && kind is Int or Float or FactKind.Text or Bool or Null;
        return isKnown && kind == Int ? form with { Primitive = ints } : form with { Condition = condition, NeverRaises = isKnown };
    };

    private static TypedForm Not(TypeFact[] operands) => operands[0].Kind switch
    {
        Bool => Gives(Bool) with { Primitive = NotBool },
        Int => Gives(Bool) with { Primitive = EqualInt, ComparesWithZero = true },
        _ => Gives(Bool),
    };

    private static TypeFact ElementOf(TypeFact list) => list.Element == None ? TypeFact.Any : TypeFact.Of(list.Element);

    private static TypeFact WithElement(TypeFact list, TypeFact element) =>
        TypeFact.ListOf(list.Kind == List ? TypeFact.Join(list.Element, element.Kind) : Any);
}
