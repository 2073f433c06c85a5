namespace TinyTotIL.Compiler.Lisp;

/// <summary>One use of a macro, as what it inserted remembers it.</summary>
/// <param name="macro">The macro.</param>
/// <param name="name">The name it was used by.</param>
/// <param name="place">Where the program uses it; for a use that a macro inserted, the use of that macro.</param>
/// <param name="outer">The use that inserted this one; null for what the program writes.</param>
internal sealed class MacroUse(MacroMeaning macro, string name, LispPlace place, MacroUse? outer)
{
    /// <summary>The macro.</summary>
    public MacroMeaning Macro { get; } = macro;

    /// <summary>The name it was used by.</summary>
    public string Name { get; } = name;

    /// <summary>Where the program uses it.</summary>
    public LispPlace Place { get; } = place;

    /// <summary>The use that inserted this one.</summary>
    public MacroUse? Outer { get; } = outer;

    /// <summary>How many uses lead to this one.</summary>
    public int Depth { get; } = (outer?.Depth ?? 0) + 1;
}
