namespace TinyTotIL.Runtime.Processes;

/// <summary>What one operation on much data may still allocate, and whether its result is still wanted.</summary>
/// <remarks>The data decides how much there is to do, and a program may have it from anyone: so the work counts as it goes, and stops.</remarks>
/// <param name="bytes">Bytes it may allocate, roughly.</param>
internal sealed class BulkBudget(long bytes)
{
    private long _left = bytes;
    private bool _isCancelled;

    /// <summary>Bytes it may allocate altogether.</summary>
    public long Bytes { get; } = bytes;

    /// <summary>Bytes counted so far.</summary>
    public long Used => Bytes - _left;

    /// <summary>Counts what is about to be allocated.</summary>
    /// <param name="bytes">How much.</param>
    /// <exception cref="BulkLimitException">It is too much, or nobody wants the result any more.</exception>
    public void Charge(long bytes)
    {
        _left -= bytes;
        if (_left < 0 || Volatile.Read(ref _isCancelled))
        {
            throw new BulkLimitException();
        }
    }

    /// <summary>Says that nobody wants the result any more. Any thread may.</summary>
    public void Cancel() => Volatile.Write(ref _isCancelled, true);
}
