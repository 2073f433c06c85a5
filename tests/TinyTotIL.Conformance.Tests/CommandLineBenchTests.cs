using System.Globalization;
using System.Text;
using System.Text.Json;
using TinyTotIL.Conformance.Tests.Cases;

namespace TinyTotIL.Conformance.Tests;

/// <summary><c>ttil bench</c> and upstream's comparison: the form of what they write. No test looks at a time.</summary>
public sealed class CommandLineBenchTests : IDisposable
{
    private const string Number = "[0-9][0-9.,]*";

    private readonly CommandSession _session = new();

    public CommandLineBenchTests() => _session.Write("hello.ttvm", "PUSH_STR hello", "PRINT");

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_benchmark_is_a_row_with_both_engines_and_their_ratio()
    {
        var outcome = _session.Run("bench", "fib", "--rounds", "1");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Matches(
            $"^benchmark  unit +compiled ns/unit +min +interpreter ns/unit +min +ratio\nfib +call +{Number} +{Number} +{Number} +{Number} +{Number}x\n$",
            outcome.Output);
    }

    [Theory]
    [InlineData("compiled")]
    [InlineData("interpreter")]
    [InlineData("ir")]
    public void A_single_engine_has_no_ratio(string engine)
    {
        var outcome = _session.Run("bench", "fib", "--rounds=2", "--engine", engine);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Matches($"^benchmark  unit  {engine} ns/unit +min\nfib +call +{Number} +{Number}\n$", outcome.Output);
    }

    [Theory]
    [InlineData("-O0")]
    [InlineData("-O1")]
    [InlineData("-O2")]
    public void A_level_of_optimization_can_be_measured(string level)
    {
        var outcome = _session.Run("bench", "hello.ttvm", level, "--rounds", "1", "--engine", "compiled", "--json");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal(level[2..], json.RootElement.GetProperty("optimizationLevel").GetInt32().ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Files_are_measured_in_milliseconds_in_a_table_of_their_own()
    {
        var outcome = _session.Run("bench", "hello.ttvm", "fib", "--rounds", "1", "--engine", "compiled");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Matches(
            $"^benchmark .*\nfib .*\n\nprogram +compiled ms +min\nhello[.]ttvm +{Number} +{Number}\n$", outcome.Output);
    }

    [Fact]
    public void Json_holds_every_round()
    {
        var outcome = _session.Run("bench", "--json", "hello.ttvm", "fib", "--rounds", "3");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        using var json = JsonDocument.Parse(outcome.Output);
        var root = json.RootElement;
        Assert.Equal(3, root.GetProperty("rounds").GetInt32());
        Assert.Equal(["hello.ttvm", "fib"], root.GetProperty("benchmarks").EnumerateArray().Select(one => one.GetProperty("name").GetString()));
        var fib = root.GetProperty("benchmarks")[1];
        Assert.Equal("call", fib.GetProperty("unit").GetString());
        foreach (string engine in (string[])["compiled", "interpreter"])
        {
            var measured = fib.GetProperty(engine);
            double[] runs = [.. measured.GetProperty("runs").EnumerateArray().Select(run => run.GetDouble()).Order()];
            long units = measured.GetProperty("unitsPerRun").GetInt64();
            Assert.Equal(3, runs.Length);
            Assert.Equal(runs[0] / units, measured.GetProperty("minimumPerUnit").GetDouble(), precision: 9);
            Assert.Equal(runs[1] / units, measured.GetProperty("medianPerUnit").GetDouble(), precision: 9);
        }

        double ratio = fib.GetProperty("interpreter").GetProperty("medianPerUnit").GetDouble() / fib.GetProperty("compiled").GetProperty("medianPerUnit").GetDouble();
        Assert.Equal(ratio, fib.GetProperty("ratio").GetDouble(), precision: 9);
    }

    [Fact]
    public void The_list_has_every_program_of_the_folder()
    {
        var outcome = _session.Run("bench", "--list");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        string[] lines = outcome.Output.TrimEnd('\n').Split('\n');
        Assert.Matches("^benchmark +measures +unit$", lines[0]);
        Assert.Equal(CaseCatalog.Benchmarks.Select(name => name[..^".ttvm".Length]), lines.Skip(1).Select(line => line.Split(' ')[0]));
        Assert.Contains(lines, line => line.StartsWith("fib ", StringComparison.Ordinal) && line.EndsWith(" call", StringComparison.Ordinal));
    }

    [Fact]
    public void A_program_that_fails_has_no_number_and_the_others_do()
    {
        _session.Write("divide.ttvm", "PUSH_INT 1", "PUSH_INT 0", "DIV");
        var outcome = _session.Run("bench", "divide.ttvm", "hello.ttvm", "--rounds", "1", "--engine", "interpreter");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(
            "Error: 'divide.ttvm' failed: interpreted, it ended with exit code 1\nError: Division by zero\n  at <top level> (divide.ttvm:3:1)\n", outcome.Error);
        Assert.Matches($"^program +interpreter ms +min\ndivide[.]ttvm +failed\nhello[.]ttvm +{Number} +{Number}\n$", outcome.Output);
    }

    [Fact]
    public void A_benchmark_with_a_wrong_result_fails()
    {
        // The programs lie in the tool as they are, so one that promises something else is made by changing a digit.
        string changed = _session.PathOf("changed");
        Directory.CreateDirectory(changed);
        foreach (string file in Directory.EnumerateFiles(CommandSession.ToolFolder))
        {
            File.Copy(file, Path.Combine(changed, Path.GetFileName(file)));
        }

        string tool = Path.Combine(changed, "ttil.dll");
        byte[] content = File.ReadAllBytes(tool);
        byte[] promise = Encoding.UTF8.GetBytes("prints 3524578");
        int place = content.AsSpan().IndexOf(promise);
        Assert.True(place > 0);
        content[place + promise.Length - 1]++;
        File.WriteAllBytes(tool, content);

        var outcome = _session.RunTool(changed, "bench", "fib", "--json");
        Assert.Equal((1, "Error: 'fib' failed: compiled, it printed '3524578' instead of '3524579'\n"), (outcome.ExitCode, outcome.Error));
        using var json = JsonDocument.Parse(outcome.Output);
        var fib = json.RootElement.GetProperty("benchmarks")[0];
        Assert.Equal("compiled, it printed '3524578' instead of '3524579'", fib.GetProperty("failure").GetString());
        Assert.False(fib.TryGetProperty("compiled", out _));
    }

    [Fact]
    public void What_a_program_prints_is_not_part_of_the_results_and_may_not_change_unnoticed()
    {
        _session.Write("grow.ttvm", "PUSH_STR x", "PUSH_STR grown.txt", "APPEND_FILE", "PUSH_STR grown.txt", "FILE_SIZE", "PRINT");
        var outcome = _session.Run("bench", "grow.ttvm", "--rounds", "1", "--engine", "interpreter");
        Assert.Equal((0, "note: 'grow.ttvm' did not print the same in every run, so the runs may have done different work\n"), (outcome.ExitCode, outcome.Error));
        Assert.Matches($"^program +interpreter ms +min\ngrow[.]ttvm +{Number} +{Number}\n$", outcome.Output);
    }

    [Fact]
    public void A_program_that_is_wrong_is_rejected_before_anything_is_measured()
    {
        _session.Write("wrong.ttvm", "PRNT");
        var outcome = _session.Run("bench", "fib", "wrong.ttvm");
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("Error: Parse error on line 1: PRNT\nwrong.ttvm:1:1: error TT1001", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_comparison_of_the_machines_is_a_table_with_borders_and_a_summary()
    {
        var outcome = _session.Run("benchmark-ir-vs-stack");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.StartsWith("═══ IR vs Stack Performance Comparison ═══\n", outcome.Output, StringComparison.Ordinal);
        Assert.Matches("\n│ Benchmark +│ Stack Time \\(μs\\) │ IR Time \\(μs\\) │ +Speedup │ Compiled Time \\(μs\\) │\n", outcome.Output);
        Assert.Matches($"\n│ \\(10\\+20\\)\\*5-100 +│ +{Number} │ +{Number} │ +{Number}x │ +{Number} │\n", outcome.Output);
        Assert.Matches("\n│ Performance Summary +│ +Value │\n", outcome.Output);
        Assert.Matches($"\n│ Overall Speedup +│ +{Number}x │\n", outcome.Output);
        Assert.DoesNotContain('\e', outcome.Output);
    }

    [Fact]
    public void The_comparison_has_a_form_without_tables()
    {
        var outcome = _session.Run("--no-table", "benchmark-performance");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Matches($"\n\\(10\\+20\\)\\*5-100 \\| Stack Time \\(μs\\): {Number} \\| IR Time \\(μs\\): {Number} \\| Speedup: {Number}x \\| Compiled Time \\(μs\\): {Number}\n", outcome.Output);
        Assert.Matches($"\nOverall Speedup: {Number}x\n", outcome.Output);
        Assert.DoesNotContain('│', outcome.Output);
    }
}
