using System.Collections.Immutable;

namespace TinyTotIL.Runtime.Observation;

/// <summary>What could be seen of one process at a moment.</summary>
public sealed record ProcessSnapshot
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>Its first name; empty when it has none.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where it stands, or stood when it last left the processor: a function and a line. Empty when that is not known.</summary>
    public string Place { get; init; } = "";

    /// <summary>What it is doing, in a word; for one that has ended, why.</summary>
    public required string State { get; init; }

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded { get; init; }

    /// <summary>Messages in its mailbox.</summary>
    public int Mailbox { get; init; }

    /// <summary>Reductions in its finished slices.</summary>
    public long Reductions { get; init; }

    /// <summary>How many of them since the snapshot before this one.</summary>
    public long RecentReductions { get; init; }

    /// <summary>Bytes it held when it was last measured; null when it never was.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>The numbers of those it is linked with.</summary>
    public ImmutableArray<long> Links { get; init; } = [];

    /// <summary>The number of its supervisor; 0 when it has none.</summary>
    public long Supervisor { get; init; }

    /// <summary>Its id among the children of its supervisor.</summary>
    public string ChildId { get; init; } = "";
}
