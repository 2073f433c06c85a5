using TinyTotIL.Compiler.Verification;

namespace TinyTotIL.Compiler;

/// <summary>A program that was read, linked and verified: ready to be run, compiled, printed or stored.</summary>
public sealed class LoadedProgram
{
    internal LoadedProgram(string path, VerifiedProgram verified) => (Path, Verified) = (path, verified);

    /// <summary>The path it was loaded from.</summary>
    public string Path { get; }

    internal VerifiedProgram Verified { get; }
}
