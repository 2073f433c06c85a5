using System.Reflection;
using TinyTotIL.Compiler.Formats;

namespace TinyTotIL.Conformance.Tests.Cases;

/// <summary>Finds the case programs and the examples.</summary>
internal static class CaseCatalog
{
    /// <summary>Modules that cases import lie in folders of this name and are no cases themselves.</summary>
    private const string ModuleFolder = "parts";

    private const string ExampleModuleFolder = "modules";

    /// <summary>Programs of this folder run too long to be examples for every mode; they have tests of their own.</summary>
    private const string BenchmarkFolder = "benchmarks";

    /// <summary>Scheme programs among those of a kind.</summary>
    private const string LispFolder = "lisp";

    /// <summary>What programs of this folder do depends on the order of events; the tests of <c>ttil explore</c> run them.</summary>
    private const string ScheduleFolder = "schedules";

    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = typeof(CaseCatalog).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>Where the cases are.</summary>
    public static string CaseFolder { get; } = Path.Combine(Root, "tests", "cases");

    /// <summary>Every case, as <c>folder/name</c>, in order.</summary>
    public static IReadOnlyList<string> Cases { get; } = Programs(CaseFolder, ModuleFolder);

    /// <summary>Every example, by name, in order.</summary>
    public static IReadOnlyList<string> Examples { get; } = Programs(Path.Combine(Root, "examples"), ExampleModuleFolder, BenchmarkFolder, ScheduleFolder);

    /// <summary>Every program of <c>ttil bench</c>, by name, in order.</summary>
    public static IReadOnlyList<string> Benchmarks { get; } = Programs(Path.Combine(Root, "examples", BenchmarkFolder), LispFolder);

    /// <summary>Every Scheme program that is measured against other implementations, by name, in order.</summary>
    public static IReadOnlyList<string> LispBenchmarks { get; } = Programs(Path.Combine(Root, "examples", BenchmarkFolder, LispFolder));

    /// <summary>Every so many of the cases that are due, for comparisons that take long; TTIL_OBSERVED_CASES=all compares all.</summary>
    /// <param name="every">Which part.</param>
    public static IEnumerable<string> Sample(int every)
    {
        int step = Environment.GetEnvironmentVariable("TTIL_OBSERVED_CASES") == "all" ? 1 : every;
        return Cases.Where(name => Read(Path.Combine(CaseFolder, name)) is { Deferred: null, OutOfScope: null }).Where((_, number) => number % step == 0);
    }

    /// <summary>Reads the expectations of a case or an example.</summary>
    /// <param name="file">The program.</param>
    public static CaseFile Read(string file)
    {
        try
        {
            return CaseFile.Parse(File.ReadAllBytes(file));
        }
        catch (FormatException error)
        {
            throw new FormatException($"{file}: {error.Message}", error);
        }
    }

    private static string[] Programs(string folder, params string[] exceptFolders) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is FileExtensions.Text or FileExtensions.Scheme or FileExtensions.Lisp)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(name => !name.Split('/').SkipLast(1).Intersect(exceptFolders).Any())
            .Order(StringComparer.Ordinal)];
}
