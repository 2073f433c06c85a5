using TinyTotIL.Compiler.Modules;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Compiler;

/// <summary>What code that is evaluated reads: the standard library, and files that whoever evaluates it may read.</summary>
/// <param name="library">The standard library.</param>
internal sealed class EvaluationFiles(IModuleSource library) : IModuleSource
{
    private const string LibraryPrefix = "std/";

    /// <summary>The file system as the process sees it that evaluates now; null for none.</summary>
    public IFileSystem? Files { get; set; }

    /// <inheritdoc/>
    public ModuleContent Read(string path) => path.StartsWith(LibraryPrefix, StringComparison.Ordinal) ? library.Read(path) : ReadOutside(path);

    /// <inheritdoc/>
    public ModuleContent ReadOutside(string path)
    {
        if (Files is null)
        {
            return new ModuleContent(Bytes: null, "there are no files here");
        }

        try
        {
            return new ModuleContent(Files.ReadRegularFile(path), Error: null);
        }
        catch (HostException error)
        {
            return new ModuleContent(Bytes: null, error.Message);
        }
    }
}
