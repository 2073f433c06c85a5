namespace TinyTotIL.Cli.Exploration;

/// <summary>What can be told apart of a run. Two runs with equal outcomes agree.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output; empty for a run that was cut off somewhere.</param>
/// <param name="Errors">Its uncaught errors, in lines.</param>
internal sealed record Outcome(OutcomeKind Kind, int ExitCode, string Output, string Errors);
