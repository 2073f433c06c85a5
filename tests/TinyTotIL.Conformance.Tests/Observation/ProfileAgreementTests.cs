using System.Globalization;
using TinyTotIL.Compiler;
using TinyTotIL.Conformance.Tests.Cases;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Observation;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Profiling;

namespace TinyTotIL.Conformance.Tests.Observation;

/// <summary>Code that counts its own calls and instructions, and how often each starts, comes to the same figures as the interpreter, however it is optimized, and does the same.</summary>
public sealed class ProfileAgreementTests
{
    /// <summary>What these do is decided outside, by the network, or by when their processes take turns: code that counts has the slices of compiled code.</summary>
    private static readonly string[] Unrepeatable =
    [
        "62-web-server.ttvm",
        "66-chat-server.ttvm",
        "lisp/21-workers-and-monitors.scm",
        "lisp/processes/supervisors.scm",
        "processes/exits/a-process-that-computes-is-ended-too.ttvm",
        "processes/links-and-monitors-of-a-process-that-is-there.ttvm",
        "processes/messages/a-message-is-no-answer-to-a-question.ttvm",
        "processes/supervision/a-supervisor-that-computes-still-restarts.ttvm",
        "processes/systems/loops-that-compute.ttvm",
    ];

    public static TheoryData<string> Cases() =>
        [.. CaseCatalog.Sample(every: 6).Except(Unrepeatable).Where(name => !EndsAtStackLimit(name))];

    public static TheoryData<string> Examples() => [.. CaseCatalog.Examples.Except(Unrepeatable)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_has_the_same_profile_in_both_engines(string name) =>
        Check(Path.Combine(CaseCatalog.CaseFolder, Path.GetDirectoryName(name)!), Path.GetFileName(name), [1]);

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_has_the_same_profile_in_both_engines_at_each_level(string name) => Check(CaseCatalog.Root, $"examples/{name}", [0, 1, 2]);

    /// <summary>How deep calls go is decided by the engine's own stack.</summary>
    private static bool EndsAtStackLimit(string name) => name.Contains("/endless-", StringComparison.Ordinal);

    private static void Check(string folder, string path, int[] levels)
    {
        var modules = new FolderModuleSource(folder);
        if (Compilation.Load(path, modules).Program is not { } program)
        {
            return;
        }

        var expected = CaseCatalog.Read(Path.Combine(folder, path));
        var interpreted = Compilation.Interpret(program);
        interpreted.Evaluator = new LispEvaluator(interpreted, modules, options: null);
        var (reference, profile) = Run(interpreted, path, expected);
        foreach (int level in levels)
        {
            var options = CompilationOptions(level);
            var compiled = Compilation.Emit(program, options).LoadImage();
            compiled.Evaluator = new LispEvaluator(compiled, modules, options);
            var (outcome, counted) = Run(compiled, path, expected);
            Assert.Equal(reference.ToString(), outcome.ToString());
            Assert.Equal(profile, counted);
        }
    }

    private static CompilationOptions CompilationOptions(int level) => new()
    {
        RuntimeAssembly = File.ReadAllBytes(typeof(ProgramHost).Assembly.Location),
        Instrumentation = Instrumentation.Profile | Instrumentation.Coverage,
        OptimizationLevel = level,
        Check = true,
    };

    private static (ProgramOutcome Outcome, string Profile) Run(ProgramImage image, string path, CaseFile expected)
    {
        using var files = new RootedFileSystem();
        using var recorder = new ProfileRecorder();
        var coverage = new CoverageRecorder(image.Modules[^1].Start + image.Modules[^1].Length + 1);
        var console = new FakeConsole(expected.Input);
        var options = new SchedulerOptions
        {
            Seed = expected.Seed ?? 1,
            MachineObserver = new ExecutionEvents(new ProfileListener(), new CoverageListener()),
            Profile = recorder,
            Coverage = coverage,
        };
        var outcome = ProgramRunner.Run(image, path, console, CaseRunner.HostFor(path, expected, console, files), options, CaseRunner.LimitsFor(expected));
        return (outcome, $"{Describe(new CallProfile(image, recorder))}\n{string.Join(' ', coverage.Starts())}");
    }

    private static string Describe(CallProfile profile)
    {
        var lines = profile.Functions.Select(function =>
            string.Create(CultureInfo.InvariantCulture, $"{function.Address} {function.Name}: {function.Calls} calls, {function.Instructions} instructions, {function.Allocations} values"));
        return string.Join('\n', lines.Append(string.Create(CultureInfo.InvariantCulture, $"peak {profile.PeakStackDepth}, {profile.Allocations} values")));
    }
}
