namespace TinyTotIL.Compiler.Verification;

/// <summary>A basic block as one function gets to it.</summary>
/// <param name="function">The function.</param>
/// <param name="leader">Index of its first instruction.</param>
/// <param name="height">Height of the operand stack there.</param>
/// <param name="other">The same block of another function, or null.</param>
internal sealed class PathBlock(PathFunction function, int leader, int height, PathBlock? other)
{
    /// <summary>No instruction.</summary>
    public const int Nowhere = -1;

    /// <summary>The function.</summary>
    public PathFunction Function => function;

    /// <summary>Index of its first instruction.</summary>
    public int Leader => leader;

    /// <summary>Height of the operand stack there, or <see cref="CodePaths.Unknown"/>.</summary>
    public int Height { get; set; } = height;

    /// <summary>The same block of another function, or null.</summary>
    public PathBlock? Other => other;

    /// <summary>Its last instruction, where that passes control on to the next.</summary>
    public int Fall { get; set; } = Nowhere;

    /// <summary>Where its last instruction jumps to, or has errors go to.</summary>
    public int Jump { get; set; } = Nowhere;

    /// <summary>Its RET.</summary>
    public int Return { get; set; } = Nowhere;

    /// <summary>Its instruction that finds too few values whenever it is reached.</summary>
    public int Failure { get; set; } = Nowhere;

    /// <summary>Height of the operand stack at <see cref="Failure"/>.</summary>
    public int FailureHeight { get; set; }
}
