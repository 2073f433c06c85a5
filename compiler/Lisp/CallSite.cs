namespace TinyTotIL.Compiler.Lisp;

/// <summary>A call of what a variable holds, to be looked at when all definitions are known.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Count">Number of arguments.</param>
/// <param name="Call">The call.</param>
internal readonly record struct CallSite(LispVariable Variable, int Count, PairSyntax Call);
