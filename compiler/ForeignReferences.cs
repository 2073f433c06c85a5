using System.Reflection;

namespace TinyTotIL.Compiler;

/// <summary>What a program may call besides the runtime's own functions.</summary>
/// <param name="Assemblies">Loaded assemblies: NATIVE finds their methods that are marked, EXTERN the others.</param>
/// <param name="OffersFramework">Whether EXTERN also finds methods of .NET itself, with which a program can do whatever its user can.</param>
public sealed record ForeignReferences(IReadOnlyList<Assembly> Assemblies, bool OffersFramework)
{
    /// <summary>Functions that whoever runs the program provides, each with the number of values it takes.</summary>
    public IReadOnlyDictionary<string, int> HostFunctions { get; init; } = new Dictionary<string, int>();

    /// <summary>
    /// Whether all code is to run in processes, whatever the program does: then it can be interrupted wherever it is, and its ceilings on memory and
    /// reductions hold.
    /// </summary>
    public bool RunsInProcesses { get; init; }

    /// <summary>Whether there is nothing but the runtime's own functions, and nothing asked for.</summary>
    internal bool IsNone => this is { Assemblies.Count: 0, OffersFramework: false, HostFunctions.Count: 0, RunsInProcesses: false };

    /// <summary>Nothing.</summary>
    public static ForeignReferences None { get; } = new([], OffersFramework: false);
}
