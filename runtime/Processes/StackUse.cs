namespace TinyTotIL.Runtime.Processes;

/// <summary>Where a context stands on the machine's stacks: the one in use, and those that wait for it.</summary>
internal sealed class StackUse
{
    /// <summary>Address at which the program began to use the current stack; 0 before it does.</summary>
    public nint Base { get; set; }

    /// <summary>Bytes in use on the stacks that wait.</summary>
    public long WaitingBytes { get; set; }

    /// <summary>The segment in use; null on the thread that entered the program.</summary>
    public StackSegment? Current { get; set; }

    /// <summary>The segment that continues the entering thread, kept from the last time.</summary>
    public StackSegment? First { get; set; }
}
