namespace TinyTotIL.Compiler.Ir;

/// <summary>A call that was replaced by the callee's body; a stack trace still shows it.</summary>
/// <param name="Address">Index of the bytecode instruction that called.</param>
/// <param name="Site">The site that instruction itself belongs to: 0 for the function's own code.</param>
internal readonly record struct InlineSite(int Address, int Site);
