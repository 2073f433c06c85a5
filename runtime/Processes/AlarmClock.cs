using System.Diagnostics;

namespace TinyTotIL.Runtime.Processes;

/// <summary>The time of a scheduler, and the alarms set in it.</summary>
/// <remarks>
/// Time is counted in microseconds since the scheduler began. In deterministic mode it is virtual: it moves slowly with the work that is done,
/// and jumps to the next alarm when nothing can run. Workers look at alarms between slices of processes; whether one may be due is a field read and, if
/// any is set at all, one look at the machine's clock.
/// </remarks>
internal sealed class AlarmClock
{
    private const long MicrosecondsPerMillisecond = 1000;

    /// <summary>Further away than anyone waits: waits beyond it last for ever.</summary>
    private const long Latest = long.MaxValue >> 2;

    private readonly Lock _gate = new();
    private readonly bool _isVirtual;
    private readonly long _start = Stopwatch.GetTimestamp();
    private AlarmWheel? _wheel;
    private long _virtualNow;

    /// <summary>No alarm rings before this time; the end of time when none is set.</summary>
    private long _next = long.MaxValue;

    /// <summary>Begins at 0.</summary>
    /// <param name="isVirtual">Whether time moves only by <see cref="Advance"/> and <see cref="Jump"/>.</param>
    public AlarmClock(bool isVirtual) => _isVirtual = isVirtual;

    /// <summary>Microseconds since the beginning.</summary>
    public long Now => _isVirtual ? Volatile.Read(ref _virtualNow) : (long)Stopwatch.GetElapsedTime(_start).TotalMicroseconds;

    /// <summary>When a worker must look at the alarms next; the end of time when none is set.</summary>
    public long Next => Volatile.Read(ref _next);

    /// <summary>Whether an alarm may be due.</summary>
    public bool IsDue => Next is var next and < long.MaxValue && Now >= next;

    /// <summary>Alarms set.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _wheel?.Count ?? 0;
            }
        }
    }

    /// <summary>Whether any alarm is set.</summary>
    public bool HasAlarms => Count > 0;

    /// <summary>Sets an alarm.</summary>
    /// <param name="alarm">An alarm that was never set.</param>
    /// <param name="milliseconds">From now; less than 1 is at once.</param>
    public void Arm(Alarm alarm, long milliseconds)
    {
        long now = Now;
        long wait = Math.Clamp(milliseconds, 0, Latest / MicrosecondsPerMillisecond) * MicrosecondsPerMillisecond;
        lock (_gate)
        {
            alarm.Deadline = now + wait;
            (_wheel ??= new AlarmWheel(now)).Add(alarm);
            Volatile.Write(ref _next, Math.Min(_next, alarm.Deadline));
        }
    }

    /// <summary>Takes an alarm back; false when it was not set, or has rung, or is about to.</summary>
    /// <param name="alarm">The alarm.</param>
    public bool Cancel(Alarm alarm)
    {
        // The time of the next look stays: looking in vain once costs less than searching for the next one each time.
        lock (_gate)
        {
            return _wheel?.Remove(alarm) ?? false;
        }
    }

    /// <summary>Milliseconds until an alarm rings; null when it is not set.</summary>
    /// <param name="alarm">The alarm.</param>
    public long? Left(Alarm alarm)
    {
        lock (_gate)
        {
            return alarm.IsArmed ? Math.Max(0, alarm.Deadline - Now) / MicrosecondsPerMillisecond : null;
        }
    }

    /// <summary>Rings what is due.</summary>
    /// <param name="scheduler">The scheduler.</param>
    public void Ring(Scheduler scheduler)
    {
        Alarm? first;
        lock (_gate)
        {
            if (_wheel is null)
            {
                return;
            }

            first = _wheel.Advance(Now);
            for (var due = first; due is not null; due = due.Next)
            {
                due.Expire();
            }

            Volatile.Write(ref _next, _wheel.NextEvent);
        }

        while (first is not null)
        {
            var alarm = first;
            first = alarm.Next;
            alarm.Next = null;
            alarm.Ring(scheduler);
        }
    }

    /// <summary>Moves virtual time on by the work that was done, so that what computes without end cannot hold it up.</summary>
    /// <param name="microseconds">How far.</param>
    public void Advance(long microseconds) => Volatile.Write(ref _virtualNow, _virtualNow + microseconds);

    /// <summary>Moves virtual time on to the next alarm; false when none is set.</summary>
    public bool Jump()
    {
        lock (_gate)
        {
            if (_wheel is not { Count: > 0 })
            {
                return false;
            }

            Volatile.Write(ref _virtualNow, Math.Max(_virtualNow, _wheel.NextEvent));
            return true;
        }
    }
}
