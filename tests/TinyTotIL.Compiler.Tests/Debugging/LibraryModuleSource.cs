using TinyTotIL.Compiler.Modules;

namespace TinyTotIL.Compiler.Tests.Debugging;

/// <summary>Files of a test, and the libraries that ttil comes with.</summary>
internal sealed class LibraryModuleSource : IModuleSource
{
    private const string LibraryFolder = "std/";

    private readonly Dictionary<string, byte[]> _files = [];

    /// <summary>Adds a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="bytes">What it holds.</param>
    public LibraryModuleSource Add(string path, byte[] bytes)
    {
        _files[path] = bytes;
        return this;
    }

    ModuleContent IModuleSource.Read(string path)
    {
        if (_files.TryGetValue(path, out byte[]? bytes))
        {
            return new ModuleContent(bytes, Error: null);
        }

        string file = RepositoryFiles.Find(path);
        return path.StartsWith(LibraryFolder, StringComparison.Ordinal) && File.Exists(file)
            ? new ModuleContent(File.ReadAllBytes(file), Error: null)
            : new ModuleContent(Bytes: null, "No such file or directory (os error 2)");
    }
}
