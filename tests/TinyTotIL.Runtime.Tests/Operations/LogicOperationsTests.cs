using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Values;
using Xunit;
using static TinyTotIL.Runtime.Tests.TestProcess;

namespace TinyTotIL.Runtime.Tests.Operations;

public class LogicOperationsTests
{
    [Theory]
    [InlineData(false, false, false, false)]
    [InlineData(false, true, false, true)]
    [InlineData(true, false, false, true)]
    [InlineData(true, true, true, true)]
    public void Booleans_combine_to_booleans(bool a, bool b, bool both, bool either)
    {
        Assert.Equal(both ? "Bool(true)" : "Bool(false)", Result(c => LogicOperations.And(c, Value.Bool(a), Value.Bool(b))));
        Assert.Equal(either ? "Bool(true)" : "Bool(false)", Result(c => LogicOperations.Or(c, Value.Bool(a), Value.Bool(b))));
    }

    [Fact]
    public void Not_negates_booleans_and_finds_the_integer_zero()
    {
        Assert.Equal("Bool(false)", Result(c => LogicOperations.Not(c, Value.Bool(true))));
        Assert.Equal("Bool(true)", Result(c => LogicOperations.Not(c, Value.Bool(false))));
        Assert.Equal("Bool(true)", Result(c => LogicOperations.Not(c, Value.Int(0))));
        Assert.Equal("Bool(false)", Result(c => LogicOperations.Not(c, Value.Int(-1))));
    }

    [Fact]
    public void Other_types_are_mismatches()
    {
        Assert.Equal("NOT expects Bool or Int but got Null", Error(c => LogicOperations.Not(c, Value.Null)));
        Assert.Equal("NOT expects Bool or Int but got Float(0.0)", Error(c => LogicOperations.Not(c, Value.Float(0))));
        Assert.Equal("AND expects two Booleans but got Int(1), Bool(true)", Error(c => LogicOperations.And(c, Value.Int(1), Value.Bool(true))));
        Assert.Equal("OR expects two Booleans but got Bool(true), Int(1)", Error(c => LogicOperations.Or(c, Value.Bool(true), Value.Int(1))));
    }
}
