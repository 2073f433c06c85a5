using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Compiler.Tests.Fakes;

/// <summary>An outside world in which nothing exists and every attempt is refused; only the console works.</summary>
internal sealed class ClosedWorld : IFileSystem, IClock, IEnvironment, IProgramLauncher
{
    public long UnixSeconds => 0;

    public IReadOnlyList<string> CommandLine => [];

    public static HostServices With(IConsole console)
    {
        var world = new ClosedWorld();
        return new HostServices(console, world, world, world, world);
    }

    public byte[] ReadAllBytes(string path) => throw Refused();

    public void WriteAllBytes(string path, ReadOnlySpan<byte> content) => throw Refused();

    public void AppendAllBytes(string path, ReadOnlySpan<byte> content) => throw Refused();

    public bool Exists(string path) => false;

    public long Size(string path) => throw Refused();

    public void Delete(string path) => throw Refused();

    public IReadOnlyList<string> List(string path) => throw Refused();

    public void Sleep(long milliseconds)
    {
    }

    public string? GetVariable(string name) => null;

    public void SetVariable(string name, string value) => throw Refused();

    public int Run(string command, IReadOnlyList<string> arguments) => throw Refused();

    public (string Output, string Error, int ExitCode) RunCaptured(string command, IReadOnlyList<string> arguments) => throw Refused();

    private static HostException Refused() => new("No such file or directory (os error 2)");
}
