using System.Diagnostics.CodeAnalysis;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Work that is a task: while it waits it has no thread.</summary>
/// <typeparam name="T">The result.</typeparam>
/// <param name="begin">Begins the task.</param>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer and nobody waits for its handle, so there is nothing to free; and it may be cancelled late.")]
internal sealed class TaskOffload<T>(Func<CancellationToken, Task<T>> begin) : ResultOffload<T>
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <inheritdoc/>
    public override void Cancel()
    {
        // Those who are told of it run on this thread otherwise, a worker's.
        _ = _cancellation.CancelAsync();
        CloseUnwanted();
    }

    /// <inheritdoc/>
    protected override void Begin(Action finish) => _ = Run(finish);

    private async Task Run(Action finish)
    {
        try
        {
            Result = await begin(_cancellation.Token).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            Failure = failure;
        }

        CloseUnwanted();
        finish();
    }

    /// <summary>What was opened for a process that has ended belongs to nobody. Asked by both sides after what they do: one of them sees the other.</summary>
    private void CloseUnwanted()
    {
        Interlocked.MemoryBarrier();
        if (_cancellation.IsCancellationRequested && Result is IHandleResource resource)
        {
            resource.Close();
        }
    }
}
