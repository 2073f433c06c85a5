namespace TinyTotIL.Runtime.Accounting;

/// <summary>What .NET's own collector says of a stretch of time.</summary>
public sealed class FrameworkHeap
{
    private readonly long _allocated = GC.GetTotalAllocatedBytes();
    private readonly TimeSpan _paused = GC.GetTotalPauseDuration();
    private readonly int[] _collections = [GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2)];

    /// <summary>Bytes allocated since it was made.</summary>
    public long AllocatedBytes => GC.GetTotalAllocatedBytes() - _allocated;

    /// <summary>Time in collections since then.</summary>
    public TimeSpan Paused => GC.GetTotalPauseDuration() - _paused;

    /// <summary>Bytes in use now, garbage that was not collected included.</summary>
    public static long HeapBytes => GC.GetTotalMemory(forceFullCollection: false);

    /// <summary>Collections since then of a generation and those below it.</summary>
    /// <param name="generation">The generation, 0 to 2.</param>
    public int Collections(int generation) => GC.CollectionCount(generation) - _collections[generation];
}
