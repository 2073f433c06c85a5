namespace TinyTotIL.Compiler.IrExecution;

/// <summary>Where errors of a block go.</summary>
/// <param name="block">Number of the handler block.</param>
/// <param name="site">The inlined call that the handler belongs to, or 0: a trace shows the calls between it and the error.</param>
internal sealed class IrHandler(int block, int site)
{
    /// <summary>Number of the handler block.</summary>
    public int Block => block;

    /// <summary>The inlined call it belongs to, or 0.</summary>
    public int Site => site;

    /// <summary>Its first step.</summary>
    public int Position { get; set; }
}
