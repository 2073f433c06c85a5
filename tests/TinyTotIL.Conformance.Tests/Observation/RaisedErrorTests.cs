using TinyTotIL.Compiler;
using TinyTotIL.Conformance.Tests.Cases;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Conformance.Tests.Observation;

/// <summary>Observers are told of each error once, where it was raised, and alike by both engines.</summary>
public sealed class RaisedErrorTests
{
    private static readonly CompilationOptions Options = new()
    {
        RuntimeAssembly = File.ReadAllBytes(typeof(ProgramHost).Assembly.Location),
        Instrumentation = Instrumentation.Instructions,
    };

    public static TheoryData<string> Cases() =>
    [
        .. CaseCatalog.Cases.Where(name => (name.Contains("error", StringComparison.Ordinal) || name.Contains("exception", StringComparison.Ordinal))
            && CaseCatalog.Read(Path.Combine(CaseCatalog.CaseFolder, name)) is { Deferred: null, OutOfScope: null }),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_error_is_told_of_alike_by_both_engines(string name)
    {
        string folder = Path.Combine(CaseCatalog.CaseFolder, Path.GetDirectoryName(name)!);
        string path = Path.GetFileName(name);
        if (Compilation.Load(path, new FolderModuleSource(folder)).Program is { } program)
        {
            Assert.Equal(Run(Compilation.Interpret(program), folder, path), Run(Compilation.Emit(program, Options).LoadImage(), folder, path));
        }
    }

    [Fact]
    public void An_error_that_passes_through_calls_and_handlers_is_told_of_once()
    {
        using var session = new CommandSession();
        session.Write("main.ttvm", "TRY one", "CALL f", "LABEL one", "POP", "TRY two", "IMPORT broken.ttvm", "LABEL two", "POP", "CALL f", "HALT", "LABEL f", "PUSH_INT 1", "PUSH_INT 0", "DIV", "RET");
        session.Write("broken.ttvm", "PUSH_STR \"x\"", "THROW");
        var program = Compilation.Load("main.ttvm", new FolderModuleSource(session.Folder)).Program!;
        List<string> expected = ["1 *10 Division by zero 1", "1 *14 thrown 0", "1 *10 Division by zero 0"];
        Assert.Equal(expected, Run(Compilation.Interpret(program), session.Folder, "main.ttvm"));
        Assert.Equal(expected, Run(Compilation.Emit(program, Options).LoadImage(), session.Folder, "main.ttvm"));
    }

    private static List<string> Run(ProgramImage image, string folder, string path)
    {
        var expected = CaseCatalog.Read(Path.Combine(folder, path));
        using var files = new RootedFileSystem();
        var console = new FakeConsole(expected.Input);
        var seen = new ErrorObserver();
        var options = new SchedulerOptions { Seed = expected.Seed ?? 1, MachineObserver = seen };
        ProgramRunner.Run(image, path, console, CaseRunner.HostFor(path, expected, console, files), options, CaseRunner.LimitsFor(expected));
        return seen.Errors;
    }

    private sealed class ErrorObserver : MachineObserver
    {
        public List<string> Errors { get; } = [];

        public override void Before(ProcessContext context, IMachineView machine, int address)
        {
        }

        public override void Raised(ProcessContext context, IMachineView machine, int address) =>
            Errors.Add($"{context.ProcessId} *{address} {(context.Raised!.IsThrown ? "thrown" : context.Raised.UncaughtText(context.Image, context.Addresses))} {machine.HandlerCount}");
    }
}
