using TinyTotIL.Compiler.Ir;

namespace TinyTotIL.Compiler.Passes;

/// <summary>What one block does with one variable.</summary>
/// <param name="block">Number of the block.</param>
internal sealed class VariableAccess(int block)
{
    /// <summary>Number of the block.</summary>
    public int Block { get; } = block;

    /// <summary>The register that receives what the variable holds at the beginning of the block; null when nothing reads that.</summary>
    public Register? FirstRead { get; set; }

    /// <summary>Where in the block the variable is first written; -1 when it is not.</summary>
    public int FirstWrite { get; set; } = -1;

    /// <summary>What the variable holds as far as the block has been looked at, in the end at its end.</summary>
    public Register Value { get; set; }

    /// <summary>Whether the block writes the variable.</summary>
    public bool IsWritten => FirstWrite >= 0;

    /// <summary>Whether the block may raise after a write, so that its handler can see what was written.</summary>
    public bool IsSeenByHandler { get; set; }
}
