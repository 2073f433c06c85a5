using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Fakes;

/// <summary>A whole outside world in memory, and contexts that live in it.</summary>
internal sealed class FakeHost
{
    public FakeHost(string input = "") => Console = new FakeConsole(input);

    public FakeConsole Console { get; }

    public FakeFileSystem Files { get; } = new();

    public FakeClock Clock { get; } = new();

    public FakeEnvironment Environment { get; } = new();

    public FakeProgramLauncher Programs { get; } = new();

    public HostServices Services => new(Console, Files, Clock, Environment, Programs);

    /// <summary>A program of modules whose bodies are given; the first is the main program. Each holds ten instructions.</summary>
    public static ProgramImage Image(params (string Path, Action<ProcessContext>? Body)[] modules) => Image(usesProcesses: false, modules);

    /// <summary>The same, of which all may run in processes.</summary>
    public static ProgramImage Image(bool usesProcesses, params (string Path, Action<ProcessContext>? Body)[] modules) =>
        new(
            [.. modules.Select((module, number) =>
                new ModuleImage(module.Path, 10 * number, 10, module.Body is null ? $"Cannot load {module.Path}" : null, module.Body))],
            () => new ProgramSymbols([(5, "helper")], [new(0, "main.ttvm", 1), new(5, "main.ttvm", 9)]))
        {
            UsesProcesses = usesProcesses,
        };

    /// <summary>A program with processes whose first process runs a script.</summary>
    public static ProgramImage ProcessImage(params Action<ProcessContext>[] steps) =>
        Image(usesProcesses: true, ("main", context => new Script(steps).Resume(context)));

    public ProcessContext Context() => Context(Image(("main", _ => { })));

    public ProcessContext Context(ProgramImage image) => new(image, Services);

    /// <summary>Ends the error under way and gives its text.</summary>
    public static string TakeError(ProcessContext context)
    {
        Assert.Equal(ProcessContext.Raising, context.Reductions);
        context.Locate(0);
        return ((ExceptionValue)context.Catch().Tag!).Message;
    }
}
