namespace TinyTotIL.Cli.Exploration;

/// <summary>Runs that agree.</summary>
/// <param name="outcome">What they have in common.</param>
/// <param name="seed">The seed of the first of them.</param>
/// <param name="deadlockReport">What that one reported of a deadlock; numbers of processes may differ in the others.</param>
internal sealed class OutcomeGroup(Outcome outcome, ulong seed, IReadOnlyList<string> deadlockReport)
{
    /// <summary>What they have in common.</summary>
    public Outcome Outcome { get; } = outcome;

    /// <summary>The seed of the first of them.</summary>
    public ulong Seed { get; } = seed;

    /// <summary>What the first one reported of a deadlock.</summary>
    public IReadOnlyList<string> DeadlockReport { get; } = deadlockReport;

    /// <summary>How many they are.</summary>
    public long Runs { get; set; } = 1;
}
