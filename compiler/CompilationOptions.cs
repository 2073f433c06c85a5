using System.Collections.Immutable;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Processes;

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

    /// <summary>The name under which debuggers are to look for a source file, given the one it was read by; null for the same.</summary>
    public Func<string, string>? DocumentName { get; init; }

    /// <summary>
    /// Whether debuggers are to stop at every line and show every variable. Such a program is not optimized, neither here nor by the JIT.
    /// </summary>
    public bool Debuggable { get; init; }

    /// <summary>How much to optimize: 0 not at all, 1 what always pays, 2 also what makes the program larger.</summary>
    public int OptimizationLevel { get; init; } = 1;

    /// <summary>Names of passes that are not run, whatever the level.</summary>
    public ImmutableHashSet<string> DisabledPasses { get; init; } = [];

    /// <summary>Whether HASH is to give what upstream's does.</summary>
    public bool UpstreamHash { get; init; }

    /// <summary>What the program may do outside itself, whoever runs it.</summary>
    public PermissionPolicy Permissions { get; init; } = PermissionPolicy.Everything;

    /// <summary>What the program tells of itself while it runs.</summary>
    public Instrumentation Instrumentation { get; init; }

    /// <summary>What is shown of the program, whoever runs it. <see cref="Instrumentation"/> must have what that needs.</summary>
    public ExecutionReports Reports { get; init; }

    /// <summary>Whether to check intermediate forms and emitted code; a failure is the compiler's own fault.</summary>
    public bool Check { get; init; } = IsDebug;

    private static bool IsDebug =>
#if DEBUG
        true;
#else
        false;
#endif
}
