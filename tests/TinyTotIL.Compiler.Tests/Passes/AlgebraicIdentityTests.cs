using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.Passes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Tests.Passes;

/// <summary>Each identity, tried on values that break wrong ones: both zeros, NaN, infinities, and the ends of the integers.</summary>
public sealed class AlgebraicIdentityTests
{
    private static readonly Value[] Ints = [.. new long[] { 0, 1, -1, 2, 5, 63, 64, long.MaxValue, long.MinValue }.Select(Value.Int)];

    private static readonly Value[] Floats =
    [
        .. new[]
        {
            0.0, -0.0, 1.0, -1.0, 0.1, double.NaN, -double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue,
        }.Select(Value.Float),
    ];

    private static readonly Value[] Bools = [Value.Bool(false), Value.Bool(true)];

    public static TheoryData<int> Rows() => new(Enumerable.Range(0, AlgebraicIdentities.All.Count));

    [Theory]
    [MemberData(nameof(Rows))]
    public void An_identity_holds_for_every_operand(int row)
    {
        var identity = AlgebraicIdentities.All[row];
        var info = Primitives.Of(identity.Operator);
        var samples = info.Operands[0] switch { IrType.Int => Ints, IrType.Float => Floats, _ => Bools };
        foreach (var value in samples)
        {
            Value[] operands = identity.Side switch
            {
                OperandSide.Left => [identity.Operand, value],
                OperandSide.Right => [value, identity.Operand],
                _ => [value, value],
            };
            var simpler = identity.Result ?? (identity.Applied is { } applied ? Primitives.Of(applied).Evaluate([value]) : value);
            Assert.Equal(info.Evaluate(operands), simpler);
        }
    }

    [Fact]
    public void No_identity_is_written_twice() =>
        Assert.Equal(AlgebraicIdentities.All.Count, AlgebraicIdentities.All.DistinctBy(row => (row.Operator, row.Side, row.Operand)).Count());

    [Fact]
    public void Where_operands_may_change_places_the_constant_stands_on_the_right() =>
        Assert.DoesNotContain(AlgebraicIdentities.All, row => row.Side == OperandSide.Left && Primitives.Of(row.Operator).IsCommutative);

}
