using System.Numerics;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Scheme;

/// <summary>When data are the same, and when they are equal.</summary>
public sealed class DatumEqualityTests
{
    [Theory]
    [InlineData("a", "a", true, true)]
    [InlineData("a", "b", false, false)]
    [InlineData("()", "()", true, true)]
    [InlineData("2", "2", true, true)]
    [InlineData("2", "2.0", false, false)]
    [InlineData("100000000000000000000", "100000000000000000000", true, true)]
    [InlineData("1/3", "1/3", true, true)]
    [InlineData("0.0", "-0.0", false, false)]
    [InlineData("#\\a", "#\\a", true, true)]
    [InlineData("#t", "#t", true, true)]
    [InlineData("#f", "()", false, false)]
    [InlineData("\"abc\"", "\"abc\"", false, true)]
    [InlineData("\"abc\"", "\"abd\"", false, false)]
    [InlineData("\"\"", "\"\"", true, true)]
    [InlineData("\"abc\"", "abc", false, false)]
    [InlineData("(a (b) c)", "(a (b) c)", false, true)]
    [InlineData("(a (b) c)", "(a (b) d)", false, false)]
    [InlineData("(a b)", "(a b c)", false, false)]
    [InlineData("(a . b)", "(a b)", false, false)]
    [InlineData("#(1 (2) #(3))", "#(1 (2) #(3))", false, true)]
    [InlineData("#(1 2)", "#(1 2 3)", false, false)]
    [InlineData("#(1 2)", "(1 2)", false, false)]
    [InlineData("#u8(1 2)", "#u8(1 2)", false, true)]
    [InlineData("#u8(1 2)", "#u8(1 3)", false, false)]
    [InlineData("#0=(a b . #0#)", "#0=(a b a b . #0#)", false, true)]
    [InlineData("#0=(a b . #0#)", "#0=(a b a c . #0#)", false, false)]
    [InlineData("#0=(a . #0#)", "(a a a . #0=(a . #0#))", false, true)]
    [InlineData("#0=#(1 #0#)", "#0=#(1 #(1 #0#))", false, true)]
    [InlineData("#0=(#0# #0#)", "#0=(#0# (#0# #0#))", false, true)]
    public void Data_are_compared(string left, string right, bool areEqv, bool areEqual)
    {
        var (a, b) = (DatumReader.Parse(left), DatumReader.Parse(right));
        Assert.Equal((areEqv, areEqual), (DatumEquality.AreEqv(a, b), DatumEquality.AreEqual(a, b)));
        Assert.Equal((areEqv, areEqual), (DatumEquality.AreEqv(b, a), DatumEquality.AreEqual(b, a)));
        Assert.True(DatumEquality.AreEqv(a, a));
        Assert.True(DatumEquality.AreEqual(a, a));
    }

    [Fact]
    public void Strings_of_both_kinds_are_equal_by_their_characters()
    {
        var mutable = Value.From(MutableText.Of("ab😀"));
        Assert.True(DatumEquality.AreEqual(mutable, Value.Text("ab😀")));
        Assert.True(DatumEquality.AreEqual(Value.Text("ab😀"), mutable));
        Assert.False(DatumEquality.AreEqv(Value.From(MutableText.Of("a")), Value.From(MutableText.Of("a"))));
        Assert.False(DatumEquality.AreEqual(mutable, Value.Text("ab")));
    }

    [Fact]
    public void Records_are_equal_only_to_themselves()
    {
        var type = new RecordType("r", ["x"]);
        var (a, b) = (Value.From(new RecordValue(type, [Value.Int(1)])), Value.From(new RecordValue(type, [Value.Int(1)])));
        Assert.False(DatumEquality.AreEqual(a, b));
        Assert.True(DatumEquality.AreEqual(a, a));
    }

    [Fact]
    public void Not_a_number_is_the_same_as_itself() => Assert.True(DatumEquality.AreEqv(Value.Float(double.NaN), Value.Float(double.NaN)));

    [Fact]
    public void Procedures_without_variables_of_their_own_are_the_same_however_often_they_are_made()
    {
        var prototype = new FunctionPrototype(0, 1, 1, ["x"], null);
        Assert.True(DatumEquality.AreEqv(Value.From(new FunctionValue(prototype)), Value.From(new FunctionValue(prototype))));
        Assert.False(DatumEquality.AreEqv(Value.From(new FunctionValue(prototype)), Value.From(new FunctionValue(new FunctionPrototype(0, 2, 2, ["x"], null)))));
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("#(", ")")]
    public void A_million_levels_are_compared(string opening, string closing)
    {
        string text = string.Concat(Enumerable.Repeat(opening, 1_000_000)) + "x" + string.Concat(Enumerable.Repeat(closing, 1_000_000));
        var (a, b) = (DatumReader.Parse(text), DatumReader.Parse(text));
        Assert.True(DatumEquality.AreEqual(a, b));
        Assert.False(DatumEquality.AreEqual(a, DatumReader.Parse(text.Replace('x', 'y'))));
    }

    [Fact]
    public void Structures_that_share_their_parts_are_compared_in_time_of_their_size()
    {
        Assert.True(DatumEquality.AreEqual(Doubled(Value.Int(1)), Doubled(Value.Int(1))));
        Assert.False(DatumEquality.AreEqual(Doubled(Value.Int(1)), Doubled(Value.Int(2))));

        static Value Doubled(Value datum)
        {
            for (int i = 0; i < 200; i++)
            {
                datum = Value.From(new PairValue(datum, datum));
            }

            return datum;
        }
    }

    [Fact]
    public void Lists_and_objects_of_the_machine_are_equal_by_their_parts()
    {
        Assert.True(DatumEquality.AreEqual(List("a"), List("a")));
        Assert.False(DatumEquality.AreEqual(List("a"), List("b")));

        static Value List(string symbol) => Value.From(ListValue.FromOwned(
            [DatumReader.Parse($"({symbol})"), Value.From(ObjectValue.Empty.Set("k", DatumReader.Parse($"#({symbol})")))]));
    }

    [Fact]
    public void Large_numbers_are_the_same_when_they_are_equal() => Assert.True(DatumEquality.AreEqv(
        BigIntegerValue.Normalize(BigInteger.Pow(7, 100)), BigIntegerValue.Normalize(BigInteger.Pow(7, 100))));
}
