namespace TinyTotIL.Compiler.Ir;

/// <summary>What a call of a function value checks, and how it passes arguments.</summary>
internal enum ProcedureForm
{
    /// <summary>The analysis knows how many values all functions that may be called take and leave.</summary>
    Known,

    /// <summary>The value may be anything: it must be a procedure that takes these arguments, and leaves one value.</summary>
    Procedure,

    /// <summary>The same, and the only argument is a list of the arguments.</summary>
    Apply,
}
