using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Conformance.Tests.Killing;

/// <summary>An outside world in which whatever can wait does, on the thread that asks, and then gives nothing.</summary>
/// <param name="wait">Waits.</param>
/// <param name="write">Is told of standard output and standard error.</param>
internal sealed class WaitingWorld(Action wait, Action<string> write) : IConsole, IFileSystem, IProgramLauncher
{
    /// <summary>The one file that is there at once.</summary>
    private const string There = "there";

    /// <summary>The one file that can be opened at once; nothing comes out of it.</summary>
    private const string Pipe = "pipe";

    public void Write(ReadOnlySpan<char> text) => write(text.ToString());

    public void Flush()
    {
    }

    public void WriteErrorLine(string line) => write($"error: {line}\n");

    public string ReadLine(Func<bool>? isWanted = null) => Waited("");

    public int ReadByte(Func<bool>? isWanted = null) => Waited('x');

    public string ReadToEnd(Func<bool>? isWanted = null) => Waited("");

    public bool MayWait(string path) => path != There;

    public byte[] ReadAllBytes(string path) => path == There ? [] : Waited(Array.Empty<byte>());

    public void WriteAllBytes(string path, ReadOnlySpan<byte> content) => wait();

    public void AppendAllBytes(string path, ReadOnlySpan<byte> content) => throw Waited(new HostException("refused"));

    public IOpenFile OpenRead(string path) => path == Pipe ? new WaitingFile(wait) : throw Waited(new HostException("refused"));

    public bool Exists(string path) => false;

    public long Size(string path) => 0;

    public void Delete(string path)
    {
    }

    public IReadOnlyList<string> List(string path) => [];

    public int Run(string command, IReadOnlyList<string> arguments) => Waited(0);

    public (string Output, string Error, int ExitCode) RunCaptured(string command, IReadOnlyList<string> arguments) => throw Waited(new HostException("refused"));

    /// <summary>A file in which nothing comes.</summary>
    private sealed class WaitingFile(Action wait) : IOpenFile
    {
        public int Read(Span<byte> target)
        {
            wait();
            return 0;
        }

        public void Write(ReadOnlySpan<byte> content) => wait();

        public void Dispose()
        {
        }
    }

    private T Waited<T>(T result)
    {
        wait();
        return result;
    }
}
