using TinyTotIL.Compiler.Modules;

namespace TinyTotIL.Conformance.Tests.Fakes;

/// <summary>Programs that exist only in a test, before those of another source if there is one.</summary>
/// <param name="files">Content by path.</param>
/// <param name="rest">Answers for all other paths.</param>
internal sealed class MemoryModuleSource(IReadOnlyDictionary<string, byte[]> files, IModuleSource? rest = null) : IModuleSource
{
    public ModuleContent Read(string path)
    {
        if (files.TryGetValue(path, out byte[]? bytes))
        {
            return new ModuleContent(bytes, Error: null);
        }

        return rest?.Read(path) ?? new ModuleContent(Bytes: null, "No such file or directory (os error 2)");
    }
}
