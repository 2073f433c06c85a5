using System.Numerics;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Alarms by the time at which they ring: setting and cancelling cost the same however many there are.</summary>
/// <remarks>
/// <para>
/// A hierarchy of wheels with 64 slots each. A slot of the finest holds the alarms of one tick, a slot of the next those of 64 ticks, and so
/// on. An alarm lies in the wheel of the highest digit, to the base 64, in which its time differs from the present; when the present reaches a
/// coarse slot, its alarms move to finer ones. So at each level the slots in use lie ahead of the present, everything at a
/// finer level comes before everything at a coarser one, and the next event is the lowest bit of the finest level in use.
/// </para>
/// <para>Alarms of the same tick ring in the order in which they were set.</para>
/// </remarks>
internal sealed class AlarmWheel
{
    private const int DigitBits = 6;
    private const int Slots = 1 << DigitBits;
    private const int Levels = 11;

    private readonly Alarm?[] _first = new Alarm?[Levels * Slots];
    private readonly Alarm?[] _last = new Alarm?[Levels * Slots];
    private readonly ulong[] _used = new ulong[Levels];

    /// <summary>Begins at a time.</summary>
    /// <param name="now">The present, in ticks; not negative.</param>
    public AlarmWheel(long now) => Now = now;

    /// <summary>The present: what was to ring before it has been taken out.</summary>
    public long Now { get; private set; }

    /// <summary>Alarms that wait.</summary>
    public int Count { get; private set; }

    /// <summary>When something happens next: an alarm rings then, or, if it is far away, only moves closer. The end of time when there is none.</summary>
    public long NextEvent => FinestLevel is var level and < Levels ? StartOf(level, NextDigit(level)) : long.MaxValue;

    private int FinestLevel
    {
        get
        {
            int level = 0;
            while (level < Levels && _used[level] == 0)
            {
                level++;
            }

            return level;
        }
    }

    /// <summary>Sets an alarm; one whose time is past rings at once.</summary>
    /// <param name="alarm">The alarm, with its deadline.</param>
    public void Add(Alarm alarm)
    {
        alarm.Deadline = Math.Max(alarm.Deadline, Now);
        Place(alarm);
        Count++;
    }

    /// <summary>Takes an alarm out before its time; false when it is not here.</summary>
    /// <param name="alarm">The alarm.</param>
    public bool Remove(Alarm alarm)
    {
        if (!alarm.IsArmed)
        {
            return false;
        }

        int slot = alarm.Slot;
        var (previous, next) = (alarm.Previous, alarm.Next);
        if (previous is null)
        {
            _first[slot] = next;
        }
        else
        {
            previous.Next = next;
        }

        if (next is null)
        {
            _last[slot] = previous;
        }
        else
        {
            next.Previous = previous;
        }

        if (_first[slot] is null)
        {
            _used[slot / Slots] &= ~(1UL << (slot % Slots));
        }

        (alarm.Previous, alarm.Next) = (null, null);
        alarm.Disarm();
        Count--;
        return true;
    }

    /// <summary>Moves the present on and takes out what is due by then.</summary>
    /// <param name="now">The new present.</param>
    /// <returns>The first alarm of those due, in the order in which they ring, linked by <see cref="Alarm.Next"/>.</returns>
    public Alarm? Advance(long now)
    {
        Alarm? first = null, last = null;
        while (FinestLevel is var level and < Levels)
        {
            int digit = NextDigit(level);
            long time = StartOf(level, digit);
            if (time > now)
            {
                break;
            }

            Now = time;
            for (var alarm = Detach(level, digit); alarm is not null;)
            {
                var next = alarm.Next;
                (alarm.Next, alarm.Previous) = (null, null);
                if (level > 0)
                {
                    Place(alarm);
                }
                else
                {
                    alarm.Disarm();
                    Count--;
                    first ??= alarm;
                    last?.Next = alarm;
                    last = alarm;
                }

                alarm = next;
            }
        }

        Now = Math.Max(Now, now);
        return first;
    }

    private int NextDigit(int level) => BitOperations.TrailingZeroCount(_used[level]);

    /// <summary>The first tick of a slot, which lies ahead of the present or holds it.</summary>
    private long StartOf(int level, int digit)
    {
        int shift = level * DigitBits;
        ulong coarser = level == Levels - 1 ? 0 : (ulong)Now >> (shift + DigitBits) << (shift + DigitBits);
        return (long)(coarser | (ulong)digit << shift);
    }

    private void Place(Alarm alarm)
    {
        ulong difference = (ulong)(alarm.Deadline ^ Now);
        int level = difference == 0 ? 0 : BitOperations.Log2(difference) / DigitBits;
        int digit = (int)(alarm.Deadline >> (level * DigitBits)) & (Slots - 1);
        int slot = (level * Slots) + digit;
        alarm.Slot = slot;
        alarm.Previous = _last[slot];
        if (_last[slot] is { } last)
        {
            last.Next = alarm;
        }
        else
        {
            _first[slot] = alarm;
            _used[level] |= 1UL << digit;
        }

        _last[slot] = alarm;
    }

    private Alarm? Detach(int level, int digit)
    {
        int slot = (level * Slots) + digit;
        var first = _first[slot];
        (_first[slot], _last[slot]) = (null, null);
        _used[level] &= ~(1UL << digit);
        return first;
    }
}
