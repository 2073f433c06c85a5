using TinyTotIL.Compiler.Verification;
using TinyTotIL.Runtime.Natives;

namespace TinyTotIL.Compiler;

/// <summary>A program that was read, linked and verified: ready to be run, compiled, printed or stored.</summary>
public sealed class LoadedProgram
{
    internal LoadedProgram(string path, VerifiedProgram verified) => (Path, Verified) = (path, verified);

    /// <summary>The path it was loaded from.</summary>
    public string Path { get; }

    /// <summary>The paths of the program and of the modules that it imports, as they are in its text.</summary>
    public IEnumerable<string> Files => Verified.Program.Modules.Where(module => module.Module is not null).Select(module => module.Path);

    /// <summary>What the program needs beyond the runtime's own library.</summary>
    public DataLibraries Needs => Verified.Program.Needs;

    /// <summary>Whether it has process instructions, and so runs in processes.</summary>
    public bool UsesProcesses => Verified.Program.UsesProcesses;

    internal VerifiedProgram Verified { get; }

    /// <summary>Shows the program after expansion; null for one that is not in Scheme.</summary>
    internal Func<string>? Expansion { get; init; }
}
