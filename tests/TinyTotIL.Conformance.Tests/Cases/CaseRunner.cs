using System.Collections.Concurrent;
using System.Text;
using TinyTotIL.Compiler;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Compiler.Modules;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;

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

    /// <summary>What the program does that <c>ttil optimize</c> writes. Its stack traces name lines of that file, so they are left out.</summary>
    /// <param name="folder">The folder that stands for the current directory.</param>
    /// <param name="path">The program, relative to it.</param>
    /// <returns>Null for programs that have no text form, optimized or not.</returns>
    public static ProgramOutcome? OutcomeOfOptimizedText(string folder, string path)
    {
        var source = new FolderModuleSource(folder);
        if (Compilation.Load(path, source).Program is not { } program || Compilation.WriteText(program).Text is null)
        {
            return null;
        }

        string text = Compilation.WriteText(Compilation.OptimizeMain(program).Program).Text ?? throw new InvalidOperationException("It has no text form any more.");
        string written = Path.ChangeExtension(path, FileExtensions.Text);
        var files = new Dictionary<string, byte[]> { [written] = Encoding.UTF8.GetBytes(text) };
        return Run(folder, path, written, ExecutionMode.Interpreted, new MemoryModuleSource(files, source)).WithoutTrace();
    }

    /// <summary>What a program does that is ready to run, in the world that its case asks for.</summary>
    /// <param name="folder">The folder that stands for the current directory.</param>
    /// <param name="path">The program, relative to it.</param>
    /// <param name="image">The program.</param>
    public static ProgramOutcome Run(string folder, string path, ProgramImage image)
    {
        var expected = CaseCatalog.Read(Path.Combine(folder, path));
        using var files = new RootedFileSystem();
        var console = new FakeConsole(expected.Input);
        var scheduling = expected.Seed is { } seed ? new SchedulerOptions { Seed = seed } : null;
        return ProgramRunner.Run(image, path, console, HostFor(path, expected, console, files), scheduling, LimitsFor(expected));
    }

    private static ProgramOutcome Run(string folder, string path, ExecutionMode mode) => Run(folder, path, path, mode, new FolderModuleSource(folder));

    private static ProgramOutcome Run(string folder, string path, string program, ExecutionMode mode, IModuleSource modules)
    {
        var expected = CaseCatalog.Read(Path.Combine(folder, path));
        using var files = new RootedFileSystem();
        var console = new FakeConsole(expected.Input);
        var scheduling = expected.Seed is { } seed ? new SchedulerOptions { Seed = seed } : null;
        return ProgramRunner.Run(program, modules, mode, console, HostFor(path, expected, console, files), passes: null, scheduling, LimitsFor(expected));
    }

    /// <summary>The limits that a case asks for.</summary>
    /// <param name="expected">The case.</param>
    public static RuntimeLimits LimitsFor(CaseFile expected) =>
        expected.StackBytes is { } bytes ? ProgramRunner.Limits with { StackBytes = bytes } : ProgramRunner.Limits;

    /// <summary>The world that a case asks for.</summary>
    /// <param name="path">The program.</param>
    /// <param name="expected">The case.</param>
    /// <param name="console">Its standard streams.</param>
    /// <param name="files">Its files, still empty.</param>
    public static HostServices HostFor(string path, CaseFile expected, FakeConsole console, RootedFileSystem files)
    {
        foreach (var (name, content) in expected.Files)
        {
            files.WriteAllBytes(name, content);
        }

        foreach (string data in expected.Data)
        {
            files.Bring(CaseCatalog.Root, data);
        }

        var environment = new FakeEnvironment([path, .. expected.Arguments], expected.Variables);
        return new HostServices(console, files, new FakeClock(startSeconds: expected.ClockSeconds ?? FakeClock.StartSeconds), environment, new FakeProgramLauncher())
        {
            Network = new SystemNetwork(),
            Databases = new SystemDatabases(),
        };
    }
}
