using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Tests.Fakes;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Processes;

public sealed class RunQueueTests
{
    private readonly RunQueue _queue = new();

    [Fact]
    public void The_owner_takes_in_order_and_the_ring_goes_round()
    {
        long next = 1, expected = 1;
        for (int round = 0; round < 1000; round++)
        {
            for (int i = 0; i < 3; i++)
            {
                Assert.True(_queue.TryAdd(Make(next++)));
            }

            for (int i = 0; i < 3; i++)
            {
                Assert.Equal(expected++, _queue.Take()!.Id);
            }
        }

        Assert.Null(_queue.Take());
    }

    [Fact]
    public void A_full_queue_refuses()
    {
        Fill(_queue, RunQueue.Capacity);
        Assert.False(_queue.TryAdd(Make(0)));
        Assert.Equal(1, _queue.Take()!.Id);
        Assert.True(_queue.TryAdd(Make(0)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(5, 3)]
    [InlineData(RunQueue.Capacity, RunQueue.Capacity / 2)]
    public void A_thief_takes_the_older_half(int length, int taken)
    {
        Fill(_queue, length);
        var thief = new RunQueue();
        var first = thief.StealFrom(_queue);
        Assert.Equal(taken == 0 ? null : 1, first?.Id);
        Assert.Equal(Math.Max(0, taken - 1), thief.Count);
        Assert.Equal(length - taken, _queue.Count);
        for (int i = 2; i <= taken; i++)
        {
            Assert.Equal(i, thief.Take()!.Id);
        }
    }

    [Fact]
    public void A_thief_takes_no_more_than_it_has_room_for()
    {
        Fill(_queue, 100);
        var thief = new RunQueue();
        Fill(thief, RunQueue.Capacity - 10);
        Assert.Equal(1, thief.StealFrom(_queue)!.Id);
        Assert.Equal(RunQueue.Capacity, thief.Count);
        Assert.Equal(100 - 11, _queue.Count);
    }

    /// <summary>
    /// Every order in which the owner's operations can fall between the steps of two thieves: each looks, copies and removes. Whatever the order,
    /// each process is taken once, and the owner's come in order.
    /// </summary>
    [Fact]
    public void Nothing_is_lost_or_taken_twice_in_any_order_of_steps()
    {
        int orders = 0;
        Interleave([0, 0, 0], order =>
        {
            orders++;
            Check(order);
        });
        Assert.Equal(60_060, orders);
    }

    [Fact]
    public void Nothing_is_lost_between_an_owner_and_thieves_at_full_speed()
    {
        const int Count = 200_000;
        var seen = new int[Count + 1];
        using var begin = new Barrier(3);
        int left = Count;
        var thieves = Enumerable.Range(0, 2).Select(_ => new Thread(() =>
        {
            var own = new RunQueue();
            begin.SignalAndWait();
            while (Volatile.Read(ref left) > 0)
            {
                for (var process = own.StealFrom(_queue); process is not null; process = own.Take())
                {
                    Interlocked.Increment(ref seen[process.Id]);
                    Interlocked.Decrement(ref left);
                }
            }
        })).ToArray();
        Array.ForEach(thieves, thief => thief.Start());
        begin.SignalAndWait();
        for (int i = 1; i <= Count;)
        {
            if (_queue.TryAdd(Make(i)))
            {
                i++;
            }
            else
            {
                TakeOwn(seen, ref left);
            }
        }

        while (Volatile.Read(ref left) > 0)
        {
            TakeOwn(seen, ref left);
        }

        Array.ForEach(thieves, thief => thief.Join());
        Assert.All(seen[1..], count => Assert.Equal(1, count));
    }

    private void TakeOwn(int[] seen, ref int left)
    {
        if (_queue.Take() is { } process)
        {
            Interlocked.Increment(ref seen[process.Id]);
            Interlocked.Decrement(ref left);
        }
    }

    private static void Fill(RunQueue queue, int count)
    {
        for (int i = 1; i <= count; i++)
        {
            Assert.True(queue.TryAdd(Make(i)));
        }
    }

    private static Process Make(long id) => new(id, new Script());

    /// <summary>Calls back with every merge of the actors' steps; actor 0 has 8 of them, the thieves 3 each.</summary>
    private static void Interleave(int[] done, Action<int[]> check, params int[] order)
    {
        int[] steps = [8, 3, 3];
        if (order.Length == steps.Sum())
        {
            check(order);
            return;
        }

        for (int actor = 0; actor < steps.Length; actor++)
        {
            if (done[actor] < steps[actor])
            {
                done[actor]++;
                Interleave(done, check, [.. order, actor]);
                done[actor]--;
            }
        }
    }

    private static void Check(int[] order)
    {
        var queue = new RunQueue();
        Fill(queue, 3);
        long added = 3;
        int ownStep = 0;
        var taken = new List<long>();
        var own = new List<long>();
        var thieves = new[] { new Thief(queue, taken), new Thief(queue, taken) };
        foreach (int actor in order)
        {
            if (actor > 0)
            {
                thieves[actor - 1].Step();
            }
            else if (ownStep++ % 2 == 0)
            {
                if (queue.Take() is { } process)
                {
                    own.Add(process.Id);
                }
            }
            else
            {
                Assert.True(queue.TryAdd(Make(++added)));
            }
        }

        while (queue.Take() is { } rest)
        {
            own.Add(rest.Id);
        }

        Assert.Equal(own.Order(), own);
        Assert.Equal(Enumerable.Range(1, (int)added).Select(id => (long)id), taken.Concat(own).Order());
    }

    /// <summary>The steps of <see cref="RunQueue.StealFrom"/>, one at a time.</summary>
    private sealed class Thief(RunQueue victim, List<long> taken)
    {
        private uint _head;
        private Process[] _copied = [];
        private int _step;

        public void Step()
        {
            switch (_step++)
            {
                case 0:
                    _head = victim.Look(out int count);
                    _copied = new Process[count];
                    break;
                case 1:
                    for (uint i = 0; i < _copied.Length; i++)
                    {
                        _copied[i] = victim.At(_head + i);
                    }

                    break;
                default:
                    if (_copied.Length > 0 && victim.TryRemove(_head, _copied.Length))
                    {
                        taken.AddRange(_copied.Select(process => process.Id));
                    }

                    break;
            }
        }
    }
}
