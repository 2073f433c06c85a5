using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Values;

/// <summary>What LIST_APPEND does to a list that nobody else holds.</summary>
file static class OwnedAppending
{
    public static ListValue AppendOwned(this ListValue list, Value value) => list.TryAppendOwned(value) ? list : list.Append(value);
}

/// <summary>Lists that their sole holder changes in place.</summary>
public class OwnedListTests
{
    /// <summary>Below, at and above the number of elements up to which lists are copied.</summary>
    public static TheoryData<int> Sizes => [1, 4, 16, 17, 100];

    [Fact]
    public void A_list_with_room_grows_in_place()
    {
        var list = ListValue.Empty.AppendOwned(Value.Int(0));
        var first = list;
        for (int i = 1; i < 4; i++)
        {
            list = list.AppendOwned(Value.Int(i));
        }

        Assert.Same(first, list);
        for (int i = 4; i < 1000; i++)
        {
            list = list.AppendOwned(Value.Int(i));
        }

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long)i), Content(list));
        Assert.Equal(0, ListValue.Empty.Count);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_made_list_is_copied_once_and_then_changed_in_place(int size)
    {
        var made = Made(size);
        var list = made.SetOwned(0, Value.Int(-1));
        var same = list.SetOwned(size - 1, Value.Text("x")).SetOwned(size - 1, Value.Int(-2)).SetOwned(0, Value.Int(-3));
        Assert.Same(list, same);
        Assert.Equal(-2, size == 1 ? -2 : list[size - 1].AsInt);
        Assert.Equal(-3, list[0].AsInt);
        Assert.Equal(0, made[0].AsInt);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Changes_in_place_are_not_seen_by_lists_made_before(int size)
    {
        var owned = Made(size).AppendOwned(Value.Int(size));
        var longer = owned.Append(Value.Int(100));
        var changed = owned.Set(0, Value.Int(200));
        var part = owned.Slice(0, size);
        owned = owned.SetOwned(0, Value.Int(-1)).AppendOwned(Value.Int(-2)).SetOwned(0, Value.Int(-3));
        long[] numbers = [.. Enumerable.Range(0, size + 1).Select(i => (long)i)];
        Assert.Equal([.. numbers, 100], Content(longer));
        Assert.Equal([200, .. numbers[1..]], Content(changed));
        Assert.Equal(numbers[..size], Content(part));
        Assert.Equal([-3, .. numbers[1..], -2], Content(owned));
    }

    [Fact]
    public void A_list_cut_from_a_longer_one_does_not_write_into_it()
    {
        var whole = ListValue.Empty;
        for (int i = 0; i < 20; i++)
        {
            whole = whole.AppendOwned(Value.Int(i));
        }

        var start = whole.Slice(0, 18).AppendOwned(Value.Int(-1)).SetOwned(0, Value.Int(-2));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (long)i), Content(whole));
        Assert.Equal(-2, start[0].AsInt);
        Assert.Equal(-1, start[18].AsInt);
    }

    [Fact]
    public void Random_changes_in_place_agree_with_changes_of_copies()
    {
        var random = new Random(5);
        var owned = ListValue.Empty;
        var expected = ListValue.Empty;
        var kept = new List<(ListValue List, long[] Content)>();
        for (int i = 0; i < 4000; i++)
        {
            int kind = random.Next(20);
            if (expected.Count == 0 || kind < 4)
            {
                (owned, expected) = (owned.AppendOwned(Value.Int(i)), expected.Append(Value.Int(i)));
            }
            else if (kind < 18)
            {
                int index = random.Next(expected.Count);
                (owned, expected) = (owned.SetOwned(index, Value.Int(-i)), expected.Set(index, Value.Int(-i)));
            }
            else
            {
                // From here on another list shares the array, so the next changes may not be in place.
                kept.Add((owned.Append(Value.Int(i)), [.. Content(expected), i]));
                int from = random.Next(3) == 0 ? random.Next(expected.Count) : 0;
                (owned, expected) = (owned.Slice(from, owned.Count), expected.Slice(from, expected.Count));
                owned = owned.Append(Value.Int(0));
                expected = expected.Append(Value.Int(0));
            }
        }

        Assert.Equal(Content(expected), Content(owned));
        Assert.All(kept, entry => Assert.Equal(entry.Content, Content(entry.List)));
    }

    [Fact]
    public void Changing_a_long_list_that_was_shared_once_does_not_copy_it_each_time()
    {
        const int Size = 10_000;
        var list = Made(Size).Append(Value.Null);
        var shared = list.Append(Value.Null);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10 * Size; i++)
        {
            list = list.SetOwned(i % Size, Value.Int(i));
        }

        // Copying 16 bytes of each element at each change would allocate 16 billion.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
        Assert.Equal(Size + 2, shared.Count);
        Assert.Equal(0, shared[0].AsInt);
    }

    private static ListValue Made(int count) => ListValue.FromOwned([.. Enumerable.Range(0, count).Select(i => Value.Int(i))]);

    private static long[] Content(ListValue list) => Array.ConvertAll(list.ToArray(), value => value.AsInt);
}
