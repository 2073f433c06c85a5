using TinyTotIL.Compiler.Modules;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Compiler;

/// <summary>What code that is evaluated reads: the standard library, and files that whoever evaluates it may read.</summary>
/// <param name="library">The standard library.</param>
internal sealed class EvaluationFiles(IModuleSource library) : IModuleSource
{
    /// <summary>The file system as the process sees it that evaluates now; null for none.</summary>
    public IFileSystem? Files { get; set; }

    /// <inheritdoc/>
    public ModuleContent Read(string path) => path.StartsWith(LibraryPaths.Prefix, StringComparison.Ordinal) ? library.Read(path) : ReadOutside(path);

    /// <inheritdoc/>
    public ModuleContent ReadOutside(string path) =>
        Files is null ? new ModuleContent(Bytes: null, "there are no files here") : ModuleContent.Read(path, Files.ReadRegularFile);
}
