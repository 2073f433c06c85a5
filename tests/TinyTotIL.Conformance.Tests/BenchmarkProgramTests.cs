using System.Text;
using System.Text.RegularExpressions;
using TinyTotIL.Compiler;
using TinyTotIL.Conformance.Tests.Cases;
using TinyTotIL.Conformance.Tests.Fakes;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Conformance.Tests;

/// <summary>The programs of <c>ttil bench</c>: each prints what it says, in every size and mode.</summary>
public sealed partial class BenchmarkProgramTests
{
    private static readonly string Folder = Path.Combine(CaseCatalog.Root, "examples", "benchmarks");

    public static TheoryData<string> Names => [.. CaseCatalog.Benchmarks];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_benchmark_prints_what_it_says(string name)
    {
        string text = Read(name);
        var sizes = Sizes(text);
        Assert.All(sizes, size => Assert.Equal(Expected(size), Run(name, WithSize(text, size), ExecutionMode.Compiled)));
        string small = WithSize(text, sizes[^1]);
        Assert.Equal(Expected(sizes[^1]), Run(name, small, ExecutionMode.Interpreted));
        Assert.Equal(Expected(sizes[^1]), Run(name, small, ExecutionMode.CompiledFromBinary));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_benchmark_says_what_it_measures_in_sizes_that_fall(string name)
    {
        string text = Read(name);
        Assert.StartsWith($"; {name[..^".ttvm".Length]}: ", text, StringComparison.Ordinal);
        Assert.Single(UnitLine().Matches(text));
        var sizes = Sizes(text).Select(size => size.Groups["size"].Value).ToList();
        Assert.Equal(sizes[0], Assert.Single(SizeInstruction().Matches(text)).Groups["size"].Value);
        Assert.InRange(sizes.Count, 1, 2);
        Assert.Equal(sizes.Select(long.Parse).OrderDescending(), sizes.Select(long.Parse));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_about_a_benchmark_deserves_a_warning(string name)
    {
        var loaded = Compilation.Load(name, Source(name, Read(name)));
        Assert.Empty(loaded.Diagnostics);
        Assert.Empty(Compilation.Review(loaded.Program!));
    }

    private static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name)).ReplaceLineEndings("\n");

    private static List<Match> Sizes(string text) => [.. SizeLine().Matches(text).Cast<Match>()];

    private static string WithSize(string text, Match size) => SizeInstruction().Replace(text, $"PUSH_INT {size.Groups["size"].Value} ; size");

    private static string Expected(Match size) => new ProgramOutcome(size.Groups["output"].Value + "\n", [], ExitCode: 0).ToString();

    /// <summary>The program, and the standard library it may import.</summary>
    private static MemoryModuleSource Source(string name, string text)
    {
        var modules = Directory.EnumerateFiles(Path.Combine(CaseCatalog.Root, "std"), "*.ttvm")
            .ToDictionary(path => "std/" + Path.GetFileName(path), File.ReadAllBytes);
        modules.Add(name, Encoding.UTF8.GetBytes(text));
        return new MemoryModuleSource(modules);
    }

    private static string Run(string name, string text, ExecutionMode mode)
    {
        var console = new FakeConsole("");
        var host = new HostServices(console, new MemoryFileSystem(), new FakeClock(), new FakeEnvironment([name], []), new FakeProgramLauncher());
        return ProgramRunner.Run(name, Source(name, text), mode, console, host).ToString();
    }

    [GeneratedRegex("^; unit: .+$", RegexOptions.Multiline)]
    private static partial Regex UnitLine();

    [GeneratedRegex("^; size (?<size>[0-9]+): [0-9]+ units, prints (?<output>.+)$", RegexOptions.Multiline)]
    private static partial Regex SizeLine();

    [GeneratedRegex("^PUSH_INT (?<size>[0-9]+) ; size$", RegexOptions.Multiline)]
    private static partial Regex SizeInstruction();
}
