using TinyTotIL.Runtime.Processes;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Processes;

public sealed class AlarmWheelTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(1_000_000_007)]
    [InlineData(long.MaxValue >> 2)]
    public void An_alarm_rings_at_its_tick_and_not_before(long wait)
    {
        const long Start = 12_345;
        var wheel = new AlarmWheel(Start);
        var alarm = Add(wheel, Start + wait);
        Assert.True(wheel.NextEvent <= Start + wait);
        Assert.True(wait == 0 || wheel.Advance(Start + wait - 1) is null);
        Assert.Same(alarm, wheel.Advance(Start + wait));
        Assert.Equal(0, wheel.Count);
        Assert.Equal(long.MaxValue, wheel.NextEvent);
    }

    [Fact]
    public void An_alarm_whose_time_is_past_rings_at_once()
    {
        var wheel = new AlarmWheel(1000);
        var alarm = Add(wheel, 3);
        Assert.Same(alarm, wheel.Advance(1000));
    }

    [Fact]
    public void Alarms_of_one_tick_ring_in_the_order_in_which_they_were_set_however_far_away_they_were()
    {
        var wheel = new AlarmWheel(0);
        var early = Add(wheel, 100_000);
        Assert.Null(wheel.Advance(99_000));
        var middle = Add(wheel, 100_000);
        Assert.Null(wheel.Advance(99_999));
        var late = Add(wheel, 100_000);
        Assert.Equal([early, middle, late], Rung(wheel.Advance(100_000)));
    }

    [Fact]
    public void A_cancelled_alarm_does_not_ring_and_cannot_be_cancelled_again()
    {
        var wheel = new AlarmWheel(0);
        Alarm[] alarms = [Add(wheel, 500), Add(wheel, 500), Add(wheel, 500), Add(wheel, 70_000)];
        Assert.True(wheel.Remove(alarms[1]));
        Assert.True(wheel.Remove(alarms[3]));
        Assert.False(wheel.Remove(alarms[1]));
        Assert.Equal([alarms[0], alarms[2]], Rung(wheel.Advance(1_000_000)));
        Assert.False(wheel.Remove(alarms[0]));
    }

    /// <summary>Random settings, cancellations and steps of time against a sorted list.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_alarms_ring_in_the_order_of_their_times(int seed)
    {
        var random = new Random(seed);
        var wheel = new AlarmWheel(random.Next(1_000_000));
        var expected = new List<(long Deadline, int Order, Alarm Alarm)>();
        for (int step = 0; step < 20_000; step++)
        {
            if (random.Next(3) > 0)
            {
                long wait = random.NextInt64(1L << random.Next(1, 30));
                expected.Add((wheel.Now + wait, step, Add(wheel, wheel.Now + wait)));
            }

            if (expected.Count > 0 && random.Next(4) == 0)
            {
                int index = random.Next(expected.Count);
                Assert.True(wheel.Remove(expected[index].Alarm));
                expected.RemoveAt(index);
            }

            if (random.Next(20) == 0)
            {
                // Sometimes just to the next event, where a mistake of one tick would show.
                long now = random.Next(2) == 0 && wheel.Count > 0 ? wheel.NextEvent : wheel.Now + random.NextInt64(1L << random.Next(1, 28));
                var due = expected.Where(entry => entry.Deadline <= now).OrderBy(entry => entry.Deadline).ThenBy(entry => entry.Order);
                Assert.Equal(due.Select(entry => entry.Alarm), Rung(wheel.Advance(now)));
                expected.RemoveAll(entry => entry.Deadline <= now);
                Assert.Equal(expected.Count, wheel.Count);
                Assert.True(wheel.NextEvent <= expected.Select(entry => entry.Deadline).DefaultIfEmpty(long.MaxValue).Min());
            }
        }
    }

    private static SilentAlarm Add(AlarmWheel wheel, long deadline)
    {
        var alarm = new SilentAlarm { Deadline = deadline };
        wheel.Add(alarm);
        return alarm;
    }

    private static List<Alarm> Rung(Alarm? first)
    {
        var alarms = new List<Alarm>();
        for (; first is not null; first = first.Next)
        {
            alarms.Add(first);
        }

        return alarms;
    }

    private sealed class SilentAlarm : Alarm
    {
        internal override void Ring(Scheduler scheduler)
        {
        }
    }
}
