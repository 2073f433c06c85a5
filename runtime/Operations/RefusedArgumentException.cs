namespace TinyTotIL.Runtime.Operations;

/// <summary>Leaves the protected region around a method of another assembly: an argument or a result is not what it may be.</summary>
/// <param name="message">The text of the error; what is raised already needs none.</param>
public sealed class RefusedArgumentException(string message) : Exception(message);
