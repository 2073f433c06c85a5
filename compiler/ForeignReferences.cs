using System.Reflection;

namespace TinyTotIL.Compiler;

/// <summary>What a program may call besides the runtime's own functions.</summary>
/// <param name="Assemblies">Loaded assemblies: NATIVE finds their methods that are marked, EXTERN the others.</param>
/// <param name="OffersFramework">Whether EXTERN also finds methods of .NET itself, with which a program can do whatever its user can.</param>
public sealed record ForeignReferences(IReadOnlyList<Assembly> Assemblies, bool OffersFramework)
{
    /// <summary>Nothing.</summary>
    public static ForeignReferences None { get; } = new([], OffersFramework: false);
}
