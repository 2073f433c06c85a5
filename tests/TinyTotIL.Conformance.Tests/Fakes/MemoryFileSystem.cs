using System.Collections.Concurrent;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Conformance.Tests.Fakes;

/// <summary>Files in memory, for programs that run by the thousand. Each has a path; folders can be made, but are no condition.</summary>
internal sealed class MemoryFileSystem : IFileSystem
{
    private readonly ConcurrentDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _folders = new(StringComparer.Ordinal) { ["."] = true };

    public byte[] ReadAllBytes(string path) => _files.TryGetValue(path, out byte[]? content) ? content : throw Missing();

    public void WriteAllBytes(string path, ReadOnlySpan<byte> content) => _files[Checked(path)] = content.ToArray();

    public void AppendAllBytes(string path, ReadOnlySpan<byte> content) =>
        _files[Checked(path)] = [.. _files.GetValueOrDefault(path) ?? [], .. content];

    public bool Exists(string path) => KindOf(path) != FileKind.None;

    public long Size(string path) => ReadAllBytes(path).Length;

    public void Delete(string path)
    {
        if (!_files.TryRemove(path, out _))
        {
            throw Missing();
        }
    }

    public IReadOnlyList<string> List(string path) => path == "." ? [.. _files.Keys.Order(StringComparer.Ordinal)] : throw Missing();

    public FileKind KindOf(string path) => _files.ContainsKey(path) ? FileKind.File : _folders.ContainsKey(path) ? FileKind.Folder : FileKind.None;

    public long Modified(string path) => KindOf(path) != FileKind.None ? 0 : throw Missing();

    public void MakeFolder(string path, bool isPrivate)
    {
        if (_files.ContainsKey(path) || !_folders.TryAdd(path, true))
        {
            throw new HostException("File exists (os error 17)");
        }
    }

    public void RemoveFolder(string path)
    {
        if (!_folders.TryRemove(path, out _))
        {
            throw Missing();
        }
    }

    public void Rename(string from, string to)
    {
        _files[to] = ReadAllBytes(from);
        _files.TryRemove(from, out _);
    }

    public void Copy(string from, string to, CancellationToken cancelled) => _files[to] = ReadAllBytes(from);

    public string TemporaryFolder() => "temporary";

    private static string Checked(string path) => path.Length > 0 && path != "." ? path : throw Missing();

    private static HostException Missing() => new("No such file or directory (os error 2)");
}
