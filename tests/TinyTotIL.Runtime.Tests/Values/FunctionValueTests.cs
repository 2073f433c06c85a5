using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Values;

public class FunctionValueTests
{
    [Fact]
    public void Captured_values_are_found_wherever_they_are_kept()
    {
        var one = new FunctionValue(Over("a"), Value.Int(1));
        var two = new FunctionValue(Over("a", "b"), Value.Text("x"), Value.Int(2));
        Assert.Equal([1], Numbers(one));
        Assert.Equal(1, one.Captured0.AsInt);
        Assert.Equal("x", two.CapturedAt(0).AsText);
        Assert.Equal(2, two.Captured1.AsInt);
        for (int count = 0; count < 5; count++)
        {
            string[] names = [.. Enumerable.Range(0, count).Select(i => $"n{i}")];
            var closure = new FunctionValue(Over(names), [.. Enumerable.Range(0, count).Select(i => Value.Int(i))]);
            Assert.Equal(count, closure.CapturedCount);
            Assert.Equal(Enumerable.Range(0, count).Select(i => (long)i), Numbers(closure));
            Assert.Equal(Numbers(closure), closure.CopyCaptured().Select(value => value.AsInt));
        }
    }

    [Fact]
    public void Both_ways_to_make_a_closure_write_the_same_text()
    {
        var prototype = Over("a", "b");
        var fromArray = Value.From(new FunctionValue(prototype, [Value.Int(1), Value.Null]));
        var direct = Value.From(new FunctionValue(prototype, Value.Int(1), Value.Null));
        const string Expected = "Closure { addr: 3, params: [\"p\"], captured: {\"a\": Int(1), \"b\": Null} }";
        Assert.Equal(Expected, ValueText.Debug(direct, AddressSpace.OwnNumbers));
        Assert.Equal(Expected, ValueText.Debug(fromArray, AddressSpace.OwnNumbers));
        Assert.Equal("closure@3 (p) [captured: 2]", ValueText.Display(direct, AddressSpace.OwnNumbers));
    }

    [Fact]
    public void A_plain_function_is_one_value()
    {
        var prototype = new FunctionPrototype(0, 3, 3, ["p"], capturedNames: null);
        var function = FunctionOperations.Make(prototype);
        Assert.Same(function.Tag, FunctionOperations.Make(prototype).Tag);
        Assert.Equal(ValueKind.Function, function.Kind);
        Assert.Equal(0, ((FunctionValue)function.Tag!).CapturedCount);
    }

    private static FunctionPrototype Over(params string[] names) => new(0, 3, 3, ["p"], names);

    private static long[] Numbers(FunctionValue function) => [.. Enumerable.Range(0, function.CapturedCount).Select(i => function.CapturedAt(i).AsInt)];
}
