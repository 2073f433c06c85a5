using TinyTotIL.Cli.Benchmarks;
using TinyTotIL.Cli.Tables;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Cli.Commands;

/// <summary>Measures programs: those of the suite, or the user's.</summary>
/// <param name="Names">Names of benchmarks and files; the whole suite if there are none.</param>
/// <param name="Plan">How to measure.</param>
internal sealed record BenchCommand(IReadOnlyList<string> Names, MeasurementPlan Plan)
{
    /// <summary>Whether the results are for a program to read.</summary>
    public bool AsJson { get; init; }

    /// <summary>Measures them and writes a table, or JSON.</summary>
    /// <param name="context">Shared by all commands.</param>
    /// <returns>The exit code.</returns>
    public int Execute(CommandContext context)
    {
        List<string> names = [.. Names.Count > 0 ? Names.Distinct() : BenchmarkSuite.Names];
        if (names.Find(name => !IsBenchmark(name) && !IsFile(name, context)) is { } unknown)
        {
            string hint = SpellingSuggestion.Nearest(unknown, BenchmarkSuite.Names) is { } near ? $"did you mean '{near}'?" : "'ttil bench --list' shows the benchmarks";
            return context.RefuseUsage($"there is no benchmark and no file '{DisplayText.Escape(unknown)}'; {hint}", "ttil bench");
        }

        var benchmarks = new List<Benchmark>();
        var outputs = new List<(string Name, ExpectedOutput Output)>();
        foreach (string name in names)
        {
            if (IsBenchmark(name))
            {
                benchmarks.Add(Benchmark.OfUnits(BenchmarkSuite.Read(name), new FileModuleSource(context.Host.Files, AppContext.BaseDirectory)));
            }
            else if (context.Load(name, showWarnings: false) is { } program)
            {
                outputs.Add((name, new ExpectedOutput(promised: null)));
                benchmarks.Add(Benchmark.OfRuns(DisplayText.Escape(name), program, outputs[^1].Output));
            }
            else
            {
                return ExitCodes.Failure;
            }
        }

        var results = Measure(benchmarks, context);
        bool withColour = TerminalColour.IsWanted(context.Host.Environment, Console.IsOutputRedirected);
        context.Host.Console.Write(AsJson ? BenchmarkJson.Render(results, Plan) : BenchmarkReport.Render(results, Plan.Engines, withColour));
        foreach (var (name, _) in outputs.Where(one => one.Output.Varies))
        {
            context.Host.Console.WriteErrorLine($"note: '{DisplayText.Escape(name)}' did not print the same in every run, so the runs may have done different work");
        }

        return results.Exists(result => result.Failure is not null) ? ExitCodes.Failure : ExitCodes.Success;
    }

    /// <summary>Writes what there is to measure.</summary>
    /// <param name="context">Shared by all commands.</param>
    /// <returns>The exit code.</returns>
    public static int List(CommandContext context)
    {
        var table = new ReportTable(new("benchmark"), new("measures"), new("unit"));
        foreach (var program in BenchmarkSuite.Names.Select(BenchmarkSuite.Read))
        {
            table.AddRow(program.Name, program.Summary, program.Unit);
        }

        context.Host.Console.Write(table.Render(TerminalColour.IsWanted(context.Host.Environment, Console.IsOutputRedirected)));
        return ExitCodes.Success;
    }

    private static bool IsBenchmark(string name) => BenchmarkSuite.Names.Contains(name);

    /// <summary>Whether a name means a file, be it there or not.</summary>
    private static bool IsFile(string name, CommandContext context) =>
        name.EndsWith(FileExtensions.Text, StringComparison.Ordinal) || name.EndsWith(FileExtensions.Binary, StringComparison.OrdinalIgnoreCase)
        || context.Host.Files.Exists(name);

    private List<BenchmarkResult> Measure(List<Benchmark> benchmarks, CommandContext context)
    {
        var progress = new ProgressLine(context.Host.Environment);
        var results = new List<BenchmarkResult>();
        foreach (var benchmark in benchmarks)
        {
            progress.Show($"{results.Count + 1} of {benchmarks.Count}: {benchmark.Name}");
            var result = benchmark.Measure(Plan, context.Host.Restrict(Plan.Permissions));
            progress.Show("");
            results.Add(result);
            if (result.Failure is not null)
            {
                context.Diagnostics.WriteError($"'{result.Name}' failed: {result.Failure}");
            }
        }

        return results;
    }
}
