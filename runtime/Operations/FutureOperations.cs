using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Formats;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Operations that start something and those that wait for its result.</summary>
public static class FutureOperations
{
    /// <summary>What a future of upstream prints contains all of the content to write; this much of it is enough.</summary>
    private const int ShownContent = 256;

    /// <summary>ASYNC_READ: starts reading a file.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="name">The file.</param>
    [Needs(AccessKind.Read)]
    public static Value Read(ProcessContext context, Value name)
    {
        if (!name.IsText)
        {
            context.RaiseTypeMismatch("ASYNC_READ", "string (filename)", name);
            return default;
        }

        string path = name.AsText;
        return Start(context, $"async_read:{path}", path, mustFinish: false, files => FileOperations.ReadText(files, path));
    }

    /// <summary>ASYNC_WRITE: starts writing a file.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="content">Its new content.</param>
    /// <param name="name">The file.</param>
    [Needs(AccessKind.Write)]
    public static Value Write(ProcessContext context, Value content, Value name)
    {
        if (!content.IsText || !name.IsText)
        {
            context.RaiseTypeMismatch("ASYNC_WRITE", "string (filename) and string (content)", name, content);
            return default;
        }

        string path = name.AsText;
        var text = TextValue.SpanOf(content);
        string shown = text.Length <= ShownContent ? text.ToString() : string.Concat(text[..ShownContent], "...");
        return Start(context, $"async_write:{path}:{shown}", path, mustFinish: true, files =>
        {
            files.WriteAllBytes(path, ByteContent.Of(content));
            return Value.Bool(true);
        });
    }

    /// <summary>AWAIT: waits for the result of a future.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="future">The future.</param>
    [Suspends]
    public static Value Await(ProcessContext context, Value future)
    {
        if (future.Tag is not HandleValue { Kind: ValueKind.Future } handle)
        {
            context.RaiseTypeMismatch("AWAIT", "future", future);
            return default;
        }

        return handle.Resource is not Future awaited ? Value.Null
            : TryTake(context, awaited, out var result) ? result
            : Wait(context, awaited);
    }

    /// <summary>Waits for the result of a future, but not for ever.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="future">The future.</param>
    /// <param name="milliseconds">How long at most.</param>
    internal static Value AwaitUntil(ProcessContext context, Future future, long milliseconds)
    {
        var details = context.Process?.EnsureDetails();
        if (TryTake(context, future, out var result))
        {
            if (details?.Alarm is { } unused)
            {
                context.Scheduler!.Clock.Cancel(unused);
                details.Alarm = null;
            }

            return result;
        }

        if (milliseconds <= 0 || details is null || details.Alarm is { HasRung: true })
        {
            details?.Alarm = null;
            GiveUp(context, future);
            context.Raise($"The future had no result within {Math.Max(0, milliseconds)} milliseconds");
            return default;
        }

        if (details.Alarm is null)
        {
            details.Alarm = new WakeAlarm(context.Process!);
            context.Scheduler!.Clock.Arm(details.Alarm, milliseconds);
        }

        return Wait(context, future);
    }

    /// <summary>Starts work on a file.</summary>
    /// <remarks>A deterministic run must not depend on the time it takes, and without processes there is nobody to wait: there it is done at once.</remarks>
    /// <param name="context">The running process.</param>
    /// <param name="id">How the future prints.</param>
    /// <param name="path">The file.</param>
    /// <param name="mustFinish">Whether the program is not to end before.</param>
    /// <param name="work">The work.</param>
    internal static Value Start(ProcessContext context, string id, string path, bool mustFinish, Func<IFileSystem, Value> work)
    {
        var future = new Future();
        var files = context.Host.Files;
        if (!Offload.IsElsewhere(context))
        {
            Complete(future, files, path, work);
            return Value.From(new HandleValue(ValueKind.Future, id, future));
        }

        var scheduler = context.Scheduler!;
        Action begin = mustFinish ? scheduler.BeginUnfinished : scheduler.BeginOutside;
        Action end = mustFinish ? scheduler.EndUnfinished : scheduler.EndOutside;
        begin();
        scheduler.Blocking.Start(() =>
        {
            Complete(future, files, path, work);
            end();
        });
        return Value.From(new HandleValue(ValueKind.Future, id, future));
    }

    private static void Complete(Future future, IFileSystem files, string path, Func<IFileSystem, Value> work)
    {
        try
        {
            future.TryComplete(work(files));
        }
        catch (HostException error)
        {
            future.TryFail(ErrorText.FileError(path, error.Message));
        }
        catch (OutOfMemoryException)
        {
            future.TryFail(ErrorText.FileError(path, "out of memory"));
        }
    }

    private static bool TryTake(ProcessContext context, Future future, out Value result)
    {
        result = future.Result;
        if (!future.IsDone)
        {
            return false;
        }

        if (context.Process?.Details is { Awaited: not null } details)
        {
            details.Awaited = null;
        }

        if (future.Error is { } error)
        {
            context.Raise(error);
        }

        return true;
    }

    private static Value Wait(ProcessContext context, Future future)
    {
        if (context.Process is not { } process)
        {
            context.Raise(ErrorText.Unsupported("AWAIT of a future that nothing is left to complete"));
            return default;
        }

        if (!future.TryWait(context.Scheduler!, process))
        {
            return TryTake(context, future, out var result) ? result : default;
        }

        process.EnsureDetails().Awaited = future;
        context.WaitForWake();
        return default;
    }

    private static void GiveUp(ProcessContext context, Future future)
    {
        if (context.Process is { } process)
        {
            future.Forget(process);
            process.Details!.Awaited = null;
        }
    }
}
