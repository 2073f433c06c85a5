namespace TinyTotIL.Runtime.Processes;

/// <summary>The workers of a scheduler, and what they share: a queue, sleep, and the knowledge of whether anything is left to do.</summary>
/// <remarks>
/// <para>
/// Threads are started when there is work for them. Waking one costs more than running most processes, so at most one worker searches at a time on behalf of
/// those who have put work where others find it: who finds a searcher leaves it at that, and a searcher that has found something wakes the next. No
/// work is forgotten: a searcher that gives up first lies down to sleep, then says that it searches no more, and then looks once more. Who adds work
/// first adds it, then looks whether anyone searches. So one of the two sees the other.
/// </para>
/// <para>
/// The last worker to lie down sees whether anything can happen any more. It finds all queues empty, because a worker sleeps only when its own is,
/// and nobody is awake to add to one.
/// </para>
/// </remarks>
internal sealed class WorkerGroup
{
    /// <summary>How long a program that has been told to end waits for slices under way; they last microseconds unless an operation is slow.</summary>
    public const int StopMilliseconds = 100;

    /// <summary>
    /// How often a sleeper checks those that are awake: one may be in the middle of something long, with a process behind it or an alarm that it alone
    /// knows of. While all sleep, nobody checks anything.
    /// </summary>
    private const long CheckMicroseconds = 10_000;

    /// <summary>Guards everything below but the counter of searchers.</summary>
    private readonly object _gate = new();
    private readonly Scheduler _scheduler;
    private readonly ThreadWorker[] _workers;
    private readonly List<ThreadWorker> _sleepers = [];
    private int _started;

    /// <summary>Workers that were awake when the program was told to end, and have not noticed yet.</summary>
    private int _busy;

    /// <summary>The sleeper that wakes up by itself for the next alarm or to check the others, and when.</summary>
    private ThreadWorker? _watcher;
    private long _watchedUntil = long.MaxValue;

    private int _sleeping;
    private int _searching;

    /// <summary>Prepares workers.</summary>
    /// <param name="scheduler">What they work for.</param>
    /// <param name="size">How many there may be.</param>
    public WorkerGroup(Scheduler scheduler, int size)
    {
        _scheduler = scheduler;
        _workers = new ThreadWorker[size];
    }

    /// <summary>Processes that any worker may take.</summary>
    public SharedQueue Shared { get; } = new();

    /// <summary>How many workers there may be.</summary>
    public int Size => _workers.Length;

    /// <summary>The workers started so far.</summary>
    public IEnumerable<ThreadWorker> Started => _workers.Take(Volatile.Read(ref _started));

    /// <summary>Sees to it that a worker looks for work, if one is idle. Any thread may.</summary>
    public void Wake()
    {
        if (Volatile.Read(ref _searching) != 0 || (Volatile.Read(ref _sleeping) == 0 && Volatile.Read(ref _started) == Size))
        {
            return;
        }

        if (Interlocked.CompareExchange(ref _searching, 1, 0) != 0)
        {
            return;
        }

        ThreadWorker? worker;
        lock (_gate)
        {
            worker = TakeSleeper() ?? StartWorker();
        }

        if (worker is null)
        {
            Interlocked.Decrement(ref _searching);
        }
    }

    /// <summary>Lets a worker search, unless enough do.</summary>
    public bool TryBeginSearch()
    {
        if (2 * Volatile.Read(ref _searching) >= Volatile.Read(ref _started))
        {
            return false;
        }

        Interlocked.Increment(ref _searching);
        return true;
    }

    /// <summary>Notes that a worker does not search any more.</summary>
    /// <param name="hasFound">Whether it has found something, and someone else should look for more.</param>
    public void EndSearch(bool hasFound)
    {
        if (Interlocked.Decrement(ref _searching) == 0 && hasFound)
        {
            Wake();
        }
    }

    /// <summary>Steals from whoever has more than one process waiting for its turn.</summary>
    /// <param name="thief">The worker that has nothing to do.</param>
    public Process? StealFor(ThreadWorker thief) => FirstOfOthers(thief, static (thief, victim) => thief.StealFrom(victim));

    /// <summary>Steals from whoever has not got on since the last check.</summary>
    /// <param name="thief">The worker that has nothing to do.</param>
    public Process? RescueFor(ThreadWorker thief) => FirstOfOthers(thief, static (thief, victim) => thief.RescueFrom(victim));

    /// <summary>Sends a worker to sleep that has found nothing to do.</summary>
    /// <param name="worker">The worker that calls.</param>
    /// <returns>Whether there may be work; otherwise it is time to look at the alarms.</returns>
    public bool Rest(ThreadWorker worker)
    {
        long deadline;
        lock (_gate)
        {
            if (_scheduler.IsStopping)
            {
                return true;
            }

            _sleepers.Add(worker);
            Volatile.Write(ref _sleeping, _sleepers.Count);
            deadline = Watch(worker);
            CallNappers();
        }

        if (worker.IsSearching)
        {
            worker.IsSearching = false;
            EndSearch(hasFound: false);
        }

        Interlocked.MemoryBarrier();
        if (!HasWorkFor(worker))
        {
            EndIfIdle();
        }

        // To end a call from outside ends its process, which may give others something to do, through this worker.
        if ((worker.HasWork || HasWorkFor(worker)) && TryGetUp(worker))
        {
            return true;
        }

        while (!worker.Sleep(deadline))
        {
            if (TryGetUp(worker))
            {
                return false;
            }

            // Someone is about to call it.
            deadline = long.MaxValue;
        }

        return true;
    }

    /// <summary>Lets a worker that searches sleep a little, unless the others have nothing to do either.</summary>
    /// <param name="worker">The worker that calls.</param>
    /// <param name="deadline">Until when, in microseconds of the scheduler's clock.</param>
    public void Nap(ThreadWorker worker, long deadline)
    {
        lock (_gate)
        {
            int napping = Started.Count(other => other.IsNapping);
            if (_scheduler.IsStopping || _sleepers.Count + napping + 1 >= _started)
            {
                return;
            }

            worker.IsNapping = true;
        }

        worker.Sleep(deadline);
        lock (_gate)
        {
            worker.IsNapping = false;
            worker.ForgetCall();
        }
    }

    /// <summary>Ends all workers: those asleep now, the others when they next look.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _busy = _started - _sleepers.Count;
            foreach (var sleeper in _sleepers)
            {
                sleeper.IsDismissed = true;
                sleeper.Call();
            }

            _sleepers.Clear();
            CallNappers();
        }
    }

    /// <summary>Notes that a worker ends.</summary>
    /// <param name="worker">The worker.</param>
    public void Leave(ThreadWorker worker)
    {
        lock (_gate)
        {
            if (!worker.IsDismissed)
            {
                _busy--;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Waits until the slices under way have ended, after <see cref="Stop"/>; not for long, because an operation may take its time.</summary>
    public void AwaitSlices()
    {
        lock (_gate)
        {
            while (_busy > 0 && Monitor.Wait(_gate, StopMilliseconds))
            {
            }
        }
    }

    private Process? FirstOfOthers(ThreadWorker thief, Func<ThreadWorker, ThreadWorker, Process?> steal)
    {
        int started = Volatile.Read(ref _started);
        int own = Array.IndexOf(_workers, thief);
        for (int i = 1; i < started; i++)
        {
            if (steal(thief, _workers[(own + i) % started]) is { } stolen)
            {
                return stolen;
            }
        }

        return null;
    }

    private ThreadWorker? TakeSleeper()
    {
        if (_sleepers.Count == 0)
        {
            return null;
        }

        // The watcher last: another would have to watch in its place.
        int index = _sleepers.Count - 1;
        if (_sleepers[index] == _watcher && index > 0)
        {
            index--;
        }

        var sleeper = _sleepers[index];
        Remove(index);
        sleeper.IsSearching = true;
        sleeper.Call();
        return sleeper;
    }

    private ThreadWorker? StartWorker()
    {
        if (_started == Size || _scheduler.IsStopping)
        {
            return null;
        }

        var worker = new ThreadWorker(_scheduler, this, isAlone: Size == 1) { IsSearching = true };
        try
        {
            worker.Start();
        }
        catch (Exception failure) when (_started > 0 && failure is OutOfMemoryException or ThreadStartException)
        {
            // Those there are will do.
            return null;
        }

        _workers[_started] = worker;
        Volatile.Write(ref _started, _started + 1);
        return worker;
    }

    /// <summary>Who naps has to see that others have lain down: the last one awake must notice that it is.</summary>
    private void CallNappers()
    {
        for (int i = 0; i < _started; i++)
        {
            if (_workers[i].IsNapping)
            {
                _workers[i].Call();
            }
        }
    }

    private bool TryGetUp(ThreadWorker worker)
    {
        lock (_gate)
        {
            int index = _sleepers.IndexOf(worker);
            if (index >= 0)
            {
                Remove(index);
            }

            return index >= 0;
        }
    }

    private void Remove(int index)
    {
        if (_sleepers[index] == _watcher)
        {
            (_watcher, _watchedUntil) = (null, long.MaxValue);
        }

        _sleepers.RemoveAt(index);
        Volatile.Write(ref _sleeping, _sleepers.Count);
    }

    /// <summary>When a worker that goes to sleep must wake up by itself; the end of time when another does.</summary>
    private long Watch(ThreadWorker worker)
    {
        var clock = _scheduler.Clock;
        long next = _sleepers.Count == _started ? clock.Next : Math.Min(clock.Next, clock.Now + CheckMicroseconds);
        if (next >= _watchedUntil)
        {
            return long.MaxValue;
        }

        (_watcher, _watchedUntil) = (worker, next);
        return next;
    }

    private bool HasWorkFor(ThreadWorker worker) =>
        Shared.Count > 0 || Array.Exists(_workers, other => other is not null && other != worker && other.HasSpare);

    private void EndIfIdle()
    {
        lock (_gate)
        {
            if (_sleepers.Count == _started && Shared.Count == 0)
            {
                _scheduler.EndIfIdle();
            }
        }
    }
}
