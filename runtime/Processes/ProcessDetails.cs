namespace TinyTotIL.Runtime.Processes;

/// <summary>What few processes have; made on first use.</summary>
internal sealed class ProcessDetails
{
    /// <summary>Paths of the modules being loaded, in the order in which their loading began.</summary>
    public List<string> Loading { get; } = [];

    /// <summary>Whether YIELD has already given up the slice that it is asked for again after.</summary>
    public bool HasYielded { get; set; }

    /// <summary>The alarm that the operation under way waits for; null when it waits for none.</summary>
    public Alarm? Alarm { get; set; }

    /// <summary>The work elsewhere that the operation under way waits for; null when it waits for none.</summary>
    public Offload? Offload { get; set; }

    /// <summary>Why it ends, where it does not end by itself.</summary>
    public string? ExitReason { get; set; }

    /// <summary>Is told how the process ends, if someone outside waits for it.</summary>
    public Completion? Completion { get; init; }

    /// <summary>Bytes allocated while it ran, since its memory was measured.</summary>
    public long Allocated { get; set; }

    /// <summary>Messages sent to it since then. Counted by the senders, and only where memory is limited.</summary>
    public int Arrived;

    /// <summary>Bytes of which it may allocate so many until its memory is measured again.</summary>
    public long MeasureAfter { get; set; }
}
