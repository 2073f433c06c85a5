namespace TinyTotIL.Conformance.Tests;

/// <summary>What a process left behind.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record CommandOutcome(int ExitCode, string Output, string Error);
