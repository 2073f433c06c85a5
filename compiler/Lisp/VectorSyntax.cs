namespace TinyTotIL.Compiler.Lisp;

/// <summary>A vector.</summary>
/// <param name="items">Its elements.</param>
/// <param name="place">The piece of source.</param>
/// <param name="use">The use of a macro that inserted it.</param>
internal sealed class VectorSyntax(Syntax[] items, LispPlace place, MacroUse? use = null) : Syntax(place, use)
{
    /// <summary>Its elements.</summary>
    public Syntax[] Items { get; } = items;
}
