namespace TinyTotIL.Compiler.Lisp;

/// <summary>A keyword that means something only inside forms, such as ELSE.</summary>
/// <param name="name">The keyword.</param>
internal sealed class AuxiliaryMeaning(string name) : Meaning
{
    /// <summary>The keyword.</summary>
    public string Name { get; } = name;
}
