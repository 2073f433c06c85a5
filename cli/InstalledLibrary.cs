using TinyTotIL.Compiler.Modules;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli;

/// <summary>The files of the standard library that was installed with <c>ttil</c>, and no others.</summary>
/// <param name="files">The file system.</param>
/// <param name="home">The folder that holds the installed <c>std</c> folder.</param>
internal sealed class InstalledLibrary(IFileSystem files, string home) : IModuleSource
{
    /// <inheritdoc/>
    public ModuleContent Read(string path) => ModuleContent.Read(Path.Combine(home, path), files.ReadRegularFile);
}
