namespace TinyTotIL.Compiler.Lisp;

/// <summary><c>#0#</c>: the datum that <c>#0=</c> names, which it may be a part of. Code cannot hold one, quoted data can.</summary>
/// <param name="place">The piece of source.</param>
internal sealed class LabelSyntax(LispPlace place) : Syntax(place, use: null)
{
    /// <summary>The datum; known once all of it is read.</summary>
    public Syntax? Target { get; set; }
}
