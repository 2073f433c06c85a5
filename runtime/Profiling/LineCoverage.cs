namespace TinyTotIL.Runtime.Profiling;

/// <summary>How often a line was reached.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Hits">How often, by its instruction that was started most often.</param>
/// <param name="Function">The function it belongs to; null for a top level.</param>
public sealed record LineCoverage(int Number, long Hits, string? Function);
