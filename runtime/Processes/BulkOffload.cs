namespace TinyTotIL.Runtime.Processes;

/// <summary>Work that takes long although it waits for nothing.</summary>
/// <typeparam name="T">The result.</typeparam>
/// <param name="threads">The threads for such work.</param>
/// <param name="budget">What it may allocate.</param>
/// <param name="work">The work.</param>
internal sealed class BulkOffload<T>(BlockingThreads threads, BulkBudget budget, Func<BulkBudget, T> work) : ThreadOffload<T>(threads, () => work(budget))
{
    /// <inheritdoc/>
    public override void Cancel() => budget.Cancel();

    /// <inheritdoc/>
    protected override void Charge(ProcessDetails details) => details.Allocated += budget.Used;
}
