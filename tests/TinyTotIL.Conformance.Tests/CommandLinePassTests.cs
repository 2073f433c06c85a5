using System.Text.Json;
using TinyTotIL.Compiler;

namespace TinyTotIL.Conformance.Tests;

/// <summary>The optimizer on the command line: levels, passes left out, and what each pass did.</summary>
public sealed class CommandLinePassTests : IDisposable
{
    private readonly CommandSession _session = new();

    public CommandLinePassTests() => _session.Write(
        "double.ttvm", "PUSH_INT 4", "STORE a", "LOAD a", "CALL double x", "PRINT", "HALT", "LABEL double", "LOAD x", "LOAD x", "ADD", "RET");

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("-O0")]
    [InlineData("-O1")]
    [InlineData("-O2")]
    [InlineData("--disable-pass", "type-inference", "--disable-pass", "variable-promotion")]
    public void A_program_prints_the_same_however_it_is_compiled(params string[] options)
    {
        Assert.Equal(new CommandOutcome(0, "8\n", ""), _session.Run(["run", .. options, "double.ttvm"]));
        Assert.Equal(new CommandOutcome(0, "", ""), _session.Run(["compile", .. options, "double.ttvm", "-o", "double.dll"]));
    }

    [Fact]
    public void What_a_pass_changed_is_shown_as_lines_that_went_and_came()
    {
        var outcome = _session.Run("dump", "double.ttvm", "--passes");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Matches("(?m)^=== variable-promotion: [0-9]+ -> [0-9]+ instructions ===\nKeeps variables in registers[.]\nfunction ", outcome.Output);
        Assert.Contains("\n-     set a = r0", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("=== type-inference: ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("\n- func f1 double(x) -> 1 ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("\n+ func f1 double(x: int) -> 1 int ", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pass_that_changed_nothing_is_hidden_from_people_and_shown_to_machines()
    {
        Assert.DoesNotContain("=== tail-calls", _session.Run("dump", "double.ttvm", "--passes").Output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(_session.Run("dump", "double.ttvm", "--passes", "--json").Output);
        var runs = json.RootElement.EnumerateArray().ToArray();
        Assert.Equal(Compilation.OptimizerPasses.Where(pass => pass.Level <= 1).Select(pass => pass.Name), runs.Select(run => run.GetProperty("pass").GetString()!).Distinct());
        var types = runs.First(run => run.GetProperty("pass").GetString() == "type-inference");
        Assert.True(types.GetProperty("instructionsBefore").GetInt32() > 0);
        Assert.Contains(types.GetProperty("changes").EnumerateArray(), change => change.GetProperty("function").GetString() == "double");
    }

    [Fact]
    public void A_pass_left_out_does_not_run() =>
        Assert.DoesNotContain("variable-promotion", _session.Run("dump", "double.ttvm", "--passes", "--disable-pass", "variable-promotion").Output, StringComparison.Ordinal);

    [Fact]
    public void Without_optimization_no_pass_changes_anything() =>
        Assert.Equal("No pass changed anything.\n", _session.Run("dump", "double.ttvm", "--passes", "-O0").Output);

    [Fact]
    public void The_help_of_dump_names_every_pass()
    {
        string help = _session.Run("help", "dump").Output;
        Assert.All(Compilation.OptimizerPasses, pass => Assert.Matches($"(?m)^  ([a-z-]+, )*{pass.Name}(,|$)", help));
    }

    [Fact]
    public void A_mistyped_pass_is_guessed()
    {
        var outcome = _session.Run("run", "--disable-pass", "type-inferense", "double.ttvm");
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("there is no pass 'type-inferense'; did you mean 'type-inference'?", outcome.Error, StringComparison.Ordinal);
    }
}
