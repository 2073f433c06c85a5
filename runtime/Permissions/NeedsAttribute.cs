namespace TinyTotIL.Runtime.Permissions;

/// <summary>Says what a program must be permitted for an operation, a runtime function or a method of the outside world to be of use.</summary>
/// <remarks>The methods of the outside world ask for it; for the others this is the fact that documentation shows, and tests compare it with what they reach.</remarks>
/// <param name="kinds">All that may be needed.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsAttribute(params AccessKind[] kinds) : Attribute
{
    /// <summary>All that may be needed.</summary>
    public IReadOnlyList<AccessKind> Kinds { get; } = kinds;
}
