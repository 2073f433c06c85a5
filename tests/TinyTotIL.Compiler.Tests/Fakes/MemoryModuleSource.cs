using System.Text;
using TinyTotIL.Compiler.Modules;

namespace TinyTotIL.Compiler.Tests.Fakes;

/// <summary>Modules that exist only in a test. Remembers which paths were read.</summary>
internal sealed class MemoryModuleSource : IModuleSource
{
    private readonly Dictionary<string, byte[]> _files = [];

    public List<string> Read { get; } = [];

    public MemoryModuleSource Add(string path, string text) => Add(path, Encoding.UTF8.GetBytes(text));

    public MemoryModuleSource Add(string path, byte[] bytes)
    {
        _files[path] = bytes;
        return this;
    }

    ModuleContent IModuleSource.Read(string path)
    {
        Read.Add(path);
        return _files.TryGetValue(path, out byte[]? bytes)
            ? new ModuleContent(bytes, Error: null)
            : new ModuleContent(Bytes: null, "No such file or directory (os error 2)");
    }
}
