#pragma warning disable RS0030 // This folder's System* files are where the runtime meets the system.

namespace TinyTotIL.Runtime.Host;

/// <summary>The host services of an ordinary process.</summary>
public static class SystemHost
{
    /// <summary>The real console, files, clock, environment, programs, network and databases.</summary>
    /// <param name="commandLine">What GET_ARGS shows, the program first.</param>
    public static HostServices Create(IReadOnlyList<string> commandLine) =>
        new(
            new SystemConsole(OperatingSystem.IsWindows() ? new SystemWindowsStreams() : new UnixStreams()),
            new SystemFileSystem(),
            new SystemClock(),
            new SystemEnvironment(commandLine),
            new SystemProgramLauncher())
        {
            Network = new SystemNetwork(),
            Databases = new SystemDatabases(),
        };

    /// <summary>The environment of this process, for a program that another runs.</summary>
    /// <param name="commandLine">What GET_ARGS shows.</param>
    /// <param name="programPosition">Where in it the program stands.</param>
    public static IEnvironment CreateEnvironment(IReadOnlyList<string> commandLine, int programPosition) =>
        new SystemEnvironment(commandLine, programPosition);

    /// <summary>The same, with this process's own command line.</summary>
    public static HostServices Create() => Create(Environment.GetCommandLineArgs());

    /// <summary>The same, with this process's program and the given arguments.</summary>
    /// <param name="arguments">The arguments of <c>Main</c>.</param>
    public static HostServices CreateFor(IReadOnlyList<string> arguments) => Create([Environment.GetCommandLineArgs()[0], .. arguments]);
}
