using System.Diagnostics;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Runs processes one after another on a thread of its own.</summary>
/// <remarks>
/// A process is run for a slice and then put where it belongs: at the end of the queue, aside to wait, or out of the world. A derived class
/// says which comes next. The stack is large, but only its first part is used: when a process has grown beyond that at the end of a slice, its
/// frames move to the heap, because a collection of garbage walks the whole stack each time.
/// </remarks>
internal abstract class Worker
{
    /// <summary>Bytes of stack. A slice adds at most one frame for each reduction to what the process may use of it.</summary>
    private const int StackBytes = 16 << 20;

    /// <summary>Bytes of it that may be in use at the end of a slice.</summary>
    private const int SpillBytes = 1 << 20;

    /// <summary>The worker whose thread this is. Sending and starting need it, and do not carry a context everywhere.</summary>
    [ThreadStatic]
    private static Worker? OfThread;

    private readonly HeapWatch? _heap;

    /// <summary>Prepares a worker.</summary>
    /// <param name="scheduler">What it works for.</param>
    protected Worker(Scheduler scheduler)
    {
        Scheduler = scheduler;
        Context = new ProcessContext(this);
        _heap = scheduler.Options.MaxHeapBytes is { } ceiling ? new HeapWatch(ceiling) : null;
    }

    /// <summary>What it works for.</summary>
    public Scheduler Scheduler { get; }

    /// <summary>What it has done.</summary>
    public WorkerCounts Counts { get; } = new();

    /// <summary>Processes in its own queue; a moment old on other threads.</summary>
    public abstract int QueueLength { get; }

    /// <summary>What the code it runs carries.</summary>
    protected ProcessContext Context { get; }

    /// <summary>The worker on whose thread the caller runs; null on other threads.</summary>
    public static Worker? Current => OfThread;

    /// <summary>Whether a process other than the running one could run now.</summary>
    public abstract bool HasWork { get; }

    /// <summary>Puts a runnable process at the end of the queue. On the worker's own thread only.</summary>
    /// <param name="process">The process.</param>
    public abstract void Enqueue(Process process);

    /// <summary>Starts the thread.</summary>
    public Thread Start()
    {
        var thread = new Thread(Run, StackBytes) { IsBackground = true, Name = "worker" };
        thread.UnsafeStart();
        return thread;
    }

    /// <summary>A slice has been used up: says how the process leaves the stack; null when it goes on at once with another.</summary>
    /// <param name="process">The running process.</param>
    public Suspension? AtEndOfSlice(Process process)
    {
        if (IsOverReductions(process))
        {
            return Suspension.End;
        }

        if (Scheduler.IsStopping || HasOthersToRun())
        {
            return Suspension.Yield;
        }

        return _heap is not null && _heap.IsDue(process) ? Suspension.Spill : null;
    }

    /// <summary>Looks at the saved frames of a process that wants to go on; false when it must end.</summary>
    /// <param name="process">The running process.</param>
    public bool AllowSpilled(Process process) => !IsOverHeap(process);

    /// <summary>The process to run next, and its slice; null when the worker is to end.</summary>
    /// <param name="slice">Reductions in the slice.</param>
    protected abstract Process? Next(out int slice);

    /// <summary>Asks at the end of a slice whether another process could run; looks at alarms first.</summary>
    protected abstract bool HasOthersToRun();

    /// <summary>Notes reductions that were used.</summary>
    /// <param name="reductions">How many.</param>
    protected virtual void Charge(long reductions)
    {
    }

    /// <summary>Is called on the thread when it ends.</summary>
    protected virtual void Ended()
    {
    }

    private unsafe void Run()
    {
        byte local;
        Context.Stack.Base = (nint)(&local);
        Context.StackLimit = Context.Stack.Base - SpillBytes;
        OfThread = this;
        try
        {
            while (Next(out int slice) is { } process)
            {
                Dispatch(process, slice);
            }
        }
        catch (Exception failure)
        {
            Scheduler.Fail(failure);
        }
        finally
        {
            OfThread = null;
            Ended();
        }
    }

    private Suspension RunProfiled(ProfileRecorder profile, Process process, int slice)
    {
        var details = process.EnsureDetails();
        details.Profile = profile.Begin(Context, process.Id, details.Profile);
        var suspension = Context.RunSlice(process, slice);
        profile.End(Context, details.Profile, hasEnded: suspension == Suspension.End);
        return suspension;
    }

    private void Dispatch(Process process, int slice)
    {
        long before = process.Reductions;
        var observer = Scheduler.Options.Observer;
        long start = observer is null ? 0 : Stopwatch.GetTimestamp();
        _heap?.Begin();
        var suspension = Context.Profile is { } profile ? RunProfiled(profile, process, slice) : Context.RunSlice(process, slice);
        long used = process.Reductions - before;
        observer?.Ran(process, used, Stopwatch.GetTimestamp() - start);
        Counts.Slices++;
        Counts.Reductions += used;
        if (ProcessEvents.HasSlices)
        {
            ProcessEventSource.Log.Slice(process.Id, used);
        }

        Charge(used);

        // A process that waits may be taken by another worker at once: everything that is asked of it is asked before.
        if (suspension != Suspension.End && (IsOverReductions(process) || IsOverHeap(process)))
        {
            suspension = Suspension.End;
        }

        switch (suspension)
        {
            case Suspension.Yield:
                Enqueue(process);
                break;
            case Suspension.Wait:
                Park(process);
                break;
            default:
                Conclude(process);
                break;
        }
    }

    /// <summary>Puts a process aside until something arrives for it.</summary>
    /// <remarks>
    /// First it is said that the process waits, then its inbox is looked at again. A sender first adds to the inbox, then looks whether the process
    /// waits. Both do so with a full fence in between, so at least one of them sees what the other did, and the compare-and-swap decides which of
    /// them makes the process runnable.
    /// </remarks>
    private void Park(Process process)
    {
        if (Interlocked.CompareExchange(ref process.State, ProcessState.Waiting, ProcessState.Runnable) != ProcessState.Runnable)
        {
            Volatile.Write(ref process.State, ProcessState.Runnable);
            Enqueue(process);
        }
        else if (process.HasNews && process.TryMakeRunnable())
        {
            Enqueue(process);
        }
    }

    private void Conclude(Process process)
    {
        string reason = Context.Raised is { } raised
            ? raised.Message(Context.Addresses)
            : process.Details?.ExitReason ?? ExitReason.Normal;
        Scheduler.Conclude(Context, process);
        Context.Clear();
        if (process.Details?.Supervision is { } supervision && supervision.Hold(ref reason))
        {
            Enqueue(process);
            return;
        }

        Counts.AddEnd(reason);
        if (ProcessEvents.IsOn)
        {
            ProcessEventSource.Log.Exit(process.Id, reason);
        }

        Scheduler.End(process, reason);
    }

    private bool IsOverReductions(Process process)
    {
        if (Scheduler.Options.MaxReductions is not { } most || process.Reductions <= most)
        {
            return false;
        }

        process.BeginExit(ExitReason.MaxReductions);
        return true;
    }

    private bool IsOverHeap(Process process)
    {
        if (_heap is null || !_heap.IsDue(process) || !_heap.Exceeds(process))
        {
            return false;
        }

        process.BeginExit(ExitReason.MaxHeap);
        return true;
    }
}
