namespace TinyTotIL.Compiler.Lisp;

/// <summary>The empty list.</summary>
/// <param name="place">The piece of source.</param>
/// <param name="use">The use of a macro that inserted it.</param>
internal sealed class EmptySyntax(LispPlace place, MacroUse? use = null) : Syntax(place, use);
