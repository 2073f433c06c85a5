using TinyTotIL.Compiler.Modules;

namespace TinyTotIL.Cli;

/// <summary>A program of our own that is no file.</summary>
/// <param name="program">Its text.</param>
/// <param name="library">Where what it imports comes from; null for a program that imports nothing.</param>
internal sealed class SingleModuleSource(byte[] program, IModuleSource? library = null) : IModuleSource
{
    /// <inheritdoc/>
    public ModuleContent ReadProgram(string path) => new(program, Error: null);

    /// <inheritdoc/>
    public ModuleContent Read(string path) => library?.Read(path) ?? new(Bytes: null, "No such file or directory (os error 2)");
}
