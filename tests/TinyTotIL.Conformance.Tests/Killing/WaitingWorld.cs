using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Conformance.Tests.Killing;

/// <summary>An outside world in which whatever can wait does, on the thread that asks, and then gives nothing.</summary>
/// <param name="wait">Waits.</param>
/// <param name="write">Is told of standard output and standard error.</param>
internal sealed class WaitingWorld(Action wait, Action<string> write) : IConsole, IFileSystem, IProgramLauncher
{
    /// <summary>The one file that is there at once.</summary>
    private const string There = "there";

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

    public bool Exists(string path) => false;

    public long Size(string path) => 0;

    public void Delete(string path)
    {
    }

    public IReadOnlyList<string> List(string path) => [];

    public int Run(string command, IReadOnlyList<string> arguments) => Waited(0);

    public (string Output, string Error, int ExitCode) RunCaptured(string command, IReadOnlyList<string> arguments) => throw Waited(new HostException("refused"));

    private T Waited<T>(T result)
    {
        wait();
        return result;
    }
}
