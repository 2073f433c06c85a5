namespace TinyTotIL.Compiler.LispGeneration;

/// <summary>An expression is nested too deeply to be compiled; caught where the compilation began.</summary>
internal sealed class NestedTooDeeplyException : Exception
{
    /// <summary>Makes the exception.</summary>
    public NestedTooDeeplyException()
        : base("the expression is nested too deeply")
    {
    }
}
