using TinyTotIL.Compiler.Debugging;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Tests.Debugging;

public sealed class DebugExpressionTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("10 - 3 - 2", "5")]
    [InlineData("7 / 2", "3")]
    [InlineData("-7 % 3", "-1")]
    [InlineData("7.0 / 2", "3.5")]
    [InlineData("1e3", "1000")]
    [InlineData("n * n == 25 and not (n < 5)", "true")]
    [InlineData("n != 5 or n >= 5", "true")]
    [InlineData("n = 5 && !false || false", "true")]
    [InlineData("not not n", "true")]
    [InlineData("false and missing", "false")]
    [InlineData("true or missing", "true")]
    [InlineData("text == \"a\\\"b\"", "true")]
    [InlineData("text[1]", "\"\\\"\"")]
    [InlineData("\"a\" < \"b\"", "true")]
    [InlineData("xs[0] + xs[1]", "30")]
    [InlineData("xs[n - 4]", "20")]
    [InlineData("object.name", "\"Ann\"")]
    [InlineData("object[\"name\"]", "\"Ann\"")]
    [InlineData("object.inner.xs[1]", "20")]
    [InlineData("|odd name|", "1")]
    [InlineData("null == null", "true")]
    [InlineData("1 == 1.0", "true")]
    [InlineData("1 == \"1\"", "false")]
    [InlineData("-9223372036854775808 / -1", "-9223372036854775808")]
    [InlineData("-9223372036854775808 % -1", "0")]
    public void Expressions_have_values(string text, string expected) => Assert.Equal(expected, Evaluate(text, isLisp: false));

    [Theory]
    [InlineData("list->vector", "7")]
    [InlineData("(n - 1)", "4")]
    [InlineData("even? == false", "true")]
    [InlineData("*global* + 1", "3")]
    public void Names_of_Scheme_have_their_characters(string text, string expected) => Assert.Equal(expected, Evaluate(text, isLisp: true));

    [Theory]
    [InlineData("")]
    [InlineData("1 +")]
    [InlineData("(1")]
    [InlineData("xs[1")]
    [InlineData("1 2")]
    [InlineData("\"open")]
    [InlineData("|open")]
    [InlineData("12ab")]
    [InlineData("a ? b")]
    [InlineData("xs[]")]
    [InlineData("#")]
    [InlineData("a.")]
    public void What_is_no_expression_is_said(string text)
    {
        Assert.False(DebugExpression.TryRead(text, isLisp: false, out _, out string? problem));
        Assert.NotEqual("", problem);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("xs[2]")]
    [InlineData("xs[-1]")]
    [InlineData("xs.name")]
    [InlineData("object.age")]
    [InlineData("n[0]")]
    [InlineData("n + text")]
    [InlineData("n / 0")]
    [InlineData("n % 0")]
    [InlineData("xs < xs")]
    [InlineData("not missing")]
    public void An_expression_may_have_no_value(string text)
    {
        Assert.True(DebugExpression.TryRead(text, isLisp: false, out var expression, out _));
        Assert.False(expression.TryEvaluate(new Variables(), out _, out string? problem));
        Assert.NotEqual("", problem);
    }

    [Fact]
    public void Nesting_is_limited()
    {
        string deep = new string('(', 100_000) + "1" + new string(')', 100_000);
        Assert.False(DebugExpression.TryRead(deep, isLisp: false, out _, out string? problem));
        Assert.Equal("the expression is nested too deeply", problem);
        Assert.True(DebugExpression.TryRead(new string('!', 100_000) + "true", isLisp: false, out _, out _));
    }

    [Theory]
    [InlineData("1", "+1")]
    [InlineData("n", " * n")]
    [InlineData("1", " and 1")]
    [InlineData("0", "||0")]
    [InlineData("n", "[0]")]
    [InlineData("n", ".a")]
    public void The_number_of_operators_is_limited(string first, string next)
    {
        string longest = first + string.Concat(Enumerable.Repeat(next, 1000));
        Assert.True(DebugExpression.TryRead(longest, isLisp: false, out var expression, out string? problem), problem);
        expression.TryEvaluate(new Variables(), out _, out _);
        Assert.InRange(expression.Variables.Count(), 0, 1001);
        foreach (string tooLong in (string[])[longest + next, first + string.Concat(Enumerable.Repeat(next, 200_000))])
        {
            Assert.False(DebugExpression.TryRead(tooLong, isLisp: false, out _, out problem));
            Assert.Equal("the expression is too long; it can have 1000 operators", problem);
        }
    }

    [Fact]
    public void Nothing_that_is_typed_ends_the_reader_badly()
    {
        const string Alphabet = "ab1.[]()\"|'\\ =<>!&+-*/%$#\n\u001b";
        var random = new Random(7);
        for (int round = 0; round < 20_000; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            if (DebugExpression.TryRead(text, isLisp: round % 2 == 0, out var expression, out string? problem))
            {
                expression.TryEvaluate(new Variables(), out _, out _);
            }
            else
            {
                Assert.DoesNotContain('\u001b', problem);
            }
        }
    }

    private static string Evaluate(string text, bool isLisp)
    {
        Assert.True(DebugExpression.TryRead(text, isLisp, out var expression, out string? problem), problem);
        Assert.True(expression.TryEvaluate(new Variables(), out var value, out problem), problem);
        return ValueDisplay.Of(value, AddressSpace.OwnNumbers, most: 100);
    }

    private sealed class Variables : IExpressionScope
    {
        private static readonly Value Items = Value.From(ListValue.FromOwned([10, 20]));

        private readonly Dictionary<string, Value> _values = new()
        {
            ["n"] = 5,
            ["text"] = "a\"b",
            ["xs"] = Items,
            ["object"] = Value.From(ObjectValue.Empty.Set("name", "Ann").Set("inner", Value.From(ObjectValue.Empty.Set("xs", Items)))),
            ["odd name"] = 1,
            ["list->vector"] = 7,
            ["even?"] = false,
            ["*global*"] = 2,
        };

        public bool TryGet(string name, out Value value) => _values.TryGetValue(name, out value);
    }
}
