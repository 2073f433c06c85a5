using System.Collections.Concurrent;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Conformance.Tests.Cases;

/// <summary>Runs a case in a mode; each pair is run once, however many tests ask.</summary>
internal static class CaseRunner
{
    private static readonly ConcurrentDictionary<(string Folder, string Path, ExecutionMode Mode), Lazy<ProgramOutcome>> Outcomes = [];

    /// <summary>What a run did.</summary>
    /// <param name="folder">The folder that stands for the current directory.</param>
    /// <param name="path">The program, relative to it.</param>
    /// <param name="mode">How it is run.</param>
    public static ProgramOutcome Outcome(string folder, string path, ExecutionMode mode) =>
        Outcomes.GetOrAdd((folder, path, mode), key => new Lazy<ProgramOutcome>(() => Run(key.Folder, key.Path, key.Mode))).Value;

    /// <summary>Compares a run with what the case expects.</summary>
    /// <param name="expected">The case.</param>
    /// <param name="actual">The run.</param>
    public static void Check(CaseFile expected, ProgramOutcome actual)
    {
        Assert.Equal(expected.Output, actual.Output);
        Assert.Equal(expected.Error, actual.Error);
        Assert.Equal(expected.Notices, actual.Notices);
        Assert.Equal(expected.ExitCode, actual.ExitCode);
        if (expected.Trace.Count > 0)
        {
            Assert.Equal(expected.Trace, actual.Trace);
        }
    }

    private static ProgramOutcome Run(string folder, string path, ExecutionMode mode)
    {
        var expected = CaseCatalog.Read(Path.Combine(folder, path));
        using var files = new RootedFileSystem();
        foreach (var (name, content) in expected.Files)
        {
            files.WriteAllBytes(name, content);
        }

        var console = new FakeConsole(expected.Input);
        var environment = new FakeEnvironment([path, .. expected.Arguments], expected.Variables);
        var host = new HostServices(console, files, new FakeClock(), environment, new FakeProgramLauncher());
        return ProgramRunner.Run(path, new FolderModuleSource(folder), mode, console, host);
    }
}
