namespace TinyTotIL.Runtime.Operations;

/// <summary>
/// Marks an operation that may leave the native stack: it sets the context suspending and returns, and is called again with the same
/// arguments when the process goes on. What it has begun it keeps in the process, so that the second call continues it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SuspendsAttribute : Attribute;
