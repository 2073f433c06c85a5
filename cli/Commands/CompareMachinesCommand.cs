using System.Globalization;
using System.Text;
using TinyTotIL.Cli.Benchmarks;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Observation;

namespace TinyTotIL.Cli.Commands;

/// <summary>Upstream's comparison of its two machines, with ours: the stack machine, the register machine, and beside them what both become, compiled code.</summary>
internal static class CompareMachinesCommand
{
    private const double NanosecondsPerMicrosecond = 1e3;

    private const double NanosecondsPerMillisecond = 1e6;

    /// <summary>What upstream computes.</summary>
    private const string Expression = "(10+20)*5-100";

    /// <summary>The same often enough that starting a program does not count.</summary>
    private const string ExpressionProgram =
        """
        PUSH_INT 100000
        STORE left
        LABEL turn
        PUSH_INT 10
        PUSH_INT 20
        ADD
        PUSH_INT 5
        MUL
        PUSH_INT 100
        SUB
        STORE result
        LOAD left
        PUSH_INT 1
        SUB
        STORE left
        LOAD left
        JNZ turn
        LOAD result
        PRINT

        """;

    /// <summary>Work of several kinds, by the names of the suite.</summary>
    private static readonly string[] Workloads = ["expression", "fib", "floatloop", "closures", "lists", "exceptions", "sort"];

    /// <summary>Measures and writes the tables.</summary>
    /// <param name="context">Shared by all commands.</param>
    /// <param name="isPlain">Whether to show lines in place of tables.</param>
    /// <returns>The exit code.</returns>
    public static int Execute(CommandContext context, bool isPlain)
    {
        var progress = new ProgressLine(context.Host.Environment);
        var plan = new MeasurementPlan([Engine.Interpreter, Engine.Ir, Engine.Compiled], CommandContext.InMemory());
        var results = new List<BenchmarkResult>();
        foreach (var benchmark in Programs())
        {
            progress.Show(benchmark.Name);
            results.Add(benchmark.Measure(plan, context.Host));
            progress.Show("");
        }

        var failures = results.Where(result => result.Failure is not null).ToList();
        foreach (var failure in failures)
        {
            context.Diagnostics.WriteError($"'{failure.Name}' failed: {failure.Failure}");
        }

        if (failures.Count > 0)
        {
            return ExitCodes.Failure;
        }

        bool withColour = TerminalColour.IsWanted(context.Host.Environment, Console.IsOutputRedirected);
        context.Host.Console.Write(Render(results, isPlain, withColour));
        return ExitCodes.Success;
    }

    private static IEnumerable<Benchmark> Programs()
    {
        var expression = Benchmark.Load(Expression, Encoding.UTF8.GetBytes(ExpressionProgram));
        return Workloads.Select(name => Benchmark.OfSmallRuns(BenchmarkSuite.Read(name)))
            .Prepend(Benchmark.OfRuns(Expression, expression, new ExpectedOutput("50\n")));
    }

    private static string Render(List<BenchmarkResult> results, bool isPlain, bool withColour)
    {
        var text = new StringBuilder(BoxTable.Title("IR vs Stack Performance Comparison", withColour));
        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            Stack: the reference interpreter, a stack machine that executes bytecode.
            IR: the register machine, which executes the same program's register form.
            Compiled: that register form as machine code, which is how programs usually run.
            Times are of whole runs in this process, medians of {MeasurementPlan.UsualRounds} rounds after a warm-up.
            '{Expression}' is computed 100000 times; the others are benchmarks of 'ttil bench' in a small size.


            """);
        BoxTable details = Details(results), summary = Summary(results);
        return isPlain
            ? text.Append(details.RenderPlain()).Append('\n').Append(summary.RenderPlain()).ToString()
            : text.Append(details.Render(withColour)).Append('\n').Append(summary.Render(withColour)).ToString();
    }

    private static BoxTable Details(List<BenchmarkResult> results)
    {
        var table = new BoxTable("Benchmark", ">Stack Time (μs)", ">IR Time (μs)", ">Speedup", ">Compiled Time (μs)");
        foreach (var result in results)
        {
            table.AddRow(
                result.Name,
                Figure.Of(result.Of(Engine.Interpreter)!.Median / NanosecondsPerMicrosecond),
                Figure.Of(result.Of(Engine.Ir)!.Median / NanosecondsPerMicrosecond),
                Figure.OfRatio(Speedup(result)),
                Figure.Of(result.Of(Engine.Compiled)!.Median / NanosecondsPerMicrosecond));
        }

        return table;
    }

    private static BoxTable Summary(List<BenchmarkResult> results)
    {
        double stack = results.Sum(result => result.Of(Engine.Interpreter)!.Median);
        double ir = results.Sum(result => result.Of(Engine.Ir)!.Median);
        double compiled = results.Sum(result => result.Of(Engine.Compiled)!.Median);

        // Ratios are averaged as factors: an arithmetic mean would be the largest one's.
        double mean = Math.Exp(results.Average(result => Math.Log(Speedup(result))));
        var table = new BoxTable("Performance Summary", ">Value");
        table.AddRow("Total Stack Time", $"{Figure.Of(stack / NanosecondsPerMillisecond)} ms");
        table.AddRow("Total IR Time", $"{Figure.Of(ir / NanosecondsPerMillisecond)} ms");
        table.AddRow("Total Compiled Time", $"{Figure.Of(compiled / NanosecondsPerMillisecond)} ms");
        table.AddRow("Overall Speedup", Figure.OfRatio(stack / ir));
        table.AddRow("Average Speedup (geometric mean)", Figure.OfRatio(mean));
        table.AddRow("Benchmarks Run", results.Count.ToString(CultureInfo.InvariantCulture));
        return table;
    }

    private static double Speedup(BenchmarkResult result) => result.Of(Engine.Interpreter)!.Median / result.Of(Engine.Ir)!.Median;
}
