namespace TinyTotIL.Compiler.Lisp;

/// <summary>One rule of a macro.</summary>
/// <param name="Pattern">The pattern, without the keyword.</param>
/// <param name="Template">The template.</param>
/// <param name="VariableCount">Number of variables of the pattern.</param>
/// <param name="InsertedCount">Number of different identifiers that the template inserts.</param>
internal sealed record SyntaxRule(SyntaxPattern Pattern, SyntaxTemplate Template, int VariableCount, int InsertedCount);
