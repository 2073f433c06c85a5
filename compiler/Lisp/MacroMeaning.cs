namespace TinyTotIL.Compiler.Lisp;

/// <summary>A macro.</summary>
/// <param name="name">The name it was defined with.</param>
/// <param name="rules">Its rules.</param>
/// <param name="place">Where it is defined.</param>
internal sealed class MacroMeaning(string name, SyntaxRules rules, LispPlace place) : Meaning
{
    /// <summary>The name it was defined with.</summary>
    public string Name { get; } = name;

    /// <summary>Its rules.</summary>
    public SyntaxRules Rules { get; } = rules;

    /// <summary>Where it is defined.</summary>
    public LispPlace Place { get; } = place;
}
