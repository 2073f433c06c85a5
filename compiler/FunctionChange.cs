namespace TinyTotIL.Compiler;

/// <summary>A function before and after a pass.</summary>
/// <param name="Function">Its name.</param>
/// <param name="Before">Its register IR as text; empty when the pass made the function.</param>
/// <param name="After">The same afterwards; empty when the pass dropped the function.</param>
public sealed record FunctionChange(string Function, string Before, string After);
