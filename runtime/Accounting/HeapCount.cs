namespace TinyTotIL.Runtime.Accounting;

/// <summary>Objects and bytes, allocated and freed.</summary>
public sealed class HeapCount
{
    /// <summary>Objects made.</summary>
    public long Allocated { get; private set; }

    /// <summary>Bytes charged for them.</summary>
    public long AllocatedBytes { get; private set; }

    /// <summary>Objects that a collection found to be garbage.</summary>
    public long Freed { get; private set; }

    /// <summary>Bytes that were charged and that nothing takes any more.</summary>
    public long FreedBytes => AllocatedBytes - CurrentBytes;

    /// <summary>Objects made and not freed.</summary>
    public long Current => Allocated - Freed;

    /// <summary>Bytes that those take now.</summary>
    public long CurrentBytes { get; private set; }

    /// <summary>Counts an object that was made.</summary>
    /// <param name="charge">What is charged for it.</param>
    /// <param name="bytes">What it takes.</param>
    internal void Allocate(long charge, long bytes)
    {
        Allocated++;
        AllocatedBytes += charge;
        CurrentBytes += bytes;
    }

    /// <summary>Counts that an object has grown or shrunk, or that another one has taken its values over.</summary>
    /// <param name="charge">What is charged for that.</param>
    /// <param name="by">How many bytes it takes more than before.</param>
    internal void Resize(long charge, long by)
    {
        AllocatedBytes += charge;
        CurrentBytes += by;
    }

    /// <summary>Counts an object that is garbage.</summary>
    /// <param name="bytes">Its bytes.</param>
    internal void Free(long bytes)
    {
        Freed++;
        CurrentBytes -= bytes;
    }
}
