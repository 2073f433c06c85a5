using System.Text;
using TinyTotIL.Compiler;
using TinyTotIL.Conformance.Tests.Cases;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Hooks;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Observation;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Conformance.Tests.Observation;

/// <summary>A program that is run in this process, by either engine, and observed as <c>ttil run</c> observes it.</summary>
internal sealed class ObservedProgram
{
    private readonly Dictionary<string, byte[]> _files = [];
    private readonly string _path;

    /// <summary>A program of instructions.</summary>
    /// <param name="lines">Its lines.</param>
    public ObservedProgram(params string[] lines)
        : this("main.ttvm", lines)
    {
    }

    private ObservedProgram(string path, string[] lines)
    {
        _path = path;
        Add(path, lines);
    }

    /// <summary>The engines, as the command line calls them.</summary>
    public static TheoryData<string> Engines => ["compiled", "interpreter"];

    /// <summary>A Scheme program.</summary>
    /// <param name="lines">Its lines.</param>
    public static ObservedProgram Scheme(params string[] lines) => new("main.scm", lines);

    /// <summary>Adds a module.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="lines">Its lines.</param>
    public ObservedProgram Add(string path, params string[] lines)
    {
        _files.Add(path, Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
        return this;
    }

    /// <summary>The program as an engine runs it, told to observe what settings ask for.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="settings">The settings.</param>
    public ProgramImage Prepare(string engine, RunSettings settings)
    {
        var source = new MemoryModuleSource(_files, new FolderModuleSource(CaseCatalog.Root));
        var loaded = Compilation.Load(_path, source);
        var program = loaded.Program ?? throw new InvalidOperationException(string.Join('\n', loaded.Diagnostics.Select(found => found.Message)));
        var options = new CompilationOptions
        {
            RuntimeAssembly = File.ReadAllBytes(typeof(ProgramHost).Assembly.Location),
            Instrumentation = NeededBy(settings),
            Check = true,
        };
        bool isInterpreted = engine == "interpreter";
        var image = isInterpreted ? Compilation.Interpret(program) : Compilation.Emit(program, options).LoadImage();
        image.Evaluator = new LispEvaluator(image, source, isInterpreted ? null : options);
        return image;
    }

    private static Instrumentation NeededBy(RunSettings settings) =>
        ReportSelection.NeededBy(settings.Reports)
        | HookNeeds.Of(settings.Hooks?.Kinds ?? HookKinds.None)
        | (settings.Listeners.Count > 0 ? Instrumentation.Instructions : Instrumentation.None);

    /// <summary>Runs it.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="settings">What is observed, and how it is run.</param>
    public CommandOutcome Run(string engine, RunSettings settings) => Run(Prepare(engine, settings), settings);

    /// <summary>Runs a program that is ready to run.</summary>
    /// <param name="image">The program.</param>
    /// <param name="settings">What is observed, and how it is run.</param>
    /// <param name="variables">Environment variables.</param>
    public static CommandOutcome Run(ProgramImage image, RunSettings settings, params (string Name, string Value)[] variables)
    {
        using var files = new RootedFileSystem();
        var console = new FakeConsole("");
        var host = new HostServices(console, files, new FakeClock(), new FakeEnvironment([image.Modules[0].Path], variables.ToDictionary(each => each.Name, each => each.Value)), new FakeProgramLauncher());
        int code = ProgramHost.RunAsProcess(image, host, settings);
        return new CommandOutcome(code, console.Output, string.Concat(console.ErrorLines.Select(line => line + "\n")));
    }

    /// <summary>Runs it with hooks that show what they are told.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="kinds">What they are told.</param>
    /// <param name="seed">The seed of its schedule.</param>
    /// <returns>The lines, without the place and what is the same in all.</returns>
    public string[] Events(string engine, HookKinds kinds, ulong? seed = null)
    {
        var hooks = new HookSet();
        var shown = new FakeConsole("");
        HookPrinter.Add(hooks, kinds, shown);
        var outcome = Run(engine, new RunSettings { Hooks = hooks, Seed = seed });
        Assert.Equal("", outcome.Error);
        Assert.Equal(0, outcome.ExitCode);
        return [.. shown.ErrorLines];
    }
}
