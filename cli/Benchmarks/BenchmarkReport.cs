using System.Text;
using TinyTotIL.Cli.Tables;

namespace TinyTotIL.Cli.Benchmarks;

/// <summary>Results as text.</summary>
internal static class BenchmarkReport
{
    private const double NanosecondsPerMillisecond = 1e6;

    /// <summary>One table for benchmarks with units, one for whole programs.</summary>
    /// <param name="results">The results.</param>
    /// <param name="engines">The engines that were measured.</param>
    /// <param name="withColour">Whether a terminal shows it, which understands colour.</param>
    public static string Render(IReadOnlyCollection<BenchmarkResult> results, IReadOnlyList<Engine> engines, bool withColour)
    {
        var text = new StringBuilder();
        foreach (var kind in results.GroupBy(result => result.Unit is not null).OrderByDescending(group => group.Key))
        {
            text.Append(text.Length > 0 ? "\n" : "").Append(Table([.. kind], engines, hasUnits: kind.Key).Render(withColour));
        }

        return text.ToString();
    }

    private static ReportTable Table(IEnumerable<BenchmarkResult> results, IReadOnlyList<Engine> engines, bool hasUnits)
    {
        List<ReportColumn> columns = hasUnits ? [new("benchmark"), new("unit")] : [new("program")];
        foreach (var engine in engines)
        {
            columns.Add(new ReportColumn($"{Name(engine)} {(hasUnits ? "ns/unit" : "ms")}", IsNumber: true));
            columns.Add(new ReportColumn("min", IsNumber: true));
        }

        if (engines.Count > 1)
        {
            columns.Add(new ReportColumn("ratio", IsNumber: true));
        }

        var table = new ReportTable([.. columns]);
        foreach (var result in results)
        {
            table.AddRow([.. Cells(result, engines)]);
        }

        return table;
    }

    private static IEnumerable<string> Cells(BenchmarkResult result, IReadOnlyList<Engine> engines)
    {
        yield return result.Name;
        if (result.Unit is not null)
        {
            yield return result.Unit;
        }

        double scale = result.Unit is null ? NanosecondsPerMillisecond : 1;
        foreach (var engine in engines)
        {
            var measured = result.Of(engine);
            yield return measured is null ? "failed" : Figure.Of(measured.MedianPerUnit / scale);
            yield return measured is null ? "" : Figure.Of(measured.MinimumPerUnit / scale);
        }

        if (engines.Count > 1)
        {
            yield return result.Ratio is { } ratio ? Figure.OfRatio(ratio) : "";
        }
    }

    /// <summary>The name of an engine, as <c>--engine</c> has it.</summary>
    /// <param name="engine">The engine.</param>
    public static string Name(Engine engine) => engine switch
    {
        Engine.Compiled => "compiled",
        Engine.Interpreter => "interpreter",
        Engine.Ir => "ir",
    };
}
