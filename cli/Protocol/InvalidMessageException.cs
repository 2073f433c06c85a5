namespace TinyTotIL.Cli.Protocol;

/// <summary>A request lacks something, or has something else in its place.</summary>
/// <param name="problem">What, in a sentence for whoever wrote the client.</param>
internal sealed class InvalidMessageException(string problem) : Exception(problem);
