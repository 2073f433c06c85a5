using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Values;

public class ValueEqualityTests
{
    [Fact]
    public void Only_six_kinds_can_be_compared_and_only_with_their_own()
    {
        Value[] comparable = [Value.Int(0), Value.Float(0), Value.Bool(false), Value.Null, Value.Text(""), Function(0, 1)];
        Value[] others =
        [
            Value.From(ListValue.Empty), Value.From(ObjectValue.Empty), Value.From(new BytesValue([])),
            Value.From(new HandleValue(ValueKind.Stream, "s")), Value.From(new ExceptionValue("", [])),
            Value.From(new FunctionValue(new FunctionPrototype(0, 1, 1, [], []), [])),
        ];
        Value[] all = [.. comparable, .. others];
        for (int a = 0; a < all.Length; a++)
        {
            for (int b = 0; b < all.Length; b++)
            {
                Assert.Equal(a == b && a < comparable.Length, ValueEquality.AreComparable(all[a], all[b]));
            }
        }
    }

    [Fact]
    public void Equal_and_different_are_opposites_except_for_floats_without_a_distance()
    {
        ExpectEqual(Value.Null, Value.Null);
        ExpectEqual(Value.Bool(true), Value.Bool(true));
        ExpectDifferent(Value.Bool(true), Value.Bool(false));
        ExpectEqual(Value.Float(0.1 + 0.2), Value.Float(0.3));
        ExpectDifferent(Value.Float(1e16), Value.Float(1e16 + 2));
        var infinity = Value.Float(double.PositiveInfinity);
        Assert.False(ValueEquality.AreEqual(infinity, infinity));
        Assert.False(ValueEquality.AreDifferent(infinity, infinity));
    }

    [Fact]
    public void Text_is_compared_by_its_characters_whatever_holds_it()
    {
        string flat = new('x', 400);
        var view = TextValue.Concat(Value.Text(flat[..200]), Value.Text(flat[200..]));
        ExpectEqual(view, Value.Text(flat));
        ExpectDifferent(view, Value.Text(flat[1..] + "y"));
        ExpectDifferent(Value.Text("a"), Value.Text("A"));
        ExpectEqual(Value.Text(""), Value.Text(""));
    }

    [Fact]
    public void Texts_are_compared_without_making_strings_of_them()
    {
        string flat = new('x', 100_000);
        var view = TextValue.Concat(Value.Text(flat), Value.Text("y"));
        var same = TextValue.Concat(Value.Text(flat), Value.Text("y"));
        ExpectEqual(view, same);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(ValueEquality.AreEqual(view, same));
        Assert.False(ValueEquality.AreEqual(view, Value.Text(flat)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    [Fact]
    public void Functions_are_equal_when_place_and_parameters_are()
    {
        ExpectEqual(Function(0, 3, "a", "b"), Function(0, 3, "a", "b"));
        ExpectDifferent(Function(0, 3, "a", "b"), Function(0, 4, "a", "b"));
        ExpectDifferent(Function(0, 3, "a", "b"), Function(1, 3, "a", "b"));
        ExpectDifferent(Function(0, 3, "a", "b"), Function(0, 3, "b", "a"));
        ExpectDifferent(Function(0, 3, "a", "b"), Function(0, 3, "a"));
    }

    private static Value Function(int module, ulong address, params string[] parameters) =>
        Value.From(new FunctionValue(new FunctionPrototype(module, address, (int)address, parameters, capturedNames: null), captured: null));

    private static void ExpectEqual(Value a, Value b)
    {
        Assert.True(ValueEquality.AreComparable(a, b));
        Assert.True(ValueEquality.AreEqual(a, b));
        Assert.False(ValueEquality.AreDifferent(a, b));
    }

    private static void ExpectDifferent(Value a, Value b)
    {
        Assert.True(ValueEquality.AreComparable(a, b));
        Assert.False(ValueEquality.AreEqual(a, b));
        Assert.True(ValueEquality.AreDifferent(a, b));
    }
}
