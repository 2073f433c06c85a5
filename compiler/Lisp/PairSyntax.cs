namespace TinyTotIL.Compiler.Lisp;

/// <summary>A pair; a form is a chain of them.</summary>
/// <param name="car">The first datum.</param>
/// <param name="cdr">The rest.</param>
/// <param name="place">The piece of source; that of the rest of a list reaches from its first datum to the parenthesis.</param>
/// <param name="use">The use of a macro that inserted it.</param>
internal sealed class PairSyntax(Syntax car, Syntax cdr, LispPlace place, MacroUse? use = null) : Syntax(place, use)
{
    /// <summary>The first datum.</summary>
    public Syntax Car { get; } = car;

    /// <summary>The rest.</summary>
    public Syntax Cdr { get; } = cdr;
}
