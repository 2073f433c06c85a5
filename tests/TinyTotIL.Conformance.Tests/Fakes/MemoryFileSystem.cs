using System.Collections.Concurrent;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Conformance.Tests.Fakes;

/// <summary>One flat folder in memory, for programs that run by the thousand.</summary>
internal sealed class MemoryFileSystem : IFileSystem
{
    private readonly ConcurrentDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public byte[] ReadAllBytes(string path) => _files.TryGetValue(path, out byte[]? content) ? content : throw Missing();

    public void WriteAllBytes(string path, ReadOnlySpan<byte> content) => _files[Checked(path)] = content.ToArray();

    public void AppendAllBytes(string path, ReadOnlySpan<byte> content) =>
        _files[Checked(path)] = [.. _files.GetValueOrDefault(path) ?? [], .. content];

    public bool Exists(string path) => path == "." || _files.ContainsKey(path);

    public long Size(string path) => ReadAllBytes(path).Length;

    public void Delete(string path)
    {
        if (!_files.TryRemove(path, out _))
        {
            throw Missing();
        }
    }

    public IReadOnlyList<string> List(string path) => path == "." ? [.. _files.Keys.Order(StringComparer.Ordinal)] : throw Missing();

    private static string Checked(string path) => path.Length > 0 && path != "." ? path : throw Missing();

    private static HostException Missing() => new("No such file or directory (os error 2)");
}
