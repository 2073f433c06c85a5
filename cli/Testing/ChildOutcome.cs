namespace TinyTotIL.Cli.Testing;

/// <summary>How another <c>ttil</c> ended.</summary>
/// <param name="ExitCode">The exit code; null when it had to be ended.</param>
/// <param name="Output">Standard output, as far as it is kept.</param>
/// <param name="Error">Standard error, as far as it is kept.</param>
/// <param name="IsWhole">Whether all of it was kept.</param>
internal sealed record ChildOutcome(int? ExitCode, string Output, string Error, bool IsWhole);
