#pragma warning disable CA1861 // Each array is used once, where it stands.

using System.Numerics;
using System.Text;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Conformance.Tests.Embedding;

/// <summary>The ways between .NET objects and values.</summary>
public sealed class ScriptValueTests
{
    public static TheoryData<object?, string> Objects() => new()
    {
        { null, "null" },
        { 7, "7" },
        { (byte)7, "7" },
        { 2.5f, "2.5" },
        { true, "true" },
        { "text", "text" },
        { 'c', "c" },
        { new[] { 1, 2 }, "[1, 2]" },
        { new List<object?> { "a", null, new[] { 1.5 } }, "[a, null, [1.5]]" },
        { new HashSet<int> { 4 }, "[4]" },
        { new Dictionary<string, int> { ["a"] = 1 }, "{a: 1}" },
        { new Dictionary<string, object?> { ["a"] = new Dictionary<string, string> { ["b"] = "c" } }, "{a: {b: c}}" },
        { new StringBuilder("x"), "Foreign(System.Text.StringBuilder)" },
    };

    [Theory]
    [MemberData(nameof(Objects))]
    public void An_object_becomes_the_value_that_prints_so(object? content, string printed) => Assert.Equal(printed, ScriptValues.ToValue(content).ToString());

    [Fact]
    public void Values_come_back_as_what_is_asked_for()
    {
        var list = ScriptValues.ToValue(new[] { 1, 2 });
        Assert.Equal([1, 2], ScriptValues.FromValue<int[]>(list)!);
        Assert.Equal([1L, 2L], ScriptValues.FromValue<List<long>>(list)!);
        Assert.Equal([1.0, 2.0], ScriptValues.FromValue<IEnumerable<double>>(list)!);
        Assert.Equal([1L, 2L], (List<object?>)ScriptValues.FromValue<object>(list)!);
        Assert.Equal(new Dictionary<string, int?> { ["a"] = 1, ["b"] = null }, ScriptValues.FromValue<IReadOnlyDictionary<string, int?>>(
            ScriptValues.ToValue(new Dictionary<string, object?> { ["a"] = 1, ["b"] = null }))!);
        Assert.Equal(DayOfWeek.Friday, ScriptValues.FromValue<DayOfWeek>(5));
        Assert.Equal(2.5f, ScriptValues.FromValue<float>(2.5));
        Assert.Equal(2.5m, ScriptValues.FromValue<decimal>(2.5));
        Assert.Equal(3m, ScriptValues.FromValue<decimal>(3));
        Assert.Equal('x', ScriptValues.FromValue<char>("x"));
        Assert.Equal([1, 2], ScriptValues.FromValue<byte[]>(ScriptValues.ToValue(new byte[] { 1, 2 }))!);
        Assert.Null(ScriptValues.FromValue<int?>(Value.Null));
        Assert.Null(ScriptValues.FromValue<string>(Value.Null));
        var builder = new StringBuilder();
        Assert.Same(builder, ScriptValues.FromValue<StringBuilder>(ScriptValues.ToValue(builder)));
    }

    [Fact]
    public void What_does_not_fit_is_refused_and_never_cut()
    {
        Assert.Throws<InvalidCastException>(() => ScriptValues.FromValue<int>(1L << 40));
        Assert.Throws<InvalidCastException>(() => ScriptValues.FromValue<int>(1.0));
        Assert.Throws<InvalidCastException>(() => ScriptValues.FromValue<int>(Value.Null));
        Assert.Throws<InvalidCastException>(() => ScriptValues.FromValue<string>(1));
        Assert.Throws<InvalidCastException>(() => ScriptValues.FromValue<decimal>(1e300));
        Assert.Throws<InvalidCastException>(() => ScriptValues.FromValue<decimal>(double.NaN));
        Assert.Throws<InvalidCastException>(() => ScriptValues.FromValue<int[]>(ScriptValues.ToValue(new object[] { 1, "a" })));
        Assert.Throws<ArgumentException>(() => ScriptValues.ToValue(ulong.MaxValue));
        Assert.Throws<ArgumentException>(() => ScriptValues.ToValue(typeof(string)));
        Assert.Throws<ArgumentException>(() => ScriptValues.ToValue(new Dictionary<int, int> { [1] = 1 }));
    }

    [Fact]
    public void What_holds_itself_is_refused()
    {
        var list = new List<object?>();
        list.Add(list);
        Assert.Throws<ArgumentException>(() => ScriptValues.ToValue(list));

        var pair = new PairValue(1, Value.EmptyList);
        pair.Cdr = Value.From(pair);
        Assert.Throws<InvalidCastException>(() => ScriptValues.FromValue<int[]>(Value.From(pair)));
        pair.Car = Value.From(pair);
        pair.Cdr = Value.EmptyList;
        Assert.Throws<InvalidCastException>(() => ScriptValues.FromValue<object>(Value.From(pair)));
    }

    [Fact]
    public void Scheme_has_data_of_its_own()
    {
        var list = ScriptValues.ToSchemeValue(new object[] { 1, new[] { 2 } });
        Assert.IsType<PairValue>(list.Tag);
        Assert.Equal([[1], [2]], ScriptValues.FromValue<List<List<int>>>(ScriptValues.ToSchemeValue(new[] { new[] { 1 }, [2] }))!);
        Assert.Equal([3, 4], ScriptValues.FromValue<int[]>(Value.From(new VectorValue([3, 4])))!);
        Assert.Equal("name", ScriptValues.FromValue<string>(Value.From(SymbolValue.Of("name"))));
        Assert.Equal(BigInteger.Pow(10, 30), ScriptValues.FromValue<BigInteger>(ScriptValues.ToSchemeValue(BigInteger.Pow(10, 30))));
        Assert.Equal("c", ScriptValues.FromValue<object>(ScriptValues.ToSchemeValue('c')));
        Assert.Equal(new Dictionary<string, int> { ["a"] = 1 }, ScriptValues.FromValue<Dictionary<string, int>>(ScriptValues.ToSchemeValue(new Dictionary<string, int> { ["a"] = 1 }))!);
    }
}
