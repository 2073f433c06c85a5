using System.Diagnostics;
using System.Reflection;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Values;

/// <summary>What .NET debuggers show of values.</summary>
public sealed class ValueViewTests
{
    [Fact]
    public void A_value_is_shown_in_a_line()
    {
        Assert.Equal("Int(5)", Shown(5));
        Assert.Equal("Str(\"a\")", Shown("a"));
        Assert.Equal("Null", Shown(Value.Null));
        Assert.Equal("List([Int(1), Str(\"x\")])", Shown(List(1, "x")));
        Assert.Equal("(no value)", Shown(Value.Unset));
        Assert.Equal("List([Int(1)])", ((HeapValue)List(1).Tag!).DebuggerText);
    }

    [Fact]
    public void A_long_value_is_cut()
    {
        string shown = Shown(new string('x', 100_000));
        Assert.InRange(shown.Length, 100, 300);
        Assert.EndsWith("...", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_opens_into_its_parts()
    {
        Assert.Equal(["[0] = Int(1)", "[1] = Str(\"x\")"], Parts(List(1, "x")));
        Assert.Equal(["a = Int(1)", "b = Null"], Parts(Value.From(ObjectValue.Empty.Set("a", 1).Set("b", Value.Null))));
        Assert.Equal(["car = Int(1)", "cdr = Int(2)"], Parts(Value.From(new PairValue(1, 2))));
        Assert.Equal([], Parts(7));
    }

    [Fact]
    public void A_long_list_opens_into_as_many_parts_as_can_be_read() => Assert.Equal(1000, Parts(List([.. Enumerable.Repeat((Value)1, 5000)])).Length);

    [Fact]
    public void A_scope_opens_into_its_variables()
    {
        var scope = new Scope();
        scope.Set("n", 3);
        scope.Set("text", "t");
        Assert.Equal(["n = Int(3)", "text = Str(\"t\")"], Names(new ScopeView(scope).Variables));
    }

    [Theory]
    [InlineData(typeof(Value))]
    [InlineData(typeof(HeapValue))]
    [InlineData(typeof(Scope))]
    [InlineData(typeof(TinyTotIL.Runtime.Processes.ProcessContext))]
    public void A_debugger_finds_the_view_by_attributes_and_can_make_it(Type type)
    {
        var proxy = Type.GetType(type.GetCustomAttribute<DebuggerTypeProxyAttribute>()!.ProxyTypeName, throwOnError: true)!;
        Assert.NotNull(proxy.GetConstructor([type]));
        if (type.GetCustomAttribute<DebuggerDisplayAttribute>() is { } display)
        {
            string member = display.Value[(display.Value.IndexOf('{') + 1)..].Split(',', '}')[0];
            Assert.NotNull(type.GetProperty(member, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic));
        }
    }

    private static Value List(params Value[] items) => Value.From(ListValue.FromOwned(items));

    private static string Shown(Value value) => value.DebuggerText;

    private static string[] Parts(Value value) => Names(new ValueView(value).Parts);

    private static string[] Names(NamedValue[] values) => [.. values.Select(part => $"{part.Name} = {part.Value.DebuggerText}")];
}
