namespace TinyTotIL.Cli.Exploration;

/// <summary>Runs that agree.</summary>
/// <param name="outcome">What they have in common.</param>
/// <param name="seed">The seed of the first of them.</param>
/// <param name="report">What happened in that one; numbers of processes may differ in the others.</param>
internal sealed class OutcomeGroup(Outcome outcome, ulong seed, IReadOnlyList<string> report)
{
    /// <summary>What they have in common.</summary>
    public Outcome Outcome { get; } = outcome;

    /// <summary>The seed of the first of them.</summary>
    public ulong Seed { get; } = seed;

    /// <summary>What happened in the first one, in lines; empty if it ended by itself.</summary>
    public IReadOnlyList<string> Report { get; } = report;

    /// <summary>How many they are.</summary>
    public long Runs { get; private set; }

    /// <summary>Lines that the one with the shortest output wrote.</summary>
    public long FewestLines { get; private set; } = long.MaxValue;

    /// <summary>Lines that the one with the longest output wrote.</summary>
    public long MostLines { get; private set; }

    /// <summary>Adds a run.</summary>
    /// <param name="lines">Lines it wrote.</param>
    public void Add(long lines)
    {
        Runs++;
        (FewestLines, MostLines) = (Math.Min(FewestLines, lines), Math.Max(MostLines, lines));
    }
}
