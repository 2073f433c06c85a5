using System.Numerics;
using TinyTotIL.Runtime.Scheme;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Scheme;

public sealed class HashTableTests
{
    [Fact]
    public void Equal_keys_are_one_key_however_they_were_made()
    {
        foreach (var (left, right) in EqualKeys())
        {
            Assert.True(DatumEquality.AreEqual(left, right));
            var table = HashTable.Create(TableEquivalence.Equal, Value.Bool(false), Value.Bool(false));
            table.Entries[left] = Value.Int(1);
            Assert.True(table.Entries.ContainsKey(right), left.ToString());
            Assert.Equal(StableHash.Of(left), StableHash.Of(right));
        }
    }

    [Fact]
    public void Keys_compared_by_identity_are_their_objects_but_for_numbers()
    {
        var table = HashTable.Create(TableEquivalence.Eqv, Value.Bool(false), Value.Bool(false));
        table.Entries[List(1, 2)] = Value.Int(1);
        table.Entries[BigIntegerValue.Normalize(BigInteger.Pow(10, 30))] = Value.Int(2);
        Assert.False(table.Entries.ContainsKey(List(1, 2)));
        Assert.True(table.Entries.ContainsKey(BigIntegerValue.Normalize(BigInteger.Pow(10, 30))));
        Assert.False(table.Entries.ContainsKey(Value.Float(1e30)));
    }

    [Fact]
    public void An_exact_and_an_inexact_number_are_two_keys()
    {
        var table = HashTable.Create(TableEquivalence.Equal, Value.Bool(false), Value.Bool(false));
        table.Entries[Value.Int(1)] = Value.Int(1);
        table.Entries[Value.Float(1)] = Value.Int(2);
        Assert.Equal(2, table.Entries.Count);
    }

    [Fact]
    public void The_order_is_that_of_insertion()
    {
        var table = HashTable.Create(TableEquivalence.Equal, Value.Bool(false), Value.Bool(false));
        string[] names = [.. Enumerable.Range(0, 100).Select(number => $"key {number * 7919 % 101}")];
        Array.ForEach(names, name => table.Entries[Value.Text(name)] = Value.Int(0));
        Assert.Equal(names, table.Entries.Keys.Select(key => key.AsText));
    }

    private static IEnumerable<(Value Left, Value Right)> EqualKeys()
    {
        string text = new('x', 300);
        yield return (Value.Text("ab"), Value.From(MutableText.Of("ab")));
        yield return (Value.Text("a\U0001F600"), Value.From(MutableText.Of("a\U0001F600")));
        yield return (Value.Text(text + text), TextValue.Concat(Value.Text(text), Value.Text(text)));
        yield return (Value.Text(""), Value.From(MutableText.Of("")));
        yield return (List(1, 2, 3), List(1, 2, 3));
        yield return (Value.From(new VectorValue([List(1), Value.Text("v")])), Value.From(new VectorValue([List(1), Value.From(MutableText.Of("v"))])));
        yield return (Value.From(new BytevectorValue([1, 2])), Value.From(new BytevectorValue([1, 2], isConstant: true)));
        yield return (RationalValue.Normalize(2, 6), RationalValue.Normalize(1, 3));
        yield return (Value.From(SymbolValue.Of("s")), Value.From(SymbolValue.Of("s")));
        yield return (Circle(), Circle());
    }

    private static Value List(params int[] items)
    {
        var list = Value.EmptyList;
        foreach (int item in items.Reverse())
        {
            list = Value.From(new PairValue(Value.Int(item), list));
        }

        return list;
    }

    private static Value Circle()
    {
        var pair = new PairValue(Value.Int(1), Value.EmptyList);
        pair.Cdr = Value.From(pair);
        return Value.From(pair);
    }
}
