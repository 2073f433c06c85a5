namespace TinyTotIL.Runtime.Operations;

/// <summary>
/// Marks an operation that does nothing but give a result or raise, always the same for the same arguments. What is pure
/// may be dropped when it cannot raise and nobody reads the result, and need not be done twice.
/// </summary>
/// <remarks>The attribute of this name in .NET is left out of the metadata, where the compiler looks for it.</remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PureAttribute : Attribute
{
    /// <summary>
    /// Whether the result is an object of its own, which can be extended cheaply while it is the newest version. Keeping one for
    /// a second use costs more than making it again.
    /// </summary>
    public bool MakesObject { get; init; }
}
