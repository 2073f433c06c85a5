using System.Collections.Frozen;
using System.Collections.Immutable;
using TinyTotIL.Runtime.Values;
using static TinyTotIL.Compiler.Ir.IrType;
using static TinyTotIL.Compiler.Ir.PrimitiveOperator;

namespace TinyTotIL.Compiler.Ir;

/// <summary>The table of primitives. Reader, printer, verifier, folding and emission all read it.</summary>
internal static class Primitives
{
    private static readonly PrimitiveInfo[] Table =
    [
        Int2(AddInt, "add_int", (a, b) => a + b, isCommutative: true),
        Int2(SubtractInt, "sub_int", (a, b) => a - b),
        Int2(MultiplyInt, "mul_int", (a, b) => a * b, isCommutative: true),
        Int2(DivideInt, "div_int", (a, b) => a / b),
        Int2(RemainderInt, "rem_int", (a, b) => a % b),
        Int1(NegateInt, "neg_int", a => -a),
        Int2(AndInt, "and_int", (a, b) => a & b, isCommutative: true),
        Int2(OrInt, "or_int", (a, b) => a | b, isCommutative: true),
        Int2(XorInt, "xor_int", (a, b) => a ^ b, isCommutative: true),
        Int1(ComplementInt, "complement_int", a => ~a),
        Int2(ShiftLeftInt, "shl_int", (a, b) => a << (int)(b & 63)),
        Int2(ShiftRightInt, "shr_int", (a, b) => a >> (int)(b & 63)),
        Int2(ShiftRightUnsignedInt, "ushr_int", (a, b) => a >>> (int)(b & 63)),
        Compare(EqualInt, "eq_int", (a, b) => a == b, NotEqualInt, EqualInt),
        Compare(NotEqualInt, "ne_int", (a, b) => a != b, EqualInt, NotEqualInt),
        Compare(LessInt, "lt_int", (a, b) => a < b, GreaterOrEqualInt, GreaterInt),
        Compare(LessOrEqualInt, "le_int", (a, b) => a <= b, GreaterInt, GreaterOrEqualInt),
        Compare(GreaterInt, "gt_int", (a, b) => a > b, LessOrEqualInt, LessInt),
        Compare(GreaterOrEqualInt, "ge_int", (a, b) => a >= b, LessInt, LessOrEqualInt),
        Float2(AddFloat, "add_float", (a, b) => a + b),
        Float2(SubtractFloat, "sub_float", (a, b) => a - b),
        Float2(MultiplyFloat, "mul_float", (a, b) => a * b),
        Float2(DivideFloat, "div_float", (a, b) => a / b),
        new(NegateFloat, "neg_float", [Float], Float, values => Value.Float(-values[0].AsFloat)),
        CompareFloat(LessFloat, "lt_float", (a, b) => a < b, GreaterFloat),
        CompareFloat(LessOrEqualFloat, "le_float", (a, b) => a <= b, GreaterOrEqualFloat),
        CompareFloat(GreaterFloat, "gt_float", (a, b) => a > b, LessFloat),
        CompareFloat(GreaterOrEqualFloat, "ge_float", (a, b) => a >= b, LessOrEqualFloat),
        new(FloatOfInt, "float_of_int", [Int], Float, values => Value.Float(values[0].AsInt)),
        new(NotBool, "not_bool", [Bool], Bool, values => Value.Bool(!values[0].AsBool)),
        new(AndBool, "and_bool", [Bool, Bool], Bool, values => Value.Bool(values[0].AsBool && values[1].AsBool), IsCommutative: true),
        new(OrBool, "or_bool", [Bool, Bool], Bool, values => Value.Bool(values[0].AsBool || values[1].AsBool), IsCommutative: true),
        new(EqualBool, "eq_bool", [Bool, Bool], Bool, values => Value.Bool(values[0].AsBool == values[1].AsBool), IsCommutative: true),
        new(IntOfBool, "int_of_bool", [Bool], Int, values => Value.Int(values[0].AsBool ? 1 : 0)),
    ];

    private static readonly FrozenDictionary<string, PrimitiveInfo> ByName = Table.ToFrozenDictionary(row => row.Name);

    /// <summary>The rows, in the order of their operators.</summary>
    public static IReadOnlyList<PrimitiveInfo> All => Table;

    /// <summary>The row of an operator.</summary>
    /// <param name="primitive">The operator.</param>
    public static PrimitiveInfo Of(PrimitiveOperator primitive) => Table[(int)primitive];

    /// <summary>The row with a name in IR text, or null.</summary>
    /// <param name="name">The name.</param>
    public static PrimitiveInfo? Find(string name) => ByName.GetValueOrDefault(name);

    private static PrimitiveInfo Int1(PrimitiveOperator primitive, string name, Func<long, long> evaluate) =>
        new(primitive, name, [Int], Int, values => Value.Int(evaluate(values[0].AsInt)));

    private static PrimitiveInfo Int2(PrimitiveOperator primitive, string name, Func<long, long, long> evaluate, bool isCommutative = false) =>
        new(primitive, name, [Int, Int], Int, values => Value.Int(evaluate(values[0].AsInt, values[1].AsInt)), isCommutative);

    private static PrimitiveInfo Compare(
        PrimitiveOperator primitive, string name, Func<long, long, bool> evaluate, PrimitiveOperator negated, PrimitiveOperator swapped) =>
        new(primitive, name, [Int, Int], Bool, values => Value.Bool(evaluate(values[0].AsInt, values[1].AsInt)), swapped == primitive, negated, swapped);

    /// <summary>Sums and products of floats keep their operands in order: which NaN comes out depends on it.</summary>
    private static PrimitiveInfo Float2(PrimitiveOperator primitive, string name, Func<double, double, double> evaluate) =>
        new(primitive, name, [Float, Float], Float, values => Value.Float(evaluate(values[0].AsFloat, values[1].AsFloat)));

    /// <summary>With NaN both a comparison and its opposite are false, so no operator is the negation of another.</summary>
    private static PrimitiveInfo CompareFloat(PrimitiveOperator primitive, string name, Func<double, double, bool> evaluate, PrimitiveOperator swapped) =>
        new(primitive, name, [Float, Float], Bool, values => Value.Bool(evaluate(values[0].AsFloat, values[1].AsFloat)), Swapped: swapped);
}
