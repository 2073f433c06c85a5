using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Functions of results that are there later. AWAIT waits for one.</summary>
[TtvmLibrary("future")]
public static class FutureNatives
{
    /// <summary>A future without a result, which some process is to complete.</summary>
    /// <param name="context">The running process.</param>
    [TtvmFunction("future.new", NeedsProcesses = true)]
    public static HandleValue Create(ProcessContext context) => new(ValueKind.Future, $"future:{context.NextHandle()}", new Future());

    /// <summary>Gives a future its result; true unless it had one already.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="future">The future.</param>
    /// <param name="value">The result.</param>
    [TtvmFunction("future.complete", NeedsProcesses = true)]
    public static bool Complete(ProcessContext context, HandleValue future, Value value) =>
        Of(context, "future.complete", future)?.TryComplete(value) ?? false;

    /// <summary>Gives a future an error for a result, which AWAIT raises; true unless it had a result already.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="future">The future.</param>
    /// <param name="message">The error's text.</param>
    [TtvmFunction("future.fail", NeedsProcesses = true)]
    public static bool Fail(ProcessContext context, HandleValue future, string message) =>
        Of(context, "future.fail", future)?.TryFail(message) ?? false;

    /// <summary>Says that nobody but the running process will complete a future: it fails when the process ends without.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="future">The future.</param>
    [TtvmFunction("future.promise", NeedsProcesses = true)]
    public static void Promise(ProcessContext context, HandleValue future)
    {
        if (Of(context, "future.promise", future) is { } promised && context.Process is { } process)
        {
            var all = process.EnsureDetails().Promised ??= [];
            if (all.Count == all.Capacity)
            {
                // Those that have been kept need no account; so a process may make any number.
                all.RemoveAll(static kept => kept.IsDone);
            }

            all.Add(promised);
        }
    }

    /// <summary>Whether a future has its result, so that AWAIT does not wait.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="future">The future.</param>
    [TtvmFunction("future.is_done")]
    public static bool IsDone(ProcessContext context, HandleValue future) => Of(context, "future.is_done", future)?.IsDone ?? false;

    /// <summary>The result of a future; an error when there is none in time.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="future">The future.</param>
    /// <param name="milliseconds">How long to wait at most.</param>
    [TtvmFunction("future.await_for", NeedsProcesses = true), Suspends]
    public static Value AwaitFor(ProcessContext context, HandleValue future, long milliseconds) =>
        Of(context, "future.await_for", future) is { } awaited ? FutureOperations.AwaitUntil(context, awaited, milliseconds) : default;

    /// <summary>Starts reading a file as bytes.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="path">The file.</param>
    [TtvmFunction("future.read_bytes", NeedsProcesses = true)]
    [Needs(AccessKind.Read)]
    public static Value ReadBytes(ProcessContext context, string path) => FutureOperations.Start(
        context, $"async_read:{path}", path, mustFinish: false, files => Value.From(new BytesValue(files.ReadAllBytes(path))));

    /// <summary>Starts writing a file from bytes; the result is true.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="path">The file.</param>
    /// <param name="content">Its new content.</param>
    [TtvmFunction("future.write_bytes", NeedsProcesses = true)]
    [Needs(AccessKind.Write)]
    public static Value WriteBytes(ProcessContext context, string path, BytesValue content) =>
        FutureOperations.Start(context, $"async_write:{path}", path, mustFinish: true, files =>
        {
            files.WriteAllBytes(path, content.Bytes);
            return Value.Bool(true);
        });

    private static Future? Of(ProcessContext context, string function, HandleValue handle)
    {
        if (handle.Resource is Future future)
        {
            return future;
        }

        context.RaiseTypeMismatch(function, "future as argument 1", Value.From(handle));
        return null;
    }
}
