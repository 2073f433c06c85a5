namespace TinyTotIL.Runtime.Processes;

/// <summary>Ceilings that turn runaway programs into language errors.</summary>
public sealed record RuntimeLimits
{
    /// <summary>The defaults, scaled down where the machine has little memory.</summary>
    public static RuntimeLimits Default { get; } = new();

    /// <summary>Bytes of call stack, native or on the heap, before <c>Call stack overflow</c>.</summary>
    /// <remarks>One gibibyte, or a quarter of the memory available to the process if that is less.</remarks>
    public long StackBytes { get; init; } = Math.Min(1L << 30, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4);

    /// <summary>Bytes charged for one call whose frame lives on the heap.</summary>
    public const int HeapFrameBytes = 256;

    /// <summary>Values on one operand stack, or handlers open at once, before an overflow error.</summary>
    /// <remarks>Half a gibibyte of values, or an eighth of the memory available to the process if that is less.</remarks>
    public int OperandStackValues { get; init; } = (int)Math.Min(1L << 25, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8 / 16);

    /// <summary>Calls whose frames live on the heap before <c>Call stack overflow</c>.</summary>
    public int HeapFrames => (int)Math.Min(int.MaxValue, StackBytes / HeapFrameBytes);
}
