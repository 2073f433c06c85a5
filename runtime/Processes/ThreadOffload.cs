namespace TinyTotIL.Runtime.Processes;

/// <summary>Work that keeps a thread waiting.</summary>
/// <typeparam name="T">The result.</typeparam>
/// <param name="threads">The threads for such work.</param>
/// <param name="work">The work.</param>
internal class ThreadOffload<T>(BlockingThreads threads, Func<T> work) : ResultOffload<T>
{
    /// <inheritdoc/>
    protected override void Begin(Action finish) => threads.Start(() =>
    {
        try
        {
            Result = work();
        }
        catch (Exception failure)
        {
            Failure = failure;
        }

        finish();
    });
}
