namespace TinyTotIL.Compiler.Lisp;

/// <summary>A variable.</summary>
/// <param name="variable">The variable.</param>
/// <param name="primitive">The primitive procedure that a call means when it takes as many arguments: DEFINE-INTEGRABLE.</param>
internal sealed class VariableMeaning(LispVariable variable, PrimitiveProcedure? primitive = null) : Meaning
{
    /// <summary>The variable.</summary>
    public LispVariable Variable { get; } = variable;

    /// <summary>The primitive procedure that a call means when it takes as many arguments; null for none.</summary>
    public PrimitiveProcedure? Primitive { get; } = primitive;
}
