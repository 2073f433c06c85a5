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

    /// <summary>Bytes that had been charged for those.</summary>
    public long FreedBytes { get; private set; }

    /// <summary>Objects made and not freed.</summary>
    public long Current => Allocated - Freed;

    /// <summary>Bytes of those.</summary>
    public long CurrentBytes => AllocatedBytes - FreedBytes;

    /// <summary>Counts an object that was made.</summary>
    /// <param name="bytes">Its bytes.</param>
    internal void Allocate(int bytes)
    {
        Allocated++;
        AllocatedBytes += bytes;
    }

    /// <summary>Counts an object that is garbage.</summary>
    /// <param name="bytes">Its bytes.</param>
    internal void Free(int bytes)
    {
        Freed++;
        FreedBytes += bytes;
    }
}
