namespace TinyTotIL.Compiler.Lisp;

/// <summary>What matching a pattern needs to know.</summary>
/// <param name="Bindings">Receives what each variable stands for: a <see cref="Syntax"/>, or an array of such under each ellipsis.</param>
/// <param name="Use">The scope of the use.</param>
/// <param name="Definition">The scope of the macro's definition.</param>
internal readonly record struct PatternMatch(object?[] Bindings, Scope Use, Scope Definition);
