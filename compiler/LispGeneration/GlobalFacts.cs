using TinyTotIL.Compiler.Lisp;

namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>What is known of a variable of the top level.</summary>
internal sealed class GlobalFacts
{
    /// <summary>Number of definitions.</summary>
    public int Definitions { get; set; }

    /// <summary>Whether SET! changes it.</summary>
    public bool IsAssigned { get; set; }

    /// <summary>The value of its only definition, where nothing else can change it.</summary>
    public LispNode? Value { get; set; }

    /// <summary>The procedure it always has as value, or null.</summary>
    public Procedure? Procedure { get; set; }
}
