using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Values;

public class ScopeTests
{
    [Fact]
    public void Names_keep_the_order_in_which_they_came()
    {
        var scope = new Scope();
        scope.Set("b", Value.Int(1));
        scope.Set("a", Value.Int(2));
        scope.Set("b", Value.Int(3));
        Assert.Equal(2, scope.Count);
        Assert.Equal(["b", "a"], scope.CopyNames());
        Assert.Equal([3, 2], scope.CopyValues().Select(value => value.AsInt));
    }

    [Fact]
    public void A_removed_name_set_again_comes_last()
    {
        var scope = new Scope();
        scope.Set("a", Value.Int(1));
        scope.Set("b", Value.Int(2));
        Assert.True(scope.Remove("a"));
        Assert.False(scope.Remove("a"));
        Assert.False(scope.TryGet("a", out _));
        scope.Set("a", Value.Int(3));
        Assert.Equal(["b", "a"], scope.CopyNames());
    }

    [Fact]
    public void Equal_names_are_the_same_name()
    {
        var scope = new Scope();
        scope.Set("name", Value.Int(1));
        Assert.True(scope.TryGet(new string("name".AsSpan()), out var value));
        Assert.Equal(1, value.AsInt);
        Assert.False(scope.TryGet("Name", out _));
    }

    [Fact]
    public void A_cleared_scope_is_empty_and_usable()
    {
        var scope = new Scope();
        for (int i = 0; i < 20; i++)
        {
            scope.Set($"n{i}", Value.Null);
        }

        scope.Clear();
        Assert.Equal(0, scope.Count);
        Assert.False(scope.TryGet("n3", out _));
        scope.Set("x", Value.Int(1));
        Assert.Equal(["x"], scope.CopyNames());
    }

    [Theory]
    [InlineData(8)]
    [InlineData(13)]
    [InlineData(60)]
    public void Random_changes_agree_with_an_ordered_list(int names)
    {
        var random = new Random(names);
        var scope = new Scope();
        var expected = new List<(string Name, long Value)>();
        for (int i = 0; i < 5000; i++)
        {
            string name = $"n{random.Next(names)}";
            int place = expected.FindIndex(pair => pair.Name == name);
            Assert.Equal(place >= 0, scope.TryGet(name, out var value));
            Assert.Equal(place >= 0 ? expected[place].Value : 0, value.AsInt);

            // Long stretches of mostly adding and mostly removing cross all sizes both ways.
            if (random.Next(10) < (i / 500 % 2 == 0 ? 2 : 8))
            {
                Assert.Equal(place >= 0, scope.Remove(name));
                _ = place >= 0 && expected.Remove(expected[place]);
            }
            else
            {
                scope.Set(name, Value.Int(i));
                expected.RemoveAll(pair => pair.Name == name);
                expected.Insert(place < 0 ? expected.Count : place, (name, i));
            }

            Assert.Equal(expected.Count, scope.Count);
            Assert.Equal(expected.Select(pair => pair.Name), scope.CopyNames());
            Assert.Equal(expected.Select(pair => pair.Value), scope.CopyValues().Select(item => item.AsInt));
        }
    }

    [Fact]
    public void A_call_with_few_names_allocates_little()
    {
        Use(new Scope());
        long before = GC.GetAllocatedBytesForCurrentThread();
        Use(new Scope());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 200);

        static void Use(Scope scope)
        {
            scope.Set("a", Value.Int(1));
            scope.Set("b", Value.Int(2));
            scope.Set("c", Value.Int(3));
            scope.TryGet("b", out _);
        }
    }
}
