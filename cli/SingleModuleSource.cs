using TinyTotIL.Compiler.Modules;

namespace TinyTotIL.Cli;

/// <summary>A program of our own that is no file; such programs import nothing.</summary>
/// <param name="program">Its text.</param>
internal sealed class SingleModuleSource(byte[] program) : IModuleSource
{
    /// <inheritdoc/>
    public ModuleContent ReadProgram(string path) => new(program, Error: null);

    /// <inheritdoc/>
    public ModuleContent Read(string path) => new(Bytes: null, "No such file or directory (os error 2)");
}
