using TinyTotIL.Compiler.Ir;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Tests.Ir;

/// <summary>The table of primitives: whole, true to its types, and right about which rows belong together.</summary>
public sealed class PrimitiveTests
{
    private static readonly Value[] Ints = [.. new long[] { 0, 1, -1, 2, 63, 64, -7, long.MaxValue, long.MinValue }.Select(Value.Int)];

    private static readonly Value[] Floats =
        [.. new[] { 0.0, -0.0, 1.0, -2.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon }.Select(Value.Float)];

    private static readonly Value[] Bools = [Value.Bool(false), Value.Bool(true)];

    [Fact]
    public void Every_operator_has_the_row_at_its_index()
    {
        var operators = Enum.GetValues<PrimitiveOperator>();
        Assert.Equal(operators, Primitives.All.Select(row => row.Operator));
        Assert.All(operators, primitive => Assert.Equal(primitive, Primitives.Of(primitive).Operator));
        Assert.All(Primitives.All, row => Assert.Same(row, Primitives.Find(row.Name)));
        Assert.Null(Primitives.Find("add"));
    }

    [Fact]
    public void A_row_takes_one_or_two_unboxed_operands_and_gives_what_it_says()
    {
        foreach (var row in Primitives.All)
        {
            Assert.InRange(row.Operands.Length, 1, 2);
            Assert.All(Operands(row), operands => Assert.Equal(row.Result, IrTypes.Of(row.Evaluate(operands))));
        }
    }

    [Fact]
    public void Operands_of_a_commutative_row_may_change_places()
    {
        Assert.Equal(
            ["add_int", "mul_int", "and_int", "or_int", "xor_int", "eq_int", "ne_int", "and_bool", "or_bool", "eq_bool"],
            Primitives.All.Where(row => row.IsCommutative).Select(row => row.Name));
        foreach (var row in Primitives.All.Where(row => row.IsCommutative))
        {
            Assert.All(Operands(row), operands => Assert.Equal(row.Evaluate(operands), row.Evaluate([operands[1], operands[0]])));
        }
    }

    [Fact]
    public void The_negated_operator_always_says_the_opposite()
    {
        Assert.Equal(6, Primitives.All.Count(row => row.Negated is not null));
        foreach (var row in Primitives.All.Where(row => row.Negated is not null))
        {
            var negated = Primitives.Of(row.Negated!.Value);
            Assert.Equal(row.Operator, negated.Negated);
            Assert.All(Operands(row), operands => Assert.NotEqual(row.Evaluate(operands).AsBool, negated.Evaluate(operands).AsBool));
        }
    }

    [Fact]
    public void The_swapped_operator_says_the_same_of_operands_that_changed_places()
    {
        Assert.Equal(10, Primitives.All.Count(row => row.Swapped is not null));
        foreach (var row in Primitives.All.Where(row => row.Swapped is not null))
        {
            var swapped = Primitives.Of(row.Swapped!.Value);
            Assert.Equal(row.Operator, swapped.Swapped);
            Assert.All(Operands(row), operands => Assert.Equal(row.Evaluate(operands).AsBool, swapped.Evaluate([operands[1], operands[0]]).AsBool));
        }
    }

    [Theory]
    [InlineData("add_int", long.MaxValue, 1L, long.MinValue)]
    [InlineData("sub_int", long.MinValue, 1L, long.MaxValue)]
    [InlineData("mul_int", long.MaxValue, 2L, -2L)]
    [InlineData("div_int", -7L, 2L, -3L)]
    [InlineData("rem_int", -7L, 2L, -1L)]
    [InlineData("and_int", 12L, 10L, 8L)]
    [InlineData("or_int", 12L, 10L, 14L)]
    [InlineData("xor_int", 12L, 10L, 6L)]
    [InlineData("shl_int", 1L, 65L, 2L)]
    [InlineData("shl_int", 1L, -1L, long.MinValue)]
    [InlineData("shr_int", -8L, 1L, -4L)]
    [InlineData("ushr_int", -1L, 63L, 1L)]
    [InlineData("eq_int", 3L, 3L, true)]
    [InlineData("ne_int", 3L, 3L, false)]
    [InlineData("lt_int", -1L, 1L, true)]
    [InlineData("le_int", 1L, 1L, true)]
    [InlineData("gt_int", -1L, 1L, false)]
    [InlineData("ge_int", 1L, 1L, true)]
    [InlineData("add_float", 0.5, 0.25, 0.75)]
    [InlineData("add_float", -0.0, 0.0, 0.0)]
    [InlineData("sub_float", 0.5, 0.25, 0.25)]
    [InlineData("mul_float", -0.0, 2.0, -0.0)]
    [InlineData("div_float", 1.0, 4.0, 0.25)]
    [InlineData("lt_float", double.NaN, 1.0, false)]
    [InlineData("le_float", -0.0, 0.0, true)]
    [InlineData("gt_float", 2.0, 1.0, true)]
    [InlineData("ge_float", double.NaN, double.NaN, false)]
    [InlineData("and_bool", true, false, false)]
    [InlineData("or_bool", true, false, true)]
    [InlineData("eq_bool", false, false, true)]
    public void Two_operands_give(string name, object left, object right, object expected) =>
        Assert.Equal(Constant(expected), Primitives.Find(name)!.Evaluate([Constant(left), Constant(right)]));

    [Theory]
    [InlineData("neg_int", long.MinValue, long.MinValue)]
    [InlineData("complement_int", 0L, -1L)]
    [InlineData("neg_float", 0.0, -0.0)]
    [InlineData("float_of_int", long.MaxValue, 9223372036854775808.0)]
    [InlineData("not_bool", true, false)]
    [InlineData("int_of_bool", true, 1L)]
    [InlineData("int_of_bool", false, 0L)]
    public void One_operand_gives(string name, object operand, object expected) =>
        Assert.Equal(Constant(expected), Primitives.Find(name)!.Evaluate([Constant(operand)]));

    private static Value Constant(object value) => value switch
    {
        long number => Value.Int(number),
        double number => Value.Float(number),
        _ => Value.Bool((bool)value),
    };

    /// <summary>Samples for the operands of a row; division by 0 and -1 is never asked of it.</summary>
    private static IEnumerable<Value[]> Operands(PrimitiveInfo row)
    {
        bool divides = row.Operator is PrimitiveOperator.DivideInt or PrimitiveOperator.RemainderInt;
        foreach (var first in Samples(row.Operands[0]))
        {
            if (row.Operands.Length == 1)
            {
                yield return [first];
                continue;
            }

            foreach (var second in Samples(row.Operands[1]))
            {
                if (!divides || second.AsInt is not (0 or -1))
                {
                    yield return [first, second];
                }
            }
        }
    }

    private static Value[] Samples(IrType type) => type switch
    {
        IrType.Int => Ints,
        IrType.Float => Floats,
        IrType.Bool => Bools,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "it has no unboxed form"),
    };
}
