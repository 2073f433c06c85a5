namespace TinyTotIL.Runtime.Scheme;

/// <summary>Carries what is wrong with a text that is no datum out of the work of reading a port.</summary>
/// <param name="message">What is wrong.</param>
internal sealed class DatumException(string message) : Exception(message);
