namespace TinyTotIL.Cli.Benchmarks;

/// <summary>How large a benchmark is made.</summary>
/// <param name="Size">The number the program begins with.</param>
/// <param name="Units">The units of work that makes.</param>
/// <param name="Output">What the program prints then.</param>
internal sealed record BenchmarkSize(long Size, long Units, string Output);
