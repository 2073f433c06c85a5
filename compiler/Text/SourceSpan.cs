namespace TinyTotIL.Compiler.Text;

/// <summary>A piece of a source text.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="Length">Number of characters; 0 marks a place between two characters.</param>
public readonly record struct SourceSpan(int Start, int Length)
{
    /// <summary>Offset of the first character after it.</summary>
    public int End => Start + Length;
}
