using TinyTotIL.Compiler.Modules;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli;

/// <summary>Programs and modules from the file system, with the same ceiling and the same error sentences that programs meet.</summary>
/// <param name="files">The file system.</param>
internal sealed class FileModuleSource(IFileSystem files) : IModuleSource
{
    /// <inheritdoc/>
    public ModuleContent Read(string path)
    {
        try
        {
            return new ModuleContent(files.ReadAllBytes(path), Error: null);
        }
        catch (HostException error)
        {
            return new ModuleContent(Bytes: null, error.Message);
        }
    }
}
