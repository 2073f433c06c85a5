namespace TinyTotIL.Compiler.Lisp;

/// <summary>A variable and the expression of its first value.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Value">The expression.</param>
internal sealed record LispBinding(LocalVariable Variable, LispNode Value);
