namespace TinyTotIL.Cli.Exploration;

/// <summary>What can be told apart of a run. Two runs with equal outcomes agree.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output, or the beginning; empty for a run that came to a bad end, which may have been cut off anywhere.</param>
/// <param name="Signs">Its uncaught errors and the places of a deadlock, in lines; of a run that ended by itself, what stands for the rest of its output.</param>
internal sealed record Outcome(OutcomeKind Kind, int ExitCode, string Output, string Signs);
