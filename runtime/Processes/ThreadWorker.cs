using System.Diagnostics;

namespace TinyTotIL.Runtime.Processes;

/// <summary>One of several workers that share the processes of a program.</summary>
/// <remarks>
/// <para>
/// It takes from its own queue, at every second turn from the shared one, and when both are empty it steals from the others, and then sleeps.
/// A worker that has no colleagues keeps its processes in a plain queue, which costs less because nobody else takes from it.
/// </para>
/// <para>
/// To run a process where it was not made costs the caches more than many processes cost in all. So a worker that has stolen looks at how long the turns
/// were. When they were that short, it naps before it steals again, and goes on counting as one that searches, so that nobody is at pains to wake anyone.
/// </para>
/// </remarks>
internal sealed class ThreadWorker : Worker
{
    private const int SearchRounds = 4;
    private const int SpinsBetweenRounds = 30;

    /// <summary>What a turn costs beside its reductions; so many turns without any work are as good as a slice.</summary>
    private const int TurnReductions = 40;

    /// <summary>How long a nap is, which is also how long real work may have to wait for a second worker after a time of little things.</summary>
    private const long NapMicroseconds = 1000;

    /// <summary>Turns shorter than this are cheaper where they are; stealing one costs about half as much.</summary>
    private static readonly long ShortTurn = Stopwatch.Frequency / 1_000_000;

    private readonly WorkerGroup _group;
    private readonly RunQueue _queue = new();

    /// <summary>What the queue had no room for; comes after it.</summary>
    private readonly SharedQueue _overflow = new();

    /// <summary>The processes of a worker without colleagues.</summary>
    private readonly Queue<Process>? _line;

    /// <summary>Guards <see cref="_isCalled"/>, and is what the worker sleeps on.</summary>
    private readonly object _bed = new();
    private bool _isCalled;

    private uint _turns;
    private uint _turnsWhenChecked;
    private long _sinceClock;
    private bool _isRinging;

    /// <summary>Whether what it stole last was worth it.</summary>
    private bool _stealingPays = true;

    /// <summary>When it stole last, in ticks of the system's stopwatch, until that has been judged; then 0.</summary>
    private long _stolenAt;
    private uint _turnsWhenStolen;

    /// <summary>Prepares a worker.</summary>
    /// <param name="scheduler">What it works for.</param>
    /// <param name="group">It and its colleagues.</param>
    /// <param name="isAlone">Whether it has no colleagues.</param>
    public ThreadWorker(Scheduler scheduler, WorkerGroup group, bool isAlone)
        : base(scheduler)
    {
        _group = group;
        _line = isAlone ? [] : null;
    }

    /// <inheritdoc/>
    public override bool HasWork => (_line is null ? _queue.Count > 0 || _overflow.Count > 0 : _line.Count > 0) || _group.Shared.Count > 0;

    /// <inheritdoc/>
    public override int QueueLength => _line?.Count ?? (_queue.Count + _overflow.Count);

    /// <summary>Whether others may steal from it. One process alone is left to it: it would be about to run it.</summary>
    public bool HasSpare => _queue.Count > 1 || _overflow.Count > 0;

    /// <summary>Whether it looks for work where others may have put some.</summary>
    public bool IsSearching { get; set; }

    /// <summary>Whether it naps while it counts as searching. Changes under the group's lock.</summary>
    public bool IsNapping { get; set; }

    /// <summary>Whether it was asleep when the program was told to end, so that nobody waits for it.</summary>
    public bool IsDismissed { get; set; }

    /// <inheritdoc/>
    public override void Enqueue(Process process)
    {
        if (_isRinging)
        {
            // What a clock has woken does not stand in line behind everything that computes.
            _group.Shared.Add(process);
            return;
        }

        if (_line is not null)
        {
            _line.Enqueue(process);
            return;
        }

        bool hasMore = _queue.Count > 0;
        if (_overflow.Count > 0 || !_queue.TryAdd(process))
        {
            _overflow.Add(process);
        }

        if (hasMore)
        {
            _group.Wake();
        }
    }

    /// <summary>Ends the sleep of this worker. Any thread may.</summary>
    public void Call()
    {
        lock (_bed)
        {
            _isCalled = true;
            Monitor.Pulse(_bed);
        }
    }

    /// <summary>Sleeps until it is called.</summary>
    /// <param name="deadline">When to wake up at the latest, in microseconds of the scheduler's clock; the end of time for never.</param>
    /// <returns>Whether it was called.</returns>
    public bool Sleep(long deadline)
    {
        lock (_bed)
        {
            while (!_isCalled)
            {
                if (deadline == long.MaxValue)
                {
                    Monitor.Wait(_bed);
                    continue;
                }

                // Rounded up: a sleep that ends too early would have to be repeated.
                long milliseconds = (deadline - Scheduler.Clock.Now + 999) / 1000;
                if (milliseconds <= 0)
                {
                    return false;
                }

                Monitor.Wait(_bed, (int)Math.Min(milliseconds, int.MaxValue));
            }

            _isCalled = false;
            return true;
        }
    }

    /// <summary>Forgets a call that has come when nobody slept any more.</summary>
    public void ForgetCall()
    {
        lock (_bed)
        {
            _isCalled = false;
        }
    }

    /// <inheritdoc/>
    protected override Process? Next(out int slice)
    {
        slice = Scheduler.Budget;
        while (!Scheduler.IsStopping)
        {
            if (_sinceClock >= Scheduler.Budget)
            {
                LookAtClock(isBusy: HasWork);
            }

            if (Take() is { } process)
            {
                if (IsSearching)
                {
                    IsSearching = false;
                    _group.EndSearch(hasFound: true);
                }

                return process;
            }

            if (_group.Rest(this))
            {
                continue;
            }

            LookAtClock(isBusy: false);
            if (_group.RescueFor(this) is { } stranded)
            {
                return stranded;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    protected override bool HasOthersToRun()
    {
        LookAtClock(isBusy: true);
        return HasWork;
    }

    /// <inheritdoc/>
    protected override void Charge(long reductions) => _sinceClock += reductions + TurnReductions;

    /// <inheritdoc/>
    protected override void Ended() => _group.Leave(this);

    private Process? Take()
    {
        if ((++_turns & 1) == 0 && _group.Shared.Take() is { } shared)
        {
            return shared;
        }

        if (_line is not null)
        {
            return _line.TryDequeue(out var first) ? first : _group.Shared.Take();
        }

        return _queue.Take() ?? _overflow.TakeShare(_queue, workers: 1) ?? _group.Shared.TakeShare(_queue, _group.Size) ?? Search();
    }

    private Process? Search()
    {
        JudgeTheft();
        IsSearching = IsSearching || _group.TryBeginSearch();
        if (IsSearching && !_stealingPays)
        {
            _group.Nap(this, Scheduler.Clock.Now + NapMicroseconds);
        }

        for (int round = 0; IsSearching && round < SearchRounds; round++)
        {
            if (_group.StealFor(this) is { } stolen)
            {
                NoteTheft();
                return stolen;
            }

            Thread.SpinWait(SpinsBetweenRounds);
            if (_group.Shared.TakeShare(_queue, _group.Size) is { } shared)
            {
                NoteTheft();
                return shared;
            }
        }

        return null;
    }

    private void NoteTheft() => (_stolenAt, _turnsWhenStolen) = (Stopwatch.GetTimestamp(), _turns);

    private void JudgeTheft()
    {
        if (_stolenAt != 0)
        {
            _stealingPays = Stopwatch.GetTimestamp() - _stolenAt > (_turns - _turnsWhenStolen) * ShortTurn;
            _stolenAt = 0;
        }
    }

    /// <summary>Steals from another worker.</summary>
    /// <param name="victim">The other worker.</param>
    public Process? StealFrom(ThreadWorker victim) => victim.HasSpare ? _queue.StealFrom(victim._queue) ?? victim._overflow.TakeShare(_queue, workers: 2) : null;

    /// <summary>Steals even the last process of another worker, if that has not got on since this was asked before.</summary>
    /// <param name="victim">The other worker.</param>
    public Process? RescueFrom(ThreadWorker victim)
    {
        uint turns = Volatile.Read(ref victim._turns);
        if (turns == victim._turnsWhenChecked)
        {
            return _queue.StealFrom(victim._queue) ?? victim._overflow.TakeShare(_queue, workers: 2);
        }

        victim._turnsWhenChecked = turns;
        return null;
    }

    private void LookAtClock(bool isBusy)
    {
        _sinceClock = 0;
        if (!Scheduler.Clock.IsDue)
        {
            return;
        }

        _isRinging = true;
        Scheduler.Clock.Ring(Scheduler);
        _isRinging = false;
        int rung = _group.Shared.Count;
        if (rung > 1 || (isBusy && rung > 0))
        {
            _group.Wake();
        }
    }
}
