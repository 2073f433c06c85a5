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

    public IOpenFile OpenRead(string path) => new OpenFile(ReadAllBytes(path), static _ => { });

    public IOpenFile OpenWrite(string path, bool append)
    {
        Files[path] = append ? Files.GetValueOrDefault(path, []) : [];
        return new OpenFile([], content => AppendAllBytes(path, WriteFailure is null ? content : throw WriteFailure));
    }

    /// <summary>Thrown by every write to an open file when set.</summary>
    public HostException? WriteFailure { get; set; }

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

    /// <summary>Reads a few bytes at a time, so that what is in several reads is tried too.</summary>
    private sealed class OpenFile(byte[] content, Action<byte[]> write) : IOpenFile
    {
        private const int PieceBytes = 3;

        private int _position;

        public int Read(Span<byte> target)
        {
            int count = Math.Min(Math.Min(PieceBytes, target.Length), content.Length - _position);
            content.AsSpan(_position, count).CopyTo(target);
            _position += count;
            return count;
        }

        public void Write(ReadOnlySpan<byte> content) => write(content.ToArray());

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
