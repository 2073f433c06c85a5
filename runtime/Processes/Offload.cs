namespace TinyTotIL.Runtime.Processes;

/// <summary>Work that may keep its thread waiting, done on another thread while the process that needs it waits and its worker goes on.</summary>
internal abstract class Offload
{
    private bool _isDone;

    /// <summary>Whether the work is done.</summary>
    private bool IsDone => Volatile.Read(ref _isDone);

    /// <summary>Whether work that is awaited is done elsewhere.</summary>
    /// <param name="context">The running process.</param>
    public static bool IsElsewhere(ProcessContext context) => context.Scheduler is { IsDeterministic: false };

    /// <summary>Whether the running process waits for work, or its result is there to be taken.</summary>
    /// <param name="context">The running process.</param>
    public static bool IsUnderWay(ProcessContext context) => context.Process?.Details?.Offload is not null;

    /// <summary>Does work, elsewhere if the program has processes; for operations that are asked again when their process goes on.</summary>
    /// <remarks>
    /// A program without processes has nobody else to run, and a deterministic run must not depend on the time that work takes: there it is
    /// done at once, here.
    /// </remarks>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="context">The running process. When it is leaving the stack afterwards, there is no result yet.</param>
    /// <param name="work">The work; it must not touch the context.</param>
    public static T? Await<T>(ProcessContext context, Func<T> work)
    {
        if (!IsElsewhere(context))
        {
            return work();
        }

        var blocking = context.Scheduler!.Blocking;
        return AwaitElsewhere(context, () => new ThreadOffload<T>(blocking, work));
    }

    /// <summary>Waits for a task, on no thread at all if the program has processes; for operations that are asked again when their process goes on.</summary>
    /// <remarks>
    /// Without processes the thread waits, after it has written what was printed. In a deterministic run the process waits as in any other, but what
    /// comes is looked at only when nothing else can run: see <see cref="Scheduler.Arrive"/>.
    /// </remarks>
    /// <typeparam name="T">The result; if the process ends before, one that can be closed is closed.</typeparam>
    /// <param name="context">The running process. When it is leaving the stack afterwards, there is no result yet.</param>
    /// <param name="begin">
    /// Begins the task; called once for each call of the operation that is not a repetition. It must not touch the context. The token is cancelled
    /// when the process ends before the task.
    /// </param>
    public static T? AwaitTask<T>(ProcessContext context, Func<CancellationToken, Task<T>> begin)
    {
        if (context.Scheduler is not null)
        {
            return AwaitElsewhere(context, () => new TaskOffload<T>(begin));
        }

        var task = begin(CancellationToken.None);
        if (!task.IsCompleted)
        {
            context.Host.Console.Flush();
        }

        return task.GetAwaiter().GetResult();
    }

    /// <summary>The threads on which work that keeps one waiting is done; null where the thread itself waits.</summary>
    /// <param name="context">The running process.</param>
    public static BlockingThreads? ThreadsFor(ProcessContext context) => IsElsewhere(context) ? context.Scheduler!.Blocking : null;

    /// <summary>Does work that can be given up, elsewhere if the program has processes; for operations that are asked again when their process goes on.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="context">The running process. When it is leaving the stack afterwards, there is no result yet.</param>
    /// <param name="work">The work; it must not touch the context. The token is cancelled when the process ends before it.</param>
    public static T? Await<T>(ProcessContext context, Func<CancellationToken, T> work) =>
        ThreadsFor(context) is { } threads
            ? AwaitTask(context, token => threads.Run(() => work(token)))
            : work(CancellationToken.None);

    /// <summary>Does work that takes long although it waits for nothing, elsewhere if the program has processes; for operations that are asked again when their process goes on.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="context">The running process. When it is leaving the stack afterwards, there is no result yet.</param>
    /// <param name="budget">What the work may allocate; the process is charged for what it has.</param>
    /// <param name="work">The work; it must not touch the context.</param>
    public static T? AwaitBulk<T>(ProcessContext context, BulkBudget budget, Func<BulkBudget, T> work)
    {
        if (!IsElsewhere(context))
        {
            return work(budget);
        }

        var blocking = context.Scheduler!.Blocking;
        return AwaitElsewhere(context, () => new BulkOffload<T>(blocking, budget, work));
    }

    /// <summary>Gives the work up, because the process that waits for it has ended.</summary>
    public virtual void Cancel()
    {
        // What a thread has begun it finishes.
    }

    /// <summary>Charges the process, which has the result now, for memory that another thread has allocated.</summary>
    /// <param name="details">The process.</param>
    protected virtual void Charge(ProcessDetails details)
    {
        // Most work allocates next to nothing.
    }

    /// <summary>Begins the work.</summary>
    /// <param name="finish">What is called at its end, once, on any thread; perhaps before this returns.</param>
    protected abstract void Begin(Action finish);

    private static T? AwaitElsewhere<T>(ProcessContext context, Func<ResultOffload<T>> create)
    {
        var scheduler = context.Scheduler!;
        var process = context.Process!;
        var details = process.EnsureDetails();
        if (details.Offload is { IsDone: true } done)
        {
            details.Offload = null;
            done.Charge(details);
            return ((ResultOffload<T>)done).Take();
        }

        if (details.Offload is null)
        {
            var offload = create();
            details.Offload = offload;
            scheduler.BeginOutside();
            offload.Begin(() => scheduler.Arrive(() => offload.Finish(scheduler, process)));
            if (offload.IsDone)
            {
                // Nothing had to be waited for.
                details.Offload = null;
                return offload.Take();
            }
        }

        context.WaitForWake();
        return default;
    }

    private void Finish(Scheduler scheduler, Process process)
    {
        Volatile.Write(ref _isDone, true);
        scheduler.Wake(process);
        scheduler.EndOutside();
    }
}
