using System.Collections.Immutable;

namespace TinyTotIL.Compiler.Lisp;

/// <summary>A program after expansion, with all it needs of the libraries.</summary>
/// <param name="Body">
/// Definitions and expressions in the order of their evaluation. Definitions of the standard library that nothing refers to are not in it.
/// </param>
/// <param name="LastValueIsResult">
/// Whether the module is a unit of EVAL or of the REPL: it then makes a procedure without parameters that evaluates the body and gives the
/// value of the last expression.
/// </param>
internal sealed record LispProgram(ImmutableArray<LispNode> Body, bool LastValueIsResult);
