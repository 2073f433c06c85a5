using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>What is wrong with what a program says of a supervisor.</summary>
/// <param name="Expected">What was expected, as it follows the word "expects".</param>
/// <param name="Found">What was there.</param>
internal sealed record SpecProblem(string Expected, Value Found);
