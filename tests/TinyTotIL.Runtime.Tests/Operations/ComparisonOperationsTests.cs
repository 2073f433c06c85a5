using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;
using Xunit;
using static TinyTotIL.Runtime.Tests.TestProcess;

namespace TinyTotIL.Runtime.Tests.Operations;

public class ComparisonOperationsTests
{
    private delegate Value Pushing(ProcessContext context, Value a, Value b);

    private delegate bool Branching(ProcessContext context, Value a, Value b);

    private static readonly Dictionary<string, (Pushing Push, Branching Branch)> ByName = new()
    {
        ["EQ"] = (ComparisonOperations.Equal, ComparisonOperations.IsEqual),
        ["NE"] = (ComparisonOperations.NotEqual, ComparisonOperations.IsNotEqual),
        ["GT"] = (ComparisonOperations.Greater, ComparisonOperations.IsGreater),
        ["LT"] = (ComparisonOperations.Less, ComparisonOperations.IsLess),
        ["GE"] = (ComparisonOperations.GreaterOrEqual, ComparisonOperations.IsGreaterOrEqual),
        ["LE"] = (ComparisonOperations.LessOrEqual, ComparisonOperations.IsLessOrEqual),
        ["EQ_F"] = (ComparisonOperations.EqualFloat, ComparisonOperations.IsEqualFloat),
        ["NE_F"] = (ComparisonOperations.NotEqualFloat, ComparisonOperations.IsNotEqualFloat),
        ["GT_F"] = (ComparisonOperations.GreaterFloat, ComparisonOperations.IsGreaterFloat),
        ["LT_F"] = (ComparisonOperations.LessFloat, ComparisonOperations.IsLessFloat),
        ["GE_F"] = (ComparisonOperations.GreaterOrEqualFloat, ComparisonOperations.IsGreaterOrEqualFloat),
        ["LE_F"] = (ComparisonOperations.LessOrEqualFloat, ComparisonOperations.IsLessOrEqualFloat),
    };

    /// <summary>Results for a below, equal to and above b.</summary>
    public static TheoryData<string, int, int, int> Orders => new()
    {
        { "EQ", 0, 1, 0 }, { "NE", 1, 0, 1 }, { "GT", 0, 0, 1 }, { "LT", 1, 0, 0 }, { "GE", 0, 1, 1 }, { "LE", 1, 1, 0 },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void Integers_compare_over_the_whole_range(string operation, int below, int equal, int above)
    {
        Expect(below, operation, Value.Int(long.MinValue), Value.Int(long.MaxValue));
        Expect(equal, operation, Value.Int(-3), Value.Int(-3));
        Expect(above, operation, Value.Int(1), Value.Int(-1));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Floats_compare_in_the_float_forms(string operation, int below, int equal, int above)
    {
        Expect(below, operation + "_F", Value.Float(1), Value.Float(1.5));
        Expect(equal, operation + "_F", Value.Float(0.0), Value.Float(-0.0));
        Expect(above, operation + "_F", Value.Float(double.PositiveInfinity), Value.Float(1e308));
    }

    [Theory]
    [InlineData("EQ")]
    [InlineData("NE")]
    [InlineData("EQ_F")]
    [InlineData("NE_F")]
    [InlineData("GT_F")]
    [InlineData("LT_F")]
    [InlineData("GE_F")]
    [InlineData("LE_F")]
    public void What_is_not_a_number_satisfies_no_comparison(string operation)
    {
        Expect(0, operation, Value.Float(double.NaN), Value.Float(double.NaN));
        Expect(0, operation, Value.Float(double.NaN), Value.Float(1));
    }

    [Fact]
    public void An_infinity_is_neither_equal_to_nor_different_from_itself_but_ordered_exactly()
    {
        var infinity = Value.Float(double.PositiveInfinity);
        Expect(0, "EQ", infinity, infinity);
        Expect(0, "NE", infinity, infinity);
        Expect(0, "EQ_F", infinity, infinity);
        Expect(0, "NE_F", infinity, infinity);
        Expect(1, "GE_F", infinity, infinity);
        Expect(1, "NE", infinity, Value.Float(double.NegativeInfinity));
    }

    [Fact]
    public void Floats_closer_than_the_tolerance_are_equal_yet_ordered()
    {
        var near = Value.Float(1e-17);
        Expect(1, "EQ", near, Value.Float(0));
        Expect(0, "NE", near, Value.Float(0));
        Expect(1, "EQ_F", near, Value.Float(0));
        Expect(1, "GT_F", near, Value.Float(0));
        Expect(0, "EQ", Value.Float(1 + ValueEquality.FloatTolerance), Value.Float(1));
        Expect(1, "NE_F", Value.Float(1 + ValueEquality.FloatTolerance), Value.Float(1));
    }

    [Theory]
    [InlineData("EQ")]
    [InlineData("NE")]
    public void Values_of_different_types_cannot_be_compared(string operation)
    {
        ExpectError($"{operation} expects values of the same type but got Int(1), Float(1.0)", operation, Value.Int(1), Value.Float(1));
        ExpectError($"{operation} expects values of the same type but got Int(1), Bool(true)", operation, Value.Int(1), Value.Bool(true));
        ExpectError($"{operation} expects values of the same type but got Null, Int(0)", operation, Value.Null, Value.Int(0));
        ExpectError($"{operation} expects values of the same type but got List([]), List([])", operation, Value.From(ListValue.Empty), Value.From(ListValue.Empty));
    }

    [Theory]
    [InlineData("GT")]
    [InlineData("LT")]
    [InlineData("GE")]
    [InlineData("LE")]
    public void Order_is_for_two_integers(string operation)
    {
        ExpectError($"{operation} expects two integers but got Float(1.0), Float(2.0)", operation, Value.Float(1), Value.Float(2));
        ExpectError($"{operation} expects two integers but got Str(\"a\"), Int(2)", operation, Value.Text("a"), Value.Int(2));
    }

    [Theory]
    [InlineData("EQ_F")]
    [InlineData("NE_F")]
    [InlineData("GT_F")]
    [InlineData("LT_F")]
    [InlineData("GE_F")]
    [InlineData("LE_F")]
    public void Float_forms_are_for_two_floats(string operation) =>
        ExpectError($"{operation} expects two floats but got Int(1), Float(2.0)", operation, Value.Int(1), Value.Float(2));

    private static void Expect(int expected, string operation, Value a, Value b)
    {
        var (push, branch) = ByName[operation];
        Assert.Equal($"Int({expected})", Result(c => push(c, a, b)));
        Assert.Equal($"Bool({(expected == 1 ? "true" : "false")})", Result(c => Value.Bool(branch(c, a, b))));
    }

    private static void ExpectError(string expected, string operation, Value a, Value b)
    {
        var (push, branch) = ByName[operation];
        Assert.Equal(expected, Error(c => push(c, a, b)));
        Assert.Equal(expected, Error(c => Value.Bool(branch(c, a, b))));
    }
}
