using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Ceilings that turn runaway programs into language errors.</summary>
public sealed record RuntimeLimits
{
    /// <summary>Bytes charged for one call whose frame lives on the heap, its variables not included.</summary>
    public const int HeapFrameBytes = 128;

    /// <summary>Bytes charged for the saved frame of a compiled function, which holds a value or two.</summary>
    public const int SavedFrameBytes = 48;

    /// <summary>Bytes of one value on an operand stack.</summary>
    private const int ValueBytes = 16;

    private const int HandlerBytes = 32;

    /// <summary>Bytes of memory that there must be for each process: what one takes that holds little, in either engine, and some for the collector.</summary>
    private const int ProcessBytes = 1024;

    private const int MostProcesses = 10_000_000;

    /// <summary>Connections to databases open at once.</summary>
    public const int Databases = 256;

    private readonly int? _operandStackValues;

    /// <summary>The defaults, scaled down where the machine has little memory.</summary>
    public static RuntimeLimits Default { get; } = new();

    /// <summary>Bytes of call stack, native or on the heap, before <c>Call stack overflow</c>.</summary>
    /// <remarks>
    /// Half a gibibyte, or half of what leaves room for everything else if that is less; what is set is cut to the whole of
    /// it. Each collection of garbage walks the whole native stack, so a stack that is too large costs more than the memory it takes.
    /// </remarks>
    public long StackBytes
    {
        get;
        init => field = Math.Min(value, SystemMemory.MostStackBytes());
    } = Math.Min(512L << 20, SystemMemory.MostStackBytes() / 2);

    /// <summary>Handlers open at once on the heap before <c>Handler stack overflow</c>.</summary>
    public int Handlers => (int)Math.Min(StackBytes / HandlerBytes, Array.MaxLength);

    /// <summary>Saved frames of one process before <c>Call stack overflow</c>.</summary>
    public int SavedFrames => (int)Math.Min(StackBytes / SavedFrameBytes, int.MaxValue);

    /// <summary>Processes alive at once before <c>Too many processes</c>: ten million, or what fits the memory if that is less.</summary>
    public int Processes { get; init; } = (int)Math.Min(SystemMemory.AvailableBytes / ProcessBytes, MostProcesses);

    /// <summary>Bytes that one operation on data may make: two gibibytes, or a quarter of the memory if that is less.</summary>
    public long BulkBytes { get; init; } = Math.Min(2L << 30, SystemMemory.AvailableBytes / 4);

    /// <summary>Bytes that compressed data may become: 256 mebibytes, or <see cref="BulkBytes"/> if that is less.</summary>
    public long DecompressedBytes { get; init; } = Math.Min(256L << 20, SystemMemory.AvailableBytes / 4);

    /// <summary>Bytes that SQLite may take in the whole process: a gibibyte, or a quarter of the memory if that is less.</summary>
    public static long DatabaseBytes => Math.Min(1L << 30, SystemMemory.AvailableBytes / 4);

    /// <summary>Values on one operand stack before <c>Operand stack overflow</c>; by default what fits the bytes of the call stack.</summary>
    public int OperandStackValues
    {
        get => _operandStackValues ?? (int)Math.Min(StackBytes / ValueBytes, Array.MaxLength);
        init => _operandStackValues = value;
    }

    /// <summary>Bytes charged for a frame on the heap.</summary>
    /// <param name="variables">Its variables.</param>
    public static int BytesOf(Scope variables) => HeapFrameBytes + variables.Bytes;

    /// <summary>Whether a call may be made whose frame lives on the heap.</summary>
    /// <param name="frameBytes">Bytes of the frames below it.</param>
    /// <param name="operands">Values on the operand stack.</param>
    /// <remarks>
    /// Values count half as much again as they take, so that recursion that leaves values behind ends as what it is, a
    /// call stack that overflows, before the operand stack is full.
    /// </remarks>
    public bool AllowHeapFrame(long frameBytes, int operands) => frameBytes + operands * (ValueBytes * 3L / 2) < StackBytes;
}
