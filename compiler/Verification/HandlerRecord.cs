namespace TinyTotIL.Compiler.Verification;

/// <summary>A handler known to be open at a point of a function, with the ones outside it.</summary>
/// <remarks>Instances are interned by the analysis, so equal lists are the same object.</remarks>
/// <param name="Target">Index of the instruction at which catch code begins.</param>
/// <param name="Height">Operand stack height at TRY, relative to the function's entry.</param>
/// <param name="Variable">The variable that receives the exception; null when it is pushed.</param>
/// <param name="Outer">The handler opened before, or null.</param>
internal sealed record HandlerRecord(int Target, int Height, string? Variable, HandlerRecord? Outer)
{
    /// <inheritdoc/>
    public bool Equals(HandlerRecord? other) =>
        other is not null && Target == other.Target && Height == other.Height && Variable == other.Variable && ReferenceEquals(Outer, other.Outer);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(Target, Height, Variable, System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Outer));
}
