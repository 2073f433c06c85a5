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

    private const int LongestSlice = 4000;

    private static readonly int[] Slices = [1, 2, 3, 7, 50, 1000, LongestSlice];

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

    private static void Check(string folder, string path)
    {
        var files = new Dictionary<string, byte[]> { [path] = [.. File.ReadAllBytes(Path.Combine(folder, path)), .. Encoding.UTF8.GetBytes(ProcessInstructions)] };
        var loaded = Compilation.Load(path, new MemoryModuleSource(files, new FolderModuleSource(folder)));
        if (loaded.Program is not { } program)
        {
            return;
        }

        var expected = CaseCatalog.Read(Path.Combine(folder, path));
        string reference = Run(Compilation.Interpret(program), expected, path, LongestSlice);
        foreach (int level in (int[])[2, 0])
        {
            var image = Compilation.Emit(program, Options with { OptimizationLevel = level }).LoadImage();
            foreach (int slice in Slices)
            {
                string outcome = Run(image, expected, path, slice);
                Assert.True(reference == outcome, $"At level {level} with slices of {slice}:\n{outcome}\nThe interpreter:\n{reference}");
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
        var outcome = ProgramRunner.Run(image, path, console, host, new SchedulerOptions { Policy = new EqualSlices(slice) });

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
