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

    public FileKind KindOf(string path) => _files.KindOf(Rooted(path));

    public long Modified(string path) => _files.Modified(Rooted(path));

    public void MakeFolder(string path, bool isPrivate) => _files.MakeFolder(Rooted(path), isPrivate);

    public void RemoveFolder(string path) => _files.RemoveFolder(Rooted(path));

    public void Rename(string from, string to) => _files.Rename(Rooted(from), Rooted(to));

    public void Copy(string from, string to, CancellationToken cancelled) => _files.Copy(Rooted(from), Rooted(to), cancelled);

    /// <summary>Below the folder too, so that nothing is left.</summary>
    public string TemporaryFolder() => _root.Value;

    /// <summary>Copies a file, or a folder with all that is in it, to the same path below this folder.</summary>
    /// <param name="origin">The folder that the path begins at.</param>
    /// <param name="path">The file or folder.</param>
    public void Bring(string origin, string path)
    {
        string from = Path.Combine(origin, path);
        if (File.Exists(from))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Rooted(path))!);
            File.Copy(from, Rooted(path));
            return;
        }

        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            Bring(origin, Path.GetRelativePath(origin, file));
        }
    }

    public void Dispose()
    {
        if (_root.IsValueCreated)
        {
            Directory.Delete(_root.Value, recursive: true);
        }
    }

    private string Rooted(string path) => path.Length == 0 ? path : Path.Combine(_root.Value, path);
}
