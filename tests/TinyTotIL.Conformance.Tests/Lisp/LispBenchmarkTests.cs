using System.Text;
using System.Text.RegularExpressions;
using TinyTotIL.Conformance.Tests.Cases;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Conformance.Tests.Lisp;

/// <summary>The Scheme programs that are measured against other implementations: each prints what it says, in its small size.</summary>
public sealed partial class LispBenchmarkTests
{
    public static TheoryData<string> Names => [.. CaseCatalog.LispBenchmarks];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_benchmark_prints_what_it_says(string name)
    {
        string text = Read(name);
        var small = SizeLine().Matches(text)[^1];
        string program = SizeDefinition().Replace(text, $"(define size {small.Groups["size"].Value}) ; size");
        string expected = new ProgramOutcome(small.Groups["output"].Value + "\n", [], ExitCode: 0).ToString();
        Assert.All((ExecutionMode[])[ExecutionMode.Interpreted, ExecutionMode.CompiledUnoptimized, ExecutionMode.Compiled], mode =>
            Assert.Equal(expected, Run(name, program, mode)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_benchmark_says_what_it_measures_in_two_sizes(string name)
    {
        string text = Read(name);
        Assert.StartsWith($"; {Path.GetFileNameWithoutExtension(name)}: ", text, StringComparison.Ordinal);
        Assert.Equal(2, SizeLine().Count(text));
        Assert.Single(SizeDefinition().Matches(text));
    }

    private static string Read(string name) =>
        File.ReadAllText(Path.Combine(CaseCatalog.Root, "examples", "benchmarks", "lisp", name)).ReplaceLineEndings("\n");

    private static string Run(string name, string text, ExecutionMode mode)
    {
        var console = new FakeConsole("");
        var source = new MemoryModuleSource(
            new Dictionary<string, byte[]> { [name] = Encoding.UTF8.GetBytes(text) }, new FolderModuleSource(CaseCatalog.Root));
        var host = new HostServices(console, new MemoryFileSystem(), new FakeClock(), new FakeEnvironment([name], []), new FakeProgramLauncher());
        return ProgramRunner.Run(name, source, mode, console, host).ToString();
    }

    [GeneratedRegex("^; size (?<size>[0-9]+): [0-9]+ units, prints (?<output>.+)$", RegexOptions.Multiline)]
    private static partial Regex SizeLine();

    [GeneratedRegex(@"^\(define size [0-9]+\) ; size$", RegexOptions.Multiline)]
    private static partial Regex SizeDefinition();
}
