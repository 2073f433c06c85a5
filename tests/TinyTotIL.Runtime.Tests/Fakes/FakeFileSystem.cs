using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Runtime.Tests.Fakes;

/// <summary>Files in memory, without folders.</summary>
internal sealed class FakeFileSystem : IFileSystem
{
    public Dictionary<string, byte[]> Files { get; } = [];

    public byte[] ReadAllBytes(string path) => Files.TryGetValue(path, out var content) ? content : throw Missing();

    public void WriteAllBytes(string path, ReadOnlySpan<byte> content) => Files[path] = content.ToArray();

    public void AppendAllBytes(string path, ReadOnlySpan<byte> content) =>
        Files[path] = [.. Files.GetValueOrDefault(path, []), .. content];

    public bool Exists(string path) => Files.ContainsKey(path);

    public long Size(string path) => ReadAllBytes(path).Length;

    public void Delete(string path)
    {
        if (!Files.Remove(path))
        {
            throw Missing();
        }
    }

    public IReadOnlyList<string> List(string path) => path == "." ? [.. Files.Keys] : throw Missing();

    private static HostException Missing() => new("No such file or directory (os error 2)");
}
