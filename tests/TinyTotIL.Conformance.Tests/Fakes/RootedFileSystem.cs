using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Conformance.Tests.Fakes;

/// <summary>The machine's files below a temporary folder, which appears when it is first needed and goes with this object.</summary>
internal sealed class RootedFileSystem : IFileSystem, IDisposable
{
    private readonly IFileSystem _files = SystemHost.Create([]).Files;
    private readonly Lazy<string> _root = new(() => Directory.CreateTempSubdirectory("ttil-case-").FullName);

    public byte[] ReadAllBytes(string path) => _files.ReadAllBytes(Rooted(path));

    public void WriteAllBytes(string path, ReadOnlySpan<byte> content) => _files.WriteAllBytes(Rooted(path), content);

    public void AppendAllBytes(string path, ReadOnlySpan<byte> content) => _files.AppendAllBytes(Rooted(path), content);

    public IOpenFile OpenRead(string path) => _files.OpenRead(Rooted(path));

    public IOpenFile OpenWrite(string path, bool append) => _files.OpenWrite(Rooted(path), append);

    public bool Exists(string path) => _files.Exists(Rooted(path));

    public long Size(string path) => _files.Size(Rooted(path));

    public void Delete(string path) => _files.Delete(Rooted(path));

    public IReadOnlyList<string> List(string path) => _files.List(Rooted(path));

    public void Dispose()
    {
        if (_root.IsValueCreated)
        {
            Directory.Delete(_root.Value, recursive: true);
        }
    }

    private string Rooted(string path) => path.Length == 0 ? path : Path.Combine(_root.Value, path);
}
