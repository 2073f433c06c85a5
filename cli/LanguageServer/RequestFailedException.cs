namespace TinyTotIL.Cli.LanguageServer;

/// <summary>A request is right and cannot be done.</summary>
/// <param name="reason">Why, as a sentence for the user.</param>
internal sealed class RequestFailedException(string reason) : Exception(reason);
