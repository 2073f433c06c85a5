namespace TinyTotIL.Cli.Demonstrations;

/// <summary>Something that must have happened in a run, seen from outside.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Problem">Gives what happened instead; null when it was so.</param>
internal sealed record DemonstrationFact(string Title, Func<DemonstrationEvents, string?> Problem);
