namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>
/// Where the value of an expression goes. All expressions of one continuation give their value to the same place, so code that several of them
/// call, and nothing else, can stand in their function and be jumped to.
/// </summary>
/// <param name="owner">The body whose expression it is.</param>
/// <param name="isTail">Whether the value is that of the body.</param>
internal sealed class Continuation(ProcedureBody owner, bool isTail)
{
    /// <summary>The body whose expression it is.</summary>
    public ProcedureBody Owner { get; } = owner;

    /// <summary>Whether the value is that of the body.</summary>
    public bool IsTail { get; } = isTail;
}
