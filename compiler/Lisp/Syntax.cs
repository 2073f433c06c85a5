namespace TinyTotIL.Compiler.Lisp;

/// <summary>A datum of a program, and where it is written.</summary>
/// <remarks>
/// Hygiene needs nothing but the keys of identifiers: what a macro inserts gets keys of its own (<see cref="Alias"/>), so that it neither binds
/// nor is bound by what the program writes. Data that a macro was given keep their places; what it inserts has the place of its use.
/// </remarks>
/// <param name="place">The piece of source it comes from.</param>
/// <param name="use">The use of a macro that inserted it; null for what the program writes.</param>
internal abstract class Syntax(LispPlace place, MacroUse? use)
{
    /// <summary>The piece of source it comes from; for what a macro inserts, the use of the macro.</summary>
    public LispPlace Place { get; } = place;

    /// <summary>The use of a macro that inserted it; null for what the program writes.</summary>
    public MacroUse? Use { get; } = use;
}
