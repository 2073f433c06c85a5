using TinyTotIL.Compiler.Modules;
using TinyTotIL.Conformance.Tests.Cases;

namespace TinyTotIL.Conformance.Tests.Fakes;

/// <summary>
/// Reads programs relative to a folder that stands for the current directory. Every folder seems to hold the standard library.
/// </summary>
/// <param name="folder">The folder.</param>
internal sealed class FolderModuleSource(string folder) : IModuleSource
{
    private const string StandardLibrary = "std/";

    public ModuleContent Read(string path)
    {
        bool isStandard = path.StartsWith(StandardLibrary, StringComparison.Ordinal);
        string file = Path.Combine(isStandard ? CaseCatalog.Root : folder, path);
        return File.Exists(file)
            ? new ModuleContent(File.ReadAllBytes(file), Error: null)
            : new ModuleContent(Bytes: null, "No such file or directory (os error 2)");
    }
}
