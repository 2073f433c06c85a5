using TinyTotIL.Compiler;
using TinyTotIL.Conformance.Tests.Cases;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Observation;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Conformance.Tests.Observation;

/// <summary>What observers are told of a program is the same in both engines, and being observed changes nothing.</summary>
public sealed class ObservationAgreementTests
{
    /// <summary>What they do is decided outside: by the network.</summary>
    private static readonly string[] Unrepeatable = ["62-web-server.ttvm", "66-chat-server.ttvm"];

    /// <summary>Some of their values come from outside: ports, names of temporary files, bytes of memory. Of these only kinds are compared.</summary>
    private static readonly string[] WithValuesFromOutside =
    [
        "65-file-encryptor.ttvm",
        "files/folders.ttvm",
        "lisp/libraries/ttil-host-http.scm",
        "processes/what-is-known-of-a-process.ttvm",
    ];

    /// <summary>Captures continuations thousands of calls deep. Observed code runs on one stack machine, which each of them copies whole.</summary>
    private static readonly string[] TakingLong = ["continuations/a-deep-stack-is-not-copied-at-each-capture.ttvm"];

    /// <summary>Instructions after which a run is ended; few cases have more.</summary>
    private const long MostInstructions = 300_000;

    private static readonly CompilationOptions Options = new()
    {
        RuntimeAssembly = File.ReadAllBytes(typeof(ProgramHost).Assembly.Location),
        Instrumentation = Instrumentation.Instructions,
        Check = true,
    };

    public static TheoryData<string> Cases() => [.. CaseCatalog.Sample(every: 6).Except(TakingLong)];

    public static TheoryData<string> Examples() => [.. CaseCatalog.Examples.Except(Unrepeatable)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_is_seen_alike_by_observers_of_both_engines(string name) =>
        Check(Path.Combine(CaseCatalog.CaseFolder, Path.GetDirectoryName(name)!), Path.GetFileName(name), HasRepeatableValues(name));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_is_seen_alike_by_observers_of_both_engines(string name) => Check(CaseCatalog.Root, $"examples/{name}", HasRepeatableValues(name));

    [Fact]
    public void What_was_caught_before_a_continuation_was_captured_is_not_told_again()
    {
        string[] program =
        [
            "(define (failing) (guard (e (#t 'caught)) (raise 'bad)))",
            "(define k #f)",
            "(define n 0)",
            "(define (capture) (failing) (failing) (call/cc (lambda (c) (set! k c))) (set! n (+ n 1)))",
            "(capture)",
            "(if (< n 4) (k #f))",
        ];
        string[] engines = ["interpreter", "compiled"];
        string[] seen = [.. engines.Select(engine =>
        {
            var digest = new ExecutionDigest();
            ObservedProgram.Scheme(program).Run(engine, new RunSettings { Listeners = [digest] });
            return digest.Text;
        })];
        Assert.Equal(2, seen[0].Split('\n').Count(line => line.StartsWith("h ", StringComparison.Ordinal)));
        Assert.Equal(seen[0], seen[1]);
    }

    /// <summary>Hostile cases have values that are repeatable, and far too large to be written out at each instruction.</summary>
    private static bool HasRepeatableValues(string name) =>
        !WithValuesFromOutside.Contains(name) && !name.StartsWith("network/", StringComparison.Ordinal) && !name.StartsWith("lisp/hostile/", StringComparison.Ordinal);

    private static void Check(string folder, string path, bool withValues)
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
        bool evaluates = Evaluates(Path.Combine(folder, path));
        long most = evaluates ? long.MaxValue : MostInstructions;
        var (reference, seen, _) = Run(interpreted, path, expected, most, new ExecutionDigest(withValues: withValues));
        var (outcome, seenOfCompiled, isWhole) = Run(compiled, path, expected, most, new ExecutionDigest(withValues: withValues));
        Assert.Equal(reference.ToString(), outcome.ToString());
        if (isWhole)
        {
            // A function that ends in CALL_CC stays in the trace while it is observed, so that its RET can be told of.
            bool hasItsTrace = !folder.EndsWith("continuations", StringComparison.Ordinal);
            var unobserved = CaseRunner.Outcome(folder, path, ExecutionMode.Interpreted);
            Assert.Equal((hasItsTrace ? unobserved : unobserved.WithoutTrace()).ToString(), (hasItsTrace ? outcome : outcome.WithoutTrace()).ToString());
        }

        // When a socket has something to read, and who goes on first, is decided outside.
        if (!evaluates && !folder.EndsWith("network", StringComparison.Ordinal))
        {
            if (seen.WhereItLeaves(seenOfCompiled) is > 0 and var place && seen.Text != seenOfCompiled.Text)
            {
                // Once more, to show what differs.
                seen = Run(interpreted, path, expected, most, new ExecutionDigest(place, withValues)).Seen;
                seenOfCompiled = Run(compiled, path, expected, most, new ExecutionDigest(place, withValues)).Seen;
            }

            Assert.Equal(seen.Text, seenOfCompiled.Text);
        }
    }

    /// <summary>What a program evaluates while it runs is compiled without telling anything.</summary>
    private static bool Evaluates(string file)
    {
        string text = File.ReadAllText(file);
        return text.Contains("(scheme eval)", StringComparison.Ordinal) || text.Contains("(scheme r5rs)", StringComparison.Ordinal) || text.Contains("(scheme load)", StringComparison.Ordinal) || text.Contains("ttil eval", StringComparison.Ordinal);
    }

    private static (ProgramOutcome Outcome, ExecutionDigest Seen, bool IsWhole) Run(ProgramImage image, string path, CaseFile expected, long most, ExecutionDigest seen)
    {
        using var files = new RootedFileSystem();
        var console = new FakeConsole(expected.Input);
        var limit = new EventLimit(most);
        var options = new SchedulerOptions { Seed = expected.Seed ?? 1, MachineObserver = new ExecutionEvents(seen, limit) };
        var outcome = ProgramRunner.Run(image, path, console, CaseRunner.HostFor(path, expected, console, files), options, CaseRunner.LimitsFor(expected));
        return (outcome, seen, !limit.IsReached);
    }
}
