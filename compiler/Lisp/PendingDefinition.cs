namespace TinyTotIL.Compiler.Lisp;

/// <summary>A definition of a standard library.</summary>
/// <param name="expand">Expands it.</param>
internal sealed class PendingDefinition(Func<LispNode> expand)
{
    /// <summary>Whether it is in the program, or on its way there.</summary>
    public bool IsTaken { get; set; }

    /// <summary>Expands it.</summary>
    public Func<LispNode> Expand { get; } = expand;
}
