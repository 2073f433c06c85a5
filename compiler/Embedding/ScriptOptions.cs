using System.Reflection;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL;

/// <summary>How a script is compiled.</summary>
public sealed record ScriptOptions
{
    /// <summary>What errors and stack frames call the script; its end may say what language it is in.</summary>
    public string Name { get; init; } = "script";

    /// <summary>The language.</summary>
    public ScriptLanguage Language { get; init; }

    /// <summary>Where the modules come from that it imports; <c>std/</c> is always there.</summary>
    public ScriptModules Modules { get; init; } = ScriptModules.None;

    /// <summary>Functions of the caller's that it can call.</summary>
    public HostFunctions Functions { get; init; } = new();

    /// <summary>
    /// Whether the script is trusted to end by itself. Then its code is what <c>ttil compile</c> makes, without the points at which it can be interrupted: it is faster, but unless it uses processes,
    /// neither cancellation nor limits on time, memory and reductions stop it once it runs.
    /// </summary>
    public bool IsTrusted { get; init; }

    /// <summary>
    /// Whether the memory of the compiled code is given back once neither the script nor a machine of it is in use. Such code is compiled by .NET at full strength at once, so it starts more slowly and then
    /// runs as fast; a program that compiles a few scripts and keeps them may turn it off.
    /// </summary>
    public bool CanUnload { get; init; } = true;

    /// <summary>How much to optimize: 0 not at all, 1 what always pays, 2 also what makes the code larger.</summary>
    public int OptimizationLevel { get; init; } = 1;

    /// <summary>Assemblies whose public static methods it can call, by EXTERN or by the name that <c>[TtvmFunction]</c> gives them. None by default.</summary>
    public IReadOnlyList<Assembly> References { get; init; } = [];

    /// <summary>Whether it can call methods of .NET itself by EXTERN. A script that can do that is not in a sandbox, whatever its permissions are.</summary>
    public bool AllowsFramework { get; init; }

    /// <summary>What the code tells of itself while it runs, for <see cref="MachineOptions.Listeners"/>; nothing by default, which costs nothing.</summary>
    public Instrumentation Instrumentation { get; init; }

    /// <summary>What the script may do outside itself, whatever the machine permits. It is written into a saved assembly.</summary>
    public PermissionPolicy Permissions { get; init; } = PermissionPolicy.Everything;
}
