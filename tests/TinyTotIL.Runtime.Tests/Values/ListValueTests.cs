using System.Runtime.CompilerServices;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Values;

public class ListValueTests
{
    [Fact]
    public void A_list_keeps_its_elements_in_order()
    {
        var list = Numbers(3);
        Assert.Equal(3, list.Count);
        Assert.Equal([0, 1, 2], Content(list));
        Assert.Equal(2, list[2].AsInt);
        Assert.Same(ListValue.Empty, ListValue.FromOwned([]));
    }

    [Fact]
    public void Two_lists_that_extend_the_same_list_do_not_disturb_it_or_each_other()
    {
        var list = Numbers(5);
        var first = list.Append(Value.Int(100));
        var second = list.Append(Value.Int(200));
        var third = first.Append(Value.Int(300));
        Assert.Equal([0, 1, 2, 3, 4], Content(list));
        Assert.Equal([0, 1, 2, 3, 4, 100], Content(first));
        Assert.Equal([0, 1, 2, 3, 4, 200], Content(second));
        Assert.Equal([0, 1, 2, 3, 4, 100, 300], Content(third));
    }

    [Fact]
    public void Set_leaves_lists_that_share_the_array_alone()
    {
        var list = Numbers(4);
        var longer = list.Append(Value.Int(4));
        var changed = longer.Set(0, Value.Int(-1));
        Assert.Equal([0, 1, 2, 3, 4], Content(longer));
        Assert.Equal([-1, 1, 2, 3, 4], Content(changed));
        Assert.Equal([-1, 1, 2, 3, 4, 5], Content(changed.Append(Value.Int(5))));
    }

    [Fact]
    public void A_slice_shares_the_array_and_appending_to_it_disturbs_nobody()
    {
        var list = Numbers(10);
        var middle = list.Slice(2, 5);
        var end = list.Slice(7, 10);
        Assert.Equal([2, 3, 4, 50], Content(middle.Append(Value.Int(50))));
        Assert.Equal([7, 8, 9, 60], Content(end.Append(Value.Int(60))));
        Assert.Equal([7, 8, 9, 70], Content(end.Append(Value.Int(70))));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 80], Content(list.Append(Value.Int(80))));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], Content(list));
        Assert.Same(list, list.Slice(0, 10));
        Assert.Same(ListValue.Empty, list.Slice(4, 4));
    }

    [Fact]
    public void A_slice_of_some_size_is_not_copied()
    {
        var list = Numbers(10_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var half = list.Slice(100, 5000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 1000);
        Assert.Equal(100, half[0].AsInt);
    }

    [Fact]
    public void A_tiny_slice_does_not_keep_a_big_array_alive()
    {
        var list = Numbers(10_000);
        var tiny = list.Slice(5000, 5003);
        Assert.Equal([5000, 5001, 5002], Content(tiny));
        Assert.Equal(3, tiny.Snapshot(out _).Length);
    }

    [Fact]
    public void Building_by_append_copies_in_proportion_to_the_result()
    {
        const int Count = 100_000;
        long before = GC.GetAllocatedBytesForCurrentThread();
        var list = Numbers(Count);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // The elements take 1.6 million bytes. Copying them at each step would allocate 80 billion.
        Assert.Equal(Count, list.Count);
        Assert.InRange(allocated, 1_600_000, 16_000_000);
    }

    [Fact]
    public void Replacing_every_element_again_and_again_copies_in_proportion_to_the_replacements()
    {
        const int Count = 10_000;
        var list = Numbers(Count);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10 * Count; i++)
        {
            list = list.Set(i % Count, Value.Int(-i));
        }

        // A list value, the element kept and a share of a copy: about a hundred bytes. Copying each time would allocate 160,000.
        Assert.Equal(-(10 * Count) + 1, list[Count - 1].AsInt);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 * Count * 200L);
    }

    [Fact]
    public void Every_version_keeps_its_elements_whatever_is_done_with_the_others()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var versions = new List<(ListValue List, long[] Expected)> { (Numbers(20), [.. Enumerable.Range(0, 20)]) };
            for (int step = 0; step < 300; step++)
            {
                // Mostly the newest version, as programs do.
                var (list, expected) = versions[random.Next(4) > 0 ? versions.Count - 1 : random.Next(versions.Count)];
                int index = random.Next(list.Count);
                switch (random.Next(8))
                {
                    case 0:
                        versions.Add((list.Append(Value.Int(step)), [.. expected, step]));
                        break;
                    case 1:
                        int to = random.Next(index, list.Count) + 1;
                        versions.Add((list.Slice(index, to), expected[index..to]));
                        break;
                    case 2:
                        Assert.Equal(expected[index], list[index].AsInt);
                        break;
                    case 3 when random.Next(10) == 0:
                        Assert.Equal(expected, Content(list));
                        break;
                    default:
                        versions.Add((list.Set(index, Value.Int(-step)), [.. expected]));
                        versions[^1].Expected[index] = -step;
                        break;
                }
            }

            foreach (var (list, expected) in versions)
            {
                Assert.Equal(expected, Content(list));
                Assert.Equal(expected, Enumerable.Range(0, list.Count).Select(i => list[i].AsInt));
            }
        }
    }

    [Fact]
    public void Threads_may_read_a_list_while_another_replaces_elements_of_newer_ones()
    {
        const int Count = 100;
        for (int round = 0; round < 200; round++)
        {
            var shared = Numbers(Count);
            Parallel.For(0, 4, thread =>
            {
                var mine = shared;
                for (int i = 0; i < 3 * Count; i++)
                {
                    mine = mine.Set(i % Count, Value.Int((1000 * (thread + 1)) + i));
                    Assert.Equal((i * 7) % Count, shared[(i * 7) % Count].AsInt);
                }

                Assert.Equal(Enumerable.Range(2 * Count, Count).Select(i => (1000L * (thread + 1)) + i), Content(mine));
                Assert.Equal(Enumerable.Range(0, Count).Select(i => (long)i), Content(shared));
            });
        }
    }

    [Fact]
    public void An_old_version_is_read_without_a_copy_while_the_newest_is_near()
    {
        const int Count = 10_000;
        var list = Numbers(Count);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i + 1 < Count; i += 2)
        {
            // A swap, in which the second element comes from the list before the first replacement.
            var half = list.Set(i, list[i + 1]);
            list = half.Set(i + 1, list[i]);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Count * 200L);
        Assert.Equal([1, 0, 3, 2, 5], Content(list)[..5]);
    }

    [Fact]
    public void Elements_that_no_list_holds_any_more_are_garbage()
    {
        var (list, replaced) = ReplaceAgainAndAgain(keepFirst: false);
        GC.Collect();
        Assert.DoesNotContain(replaced, reference => reference.IsAlive);
        GC.KeepAlive(list);
    }

    [Fact]
    public void A_forgotten_old_version_keeps_few_of_the_elements_replaced_since()
    {
        var (list, replaced) = ReplaceAgainAndAgain(keepFirst: true);
        GC.Collect();
        Assert.InRange(replaced.Count(reference => reference.IsAlive), 0, 17);
        GC.KeepAlive(list);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (ListValue[] Lists, List<WeakReference> Replaced) ReplaceAgainAndAgain(bool keepFirst)
    {
        var first = Numbers(100);
        var list = first;
        var replaced = new List<WeakReference>();
        for (int i = 0; i < 500; i++)
        {
            var element = new ExceptionValue("replaced", []);
            list = list.Set(0, Value.From(element));
            replaced.Add(new WeakReference(element));
        }

        return (keepFirst ? [first, list.Set(0, Value.Null)] : [list.Set(0, Value.Null)], replaced);
    }

    [Fact]
    public void A_queue_that_grows_behind_and_shrinks_in_front_stays_small()
    {
        var queue = Numbers(100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100_000; i++)
        {
            queue = queue.Append(Value.Int(100 + i)).Slice(1, 101);
        }

        Assert.Equal(100_000, queue[0].AsInt);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 30_000_000);
    }

    [Fact]
    public void Threads_that_extend_one_list_at_once_each_get_their_own_result()
    {
        for (int round = 0; round < 500; round++)
        {
            var shared = Numbers(5);
            var results = new ListValue[4];
            Parallel.For(0, results.Length, i => results[i] = shared.Append(Value.Int(100 + i)));
            for (int i = 0; i < results.Length; i++)
            {
                Assert.Equal([0, 1, 2, 3, 4, 100 + i], Content(results[i]));
            }
        }
    }

    private static ListValue Numbers(int count)
    {
        var list = ListValue.Empty;
        for (int i = 0; i < count; i++)
        {
            list = list.Append(Value.Int(i));
        }

        return list;
    }

    private static long[] Content(ListValue list) => Array.ConvertAll(list.ToArray(), value => value.AsInt);
}
