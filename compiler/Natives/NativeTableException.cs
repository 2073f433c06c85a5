namespace TinyTotIL.Compiler.Natives;

/// <summary>A referenced assembly offers what a program cannot call.</summary>
/// <param name="message">What is wrong.</param>
public sealed class NativeTableException(string message) : Exception(message);
