using System.Globalization;
using System.Text;
using TinyTotIL.Compiler;
using TinyTotIL.Conformance.Tests.Cases;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Conformance.Tests;

/// <summary>
/// Programs that leave the native stack after every few reductions, at each place where they can, and go on from saved frames: nobody must
/// notice.
/// </summary>
public sealed class SuspensionTests
{
    /// <summary>Behind the end of any program: it makes all of it run in a process, and is never reached.</summary>
    private const string ProcessInstructions = "\nHALT\nSELF\nPOP\n";

    /// <summary>The same for a Scheme program; what it tests is never true.</summary>
    private const string LispProcessForms = """

        (import (prefix (only (ttil process) self) suspension:) (prefix (only (scheme base) if null? features) suspension:))
        (suspension:if (suspension:null? (suspension:features)) (suspension:self))
        """;

    private const int LongestSlice = 4000;

    private static readonly int[] Slices = [1, 2, 3, 7, 50, 1000, LongestSlice];

    /// <summary>For programs that take long and have nothing that others have not: hostile ones, and those of <see cref="TakingLong"/>.</summary>
    private static readonly int[] FewSlices = [7, 1000];

    /// <summary>Most of their time goes into large numbers, keys, ports and a great many tail calls, none of which is left half-done.</summary>
    private static readonly string[] TakingLong =
    [
        "58-parallel-primes.ttvm",
        "65-file-encryptor.ttvm",
        "bulk-operations-that-make-too-much.ttvm",
        "delayed-evaluation.scm",
        "errors-of-numeric-procedures.scm",
        "exploding-patterns.ttvm",
        "split-and-join.ttvm",
        "tail-calls.scm",
        "text-under-a-password.ttvm",
    ];

    /// <summary>One machine holds all calls of register form, and leaves the stack in one way: fewer lengths will do.</summary>
    private static readonly int[] SlicesOfIr = [1, 7];

    private static readonly CompilationOptions Options = new()
    {
        RuntimeAssembly = File.ReadAllBytes(typeof(ProgramHost).Assembly.Location),
        Check = true,
    };

    public static TheoryData<string> Cases() => [.. CaseCatalog.Cases.Where(name => CaseCatalog.Read(Path.Combine(CaseCatalog.CaseFolder, name)) is { Deferred: null, OutOfScope: null })];

    public static TheoryData<string> Examples() => [.. CaseCatalog.Examples];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_does_the_same_however_often_it_leaves_the_stack(string name) =>
        Check(Path.Combine(CaseCatalog.CaseFolder, Path.GetDirectoryName(name)!), Path.GetFileName(name));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_does_the_same_however_often_it_leaves_the_stack(string name) => Check(Path.Combine(CaseCatalog.Root, "examples"), name);

    /// <summary>Without optimization the top level has so many variables at so many calls that all calls save their frame by the same code.</summary>
    [Fact]
    public void A_function_with_a_great_many_values_at_a_great_many_calls()
    {
        const int Variables = 40, Calls = 300;
        var text = new StringBuilder();
        for (int i = 0; i < Variables; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"PUSH_INT {i}\nCALL late n\nSTORE v{i}\n");
        }

        for (int i = 0; i < Calls; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"LOAD v{i % Variables}\nLOAD v{((i * 7) + 3) % Variables}\nADD\nCALL late n\nSTORE v{i * 3 % Variables}\n");
        }

        text.Append(string.Concat(Enumerable.Range(0, Variables).Select(i => $"LOAD v{i}\nPRINT\n")));
        text.Append("HALT\nLABEL late\nPUSH_INT 3\nSTORE k\nLABEL again\nLOAD k\nPUSH_INT 1\nSUB\nSTORE k\nLOAD k\nJNZ again\nLOAD n\nRET\n");
        Check(CaseCatalog.CaseFolder, "large.ttvm", Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void Check(string folder, string path) => Check(folder, path, File.ReadAllBytes(Path.Combine(folder, path)));

    private static void Check(string folder, string path, byte[] text)
    {
        string end = path.EndsWith(".ttvm", StringComparison.Ordinal) ? ProcessInstructions : LispProcessForms;
        var files = new Dictionary<string, byte[]> { [path] = [.. text, .. Encoding.UTF8.GetBytes(end)] };
        var loaded = Compilation.Load(path, new MemoryModuleSource(files, new FolderModuleSource(folder)));
        if (loaded.Program is not { } program)
        {
            return;
        }

        var expected = CaseFile.Parse(text);
        string reference = Run(Compilation.Interpret(program), expected, path, LongestSlice);
        foreach (int level in (int[])[2, 0])
        {
            int[] slices = folder.EndsWith("hostile", StringComparison.Ordinal) || TakingLong.Contains(path) ? FewSlices : Slices;
            CheckSlices(Compilation.Emit(program, Options with { OptimizationLevel = level }).LoadImage(), slices, $"At level {level}");
        }

        CheckSlices(Compilation.ExecuteIr(program, Options), SlicesOfIr, "In register form");

        void CheckSlices(ProgramImage image, int[] slices, string form)
        {
            foreach (int slice in slices)
            {
                string outcome = Run(image, expected, path, slice);
                Assert.True(reference == outcome, $"{form} with slices of {slice}:\n{outcome}\nThe interpreter:\n{reference}");
            }
        }
    }

    private static string Run(ProgramImage image, CaseFile expected, string path, int slice)
    {
        using var files = new RootedFileSystem();
        foreach (var (name, content) in expected.Files)
        {
            files.WriteAllBytes(name, content);
        }

        var console = new FakeConsole(expected.Input);
        var environment = new FakeEnvironment([path, .. expected.Arguments], expected.Variables);
        var host = new HostServices(console, files, new FakeClock(), environment, new FakeProgramLauncher());
        var outcome = ProgramRunner.Run(image, path, console, host, new SchedulerOptions { Policy = new EqualSlices(slice) }, CaseRunner.LimitsFor(expected));

        // Whether a process has ended when something is sent to it, is for the length of the slices to decide.
        return (outcome with { ErrorLines = [.. outcome.ErrorLines.Where(line => !line.StartsWith("Failed to send", StringComparison.Ordinal))] }).ToString();
    }

    /// <summary>Takes the processes in turn, for slices of one length.</summary>
    private sealed class EqualSlices(int length) : SchedulePolicy
    {
        public override bool AlwaysYields => true;

        public override int ChooseProcess(int count) => 0;

        public override int ChooseSlice(int longest) => length;
    }
}
