using System.Globalization;
using TinyTotIL.Compiler;
using TinyTotIL.Conformance.Tests.Cases;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Conformance.Tests.Observation;
using TinyTotIL.Runtime.Accounting;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Observation;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Conformance.Tests.Accounting;

/// <summary>Programs make the same objects in both engines, and what a collection takes for garbage never shows up again.</summary>
/// <remarks>How much of the stacks a continuation holds is the engine's own affair, so of what is garbage then nothing is compared.</remarks>
public sealed class HeapAgreementTests
{
    /// <summary>Bytes between collections, few, so that there are many.</summary>
    private const long Cycle = 2000;

    /// <summary>Instructions after which a run is ended; few have more.</summary>
    private const long MostInstructions = 30_000;

    /// <summary>Folders of cases that make much, in all the ways there are.</summary>
    private static readonly string[] Folders = ["calls", "closures", "continuations", "exceptions", "futures", "handlers", "json", "lists", "modules", "objects", "suspension", "text"];

    /// <summary>What they make is decided outside: by the network, or by names of temporary files.</summary>
    private static readonly string[] Unrepeatable = ["62-web-server.ttvm", "65-file-encryptor.ttvm", "66-chat-server.ttvm"];

    private static readonly CompilationOptions Options = new()
    {
        RuntimeAssembly = File.ReadAllBytes(typeof(ProgramHost).Assembly.Location),
        Instrumentation = Instrumentation.Instructions,
    };

    public static TheoryData<string> Examples() => [.. CaseCatalog.Examples.Except(Unrepeatable)];

    public static TheoryData<string> Cases() =>
        [.. CaseCatalog.Cases.Where(name => Folders.Contains(name.Split('/')[0]) && CaseCatalog.Read(Path.Combine(CaseCatalog.CaseFolder, name)) is { Deferred: null, OutOfScope: null })];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_makes_the_same_in_both_engines(string name) => Check(CaseCatalog.Root, $"examples/{name}");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_makes_the_same_in_both_engines(string name) =>
        Check(Path.Combine(CaseCatalog.CaseFolder, Path.GetDirectoryName(name)!), Path.GetFileName(name));

    private static void Check(string folder, string path)
    {
        var modules = new FolderModuleSource(folder);
        if (Compilation.Load(path, modules).Program is not { } program)
        {
            return;
        }

        var expected = CaseCatalog.Read(Path.Combine(folder, path));
        var interpreted = Compilation.Interpret(program);
        interpreted.Evaluator = new LispEvaluator(interpreted, modules, options: null);
        var compiled = Compilation.Emit(program, Options).LoadImage();
        compiled.Evaluator = new LispEvaluator(compiled, modules, Options);
        var collected = Run(compiled, path, expected, collects: true);
        var reference = Run(interpreted, path, expected, collects: true);
        bool isScheme = path.EndsWith(".scm", StringComparison.Ordinal) || collected.ByKind.ContainsKey(ValueKind.Continuation);
        Assert.Equal(isScheme ? Made(reference) : Describe(reference), isScheme ? Made(collected) : Describe(collected));
        Assert.Equal(Made(Run(interpreted, path, expected, collects: false)), Made(collected));
    }

    private static HeapAccount Run(ProgramImage image, string path, CaseFile expected, bool collects)
    {
        using var files = new RootedFileSystem();
        var console = new FakeConsole(expected.Input);
        var account = new HeapAccount(Cycle);
        var options = new SchedulerOptions { Seed = expected.Seed ?? 1, MachineObserver = new ExecutionEvents(new HeapListener(account, collects, console: null), new EventLimit(MostInstructions)) };
        ProgramRunner.Run(image, path, console, CaseRunner.HostFor(path, expected, console, files), options, CaseRunner.LimitsFor(expected));
        return account;
    }

    private static string Made(HeapAccount account) =>
        string.Join('\n', account.ByKind.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value.Allocated} {pair.Value.AllocatedBytes}")));

    private static string Describe(HeapAccount account) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Made(account)}\n{account.Total.Freed} {account.Total.FreedBytes} {account.PeakBytes} {account.Collections} {account.Reachable}\n{string.Join(' ', account.ByProcess.Select(pair => $"{pair.Key}:{pair.Value.Allocated}"))}");
}
