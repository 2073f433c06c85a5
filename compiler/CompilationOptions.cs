using System.Collections.Immutable;
using TinyTotIL.Runtime.Permissions;

namespace TinyTotIL.Compiler;

/// <summary>What a compilation should produce.</summary>
public sealed record CompilationOptions
{
    /// <summary>Simple name of the assembly, and so of its files.</summary>
    public string AssemblyName { get; init; } = "program";

    /// <summary>The bytes of the runtime DLL that the output will run with.</summary>
    public required byte[] RuntimeAssembly { get; init; }

    /// <summary>Whether to write symbols for debuggers.</summary>
    public bool WithSymbols { get; init; } = true;

    /// <summary>How much to optimize: 0 not at all, 1 what always pays, 2 also what makes the program larger.</summary>
    public int OptimizationLevel { get; init; } = 1;

    /// <summary>Names of passes that are not run, whatever the level.</summary>
    public ImmutableHashSet<string> DisabledPasses { get; init; } = [];

    /// <summary>Whether HASH is to give what upstream's does.</summary>
    public bool UpstreamHash { get; init; }

    /// <summary>What the program may do outside itself, whoever runs it.</summary>
    public PermissionPolicy Permissions { get; init; } = PermissionPolicy.Everything;

    /// <summary>Whether to check intermediate forms and emitted code; a failure is the compiler's own fault.</summary>
    public bool Check { get; init; } = IsDebug;

    private static bool IsDebug =>
#if DEBUG
        true;
#else
        false;
#endif
}
