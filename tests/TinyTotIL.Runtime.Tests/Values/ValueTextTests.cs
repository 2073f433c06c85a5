using System.Text;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Values;

public class ValueTextTests
{
    /// <summary>Values with both forms.</summary>
    public static TheoryData<string, string, string> Forms => new()
    {
        { "int", "-5", "Int(-5)" },
        { "smallest int", "-9223372036854775808", "Int(-9223372036854775808)" },
        { "float", "2", "Float(2.0)" },
        { "true", "true", "Bool(true)" },
        { "false", "false", "Bool(false)" },
        { "null", "null", "Null" },
        { "text", "x y", "Str(\"x y\")" },
        { "list", "[1, x y, null]", "List([Int(1), Str(\"x y\"), Null])" },
        { "empty list", "[]", "List([])" },
        { "object", "{a: 5, b: [1, x y, null]}", "Object({\"a\": Int(5), \"b\": List([Int(1), Str(\"x y\"), Null])})" },
        { "empty object", "{}", "Object({})" },
        { "bytes", "Bytes(3)", "Bytes([99, 111, 255])" },
        { "no bytes", "Bytes(0)", "Bytes([])" },
        { "connection", "Connection(db:x)", "Connection(\"db:x\")" },
        { "stream", "Stream(s)", "Stream(\"s\")" },
        { "future", "Future(f)", "Future(\"f\")" },
        { "function", "function@3 (a, b)", "Function { addr: 3, params: [\"a\", \"b\"] }" },
        { "function without parameters", "function@3 ()", "Function { addr: 3, params: [] }" },
        { "closure", "closure@3 (a) [captured: 1]", "Closure { addr: 3, params: [\"a\"], captured: {\"x\": Int(1)} }" },
        { "closure over nothing", "closure@3 () [captured: 0]", "Closure { addr: 3, params: [], captured: {} }" },
        {
            "exception", "Exception: boo\nStack trace:\n  at instruction 2",
            "Exception { message: \"boo\", stack_trace: [\"at instruction 2\"] }"
        },
        { "exception without trace", "Exception: boo", "Exception { message: \"boo\", stack_trace: [] }" },
        { "nested", "[[], {k: [{}]}, closure@3 (a) [captured: 1]]", "List([List([]), Object({\"k\": List([Object({})])}), Closure { addr: 3, params: [\"a\"], captured: {\"x\": Int(1)} }])" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_kind_has_both_forms(string name, string display, string debug)
    {
        var value = Sample(name);
        var streamed = new StringBuilder();
        ValueText.Display(value, AddressSpace.OwnNumbers, text => streamed.Append(text));
        Assert.Equal(display, ValueText.Display(value, AddressSpace.OwnNumbers));
        Assert.Equal(display, streamed.ToString());
        Assert.Equal(display, value.ToString());
        Assert.Equal(debug, ValueText.Debug(value, AddressSpace.OwnNumbers));
    }

    [Fact]
    public void Functions_show_the_address_that_the_running_module_sees()
    {
        var addresses = new AddressSpace(module: 0, length: 10);
        addresses = addresses.With(new AddressSpace(module: 2, length: 5));
        var imported = Value.From(new FunctionValue(new FunctionPrototype(module: 2, address: 3, target: 0, [], capturedNames: null), captured: null));
        Assert.Equal("function@13 ()", ValueText.Display(imported, addresses));
        Assert.Equal("Function { addr: 13, params: [] }", ValueText.Debug(imported, addresses));
        Assert.Equal("closure@3 () [captured: 0]", ValueText.Display(Sample("closure over nothing"), addresses));
    }

    [Fact]
    public void A_function_can_have_any_address()
    {
        var function = new FunctionPrototype(module: 0, address: ulong.MaxValue, target: 0, [], capturedNames: null);
        Assert.Equal("function@18446744073709551615 ()", ValueText.Display(Value.From(new FunctionValue(function, null)), AddressSpace.OwnNumbers));
    }

    [Fact]
    public void A_scope_shows_names_and_values_in_order()
    {
        var scope = new Scope();
        Assert.Equal("Some({})", ValueText.DebugScope(scope, AddressSpace.OwnNumbers));
        scope.Set("a", Value.Int(1));
        scope.Set("\"b\"", Sample("list"));
        Assert.Equal("Some({\"a\": Int(1), \"\\\"b\\\"\": List([Int(1), Str(\"x y\"), Null])})", ValueText.DebugScope(scope, AddressSpace.OwnNumbers));
    }

    [Fact]
    public void Slices_and_long_texts_show_their_own_part_only()
    {
        var list = ListValue.FromOwned([Value.Int(1), Value.Int(2), Value.Int(3), Value.Int(4)]).Slice(1, 3);
        Assert.Equal("[2, 3]", ValueText.Display(Value.From(list), AddressSpace.OwnNumbers));
        string half = new('x', 300);
        var text = TextValue.Concat(Value.Text(half), Value.Text("y"));
        Assert.Equal(half + "y", ValueText.Display(text, AddressSpace.OwnNumbers));
        Assert.Equal($"Str(\"{half}y\")", ValueText.Debug(text, AddressSpace.OwnNumbers));
    }

    [Fact]
    public void Values_nested_a_million_deep_are_written_without_recursion()
    {
        const int Depth = 1_000_000;
        var value = Value.Null;
        for (int i = 0; i < Depth; i++)
        {
            value = i % 2 == 0 ? Value.From(ListValue.FromOwned([value])) : Value.From(ObjectValue.Empty.Set("k", value));
        }

        string display = ValueText.Display(value, AddressSpace.OwnNumbers);
        Assert.Equal((Depth / 2 * "[]".Length) + (Depth / 2 * "{k: }".Length) + "null".Length, display.Length);
        Assert.StartsWith("{k: [{k: [", display);
        Assert.EndsWith("]}]}", display);

        string debug = ValueText.Debug(value, AddressSpace.OwnNumbers);
        Assert.Equal((Depth / 2 * "List([])".Length) + (Depth / 2 * "Object({\"k\": })".Length) + "Null".Length, debug.Length);
    }

    [Fact]
    public void Closures_nested_a_million_deep_are_written_without_recursion()
    {
        const int Depth = 1_000_000;
        var prototype = new FunctionPrototype(0, 1, 0, [], ["x"]);
        var value = Value.Null;
        for (int i = 0; i < Depth; i++)
        {
            value = Value.From(new FunctionValue(prototype, [value]));
        }

        string debug = ValueText.Debug(value, AddressSpace.OwnNumbers);
        Assert.Equal((Depth * "Closure { addr: 1, params: [], captured: {\"x\": } }".Length) + "Null".Length, debug.Length);
    }

    [Fact]
    public void Text_larger_than_the_ceiling_is_cut_off_with_a_mark()
    {
        var value = Value.Text("ab");
        for (int i = 0; i < 60; i++)
        {
            value = Value.From(ListValue.FromOwned([value, value]));
        }

        string debug = ValueText.Debug(value, AddressSpace.OwnNumbers);
        Assert.Equal(ValueText.Ceiling + 3, debug.Length);
        Assert.EndsWith("...", debug);
        Assert.StartsWith("List([List([", debug);
    }

    [Fact]
    public void Printing_shared_structure_takes_memory_for_its_depth_only()
    {
        var value = Value.Text("0123456789");
        for (int i = 0; i < 18; i++)
        {
            value = Value.From(ListValue.FromOwned([value, value]));
        }

        long written = 0;
        int longest = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        ValueText.Display(value, AddressSpace.OwnNumbers, text =>
        {
            written += text.Length;
            longest = Math.Max(longest, text.Length);
        });

        Assert.Equal(((1L << 18) * 10) + (((1L << 18) - 1) * "[, ]".Length), written);
        Assert.InRange(longest, 1, 4096);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000);
    }

    [Fact]
    public void Pieces_never_end_inside_a_surrogate_pair()
    {
        var items = new Value[5000];
        Array.Fill(items, Value.Text("\U0001f600"));
        var pieces = new List<string>();
        ValueText.Display(Value.From(ListValue.FromOwned(items)), AddressSpace.OwnNumbers, text => pieces.Add(text.ToString()));
        Assert.True(pieces.Count > 1);
        Assert.All(pieces, piece => Assert.False(char.IsHighSurrogate(piece[^1])));
    }

    private static Value Sample(string name) => name switch
    {
        "int" => Value.Int(-5),
        "smallest int" => Value.Int(long.MinValue),
        "float" => Value.Float(2),
        "true" => Value.Bool(true),
        "false" => Value.Bool(false),
        "null" => Value.Null,
        "text" => Value.Text("x y"),
        "list" => Value.From(ListValue.FromOwned([Value.Int(1), Value.Text("x y"), Value.Null])),
        "empty list" => Value.From(ListValue.Empty),
        "object" => Value.From(ObjectValue.Empty.Set("a", Value.Int(5)).Set("b", Sample("list"))),
        "empty object" => Value.From(ObjectValue.Empty),
        "bytes" => Value.From(new BytesValue([99, 111, 255])),
        "no bytes" => Value.From(new BytesValue([])),
        "connection" => Value.From(new HandleValue(ValueKind.Connection, "db:x")),
        "stream" => Value.From(new HandleValue(ValueKind.Stream, "s")),
        "future" => Value.From(new HandleValue(ValueKind.Future, "f")),
        "function" => Value.From(new FunctionValue(new FunctionPrototype(0, 3, 3, ["a", "b"], null), null)),
        "function without parameters" => Value.From(new FunctionValue(new FunctionPrototype(0, 3, 3, [], null), null)),
        "closure" => Value.From(new FunctionValue(new FunctionPrototype(0, 3, 3, ["a"], ["x"]), [Value.Int(1)])),
        "closure over nothing" => Value.From(new FunctionValue(new FunctionPrototype(0, 3, 3, [], []), [])),
        "exception" => Value.From(new ExceptionValue("boo", ["at instruction 2"])),
        "exception without trace" => Value.From(new ExceptionValue("boo", [])),
        "nested" => Value.From(ListValue.FromOwned(
            [Value.From(ListValue.Empty), Value.From(ObjectValue.Empty.Set("k", Value.From(ListValue.FromOwned([Value.From(ObjectValue.Empty)])))), Sample("closure")])),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
