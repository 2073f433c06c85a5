using System.Runtime.ExceptionServices;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Work that may keep its thread waiting, done on another thread while the process that needs it waits and its worker goes on.</summary>
internal abstract class Offload
{
    private bool _isDone;

    /// <summary>Whether the work is done.</summary>
    private bool IsDone => Volatile.Read(ref _isDone);

    /// <summary>Whether <see cref="Await"/> does its work elsewhere.</summary>
    /// <param name="context">The running process.</param>
    public static bool IsElsewhere(ProcessContext context) => context.Scheduler is { IsDeterministic: false };

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

        var scheduler = context.Scheduler!;

        var process = context.Process!;
        var details = process.EnsureDetails();
        if (details.Offload is { IsDone: true } done)
        {
            details.Offload = null;
            return ((Offload<T>)done).Take();
        }

        if (details.Offload is null)
        {
            var offload = new Offload<T>(work);
            details.Offload = offload;
            scheduler.BeginOutside();
            scheduler.Blocking.Start(() => offload.Finish(scheduler, process));
        }

        context.WaitForWake();
        return default;
    }

    /// <summary>Does the work.</summary>
    protected abstract void Work();

    private void Finish(Scheduler scheduler, Process process)
    {
        Work();
        Volatile.Write(ref _isDone, true);
        scheduler.Wake(process);
        scheduler.EndOutside();
    }
}

/// <summary>Work with a result.</summary>
/// <typeparam name="T">The result.</typeparam>
/// <param name="work">The work.</param>
internal sealed class Offload<T>(Func<T> work) : Offload
{
    private T? _result;
    private ExceptionDispatchInfo? _failure;

    /// <summary>The result, once it is done; what the work threw is thrown here.</summary>
    public T? Take()
    {
        _failure?.Throw();
        return _result;
    }

    /// <inheritdoc/>
    protected override void Work()
    {
        try
        {
            _result = work();
        }
        catch (Exception failure)
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
        }
    }
}
