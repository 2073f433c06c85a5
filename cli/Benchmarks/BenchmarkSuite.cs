using System.Text;

namespace TinyTotIL.Cli.Benchmarks;

/// <summary>The benchmarks that come with <c>ttil</c>: the programs of <c>examples/benchmarks</c>, carried in its assembly.</summary>
internal static class BenchmarkSuite
{
    private const string Prefix = "benchmarks/";

    /// <summary>The names of all, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. typeof(BenchmarkSuite).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..])
            .Order(StringComparer.Ordinal)];

    /// <summary>Reads a program.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static BenchmarkProgram Read(string name)
    {
        using var resource = typeof(BenchmarkSuite).Assembly.GetManifestResourceStream(Prefix + name)!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return BenchmarkProgram.Parse(name, reader.ReadToEnd().ReplaceLineEndings("\n"));
    }
}
