namespace TinyTotIL.Compiler.Lisp;

/// <summary>A use of a core form.</summary>
/// <param name="Form">The form.</param>
/// <param name="Syntax">The whole of it.</param>
/// <param name="Items">Its parts; the keyword is the first.</param>
/// <param name="Scope">The names it may use.</param>
/// <param name="IsTest">Whether only the truth of its value matters.</param>
internal readonly record struct FormUse(CoreForm Form, PairSyntax Syntax, Syntax[] Items, Scope Scope, bool IsTest)
{
    /// <summary>Where it stands.</summary>
    public LispPlace Place => Syntax.Place;

    /// <summary>Number of its parts without the keyword.</summary>
    public int Count => Items.Length - 1;

    /// <summary>Its last parts.</summary>
    /// <param name="first">Which is the first of them.</param>
    public ReadOnlySpan<Syntax> From(int first) => Items.AsSpan(first);
}
