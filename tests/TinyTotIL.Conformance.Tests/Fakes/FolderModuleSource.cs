using TinyTotIL.Compiler.Modules;

namespace TinyTotIL.Conformance.Tests.Fakes;

/// <summary>Reads programs relative to a folder that stands for the current directory.</summary>
/// <param name="folder">The folder.</param>
internal sealed class FolderModuleSource(string folder) : IModuleSource
{
    public ModuleContent Read(string path)
    {
        string file = Path.Combine(folder, path);
        return File.Exists(file)
            ? new ModuleContent(File.ReadAllBytes(file), Error: null)
            : new ModuleContent(Bytes: null, "No such file or directory (os error 2)");
    }
}
