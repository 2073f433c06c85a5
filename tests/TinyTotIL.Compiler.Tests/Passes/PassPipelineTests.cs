using System.Text.RegularExpressions;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.Passes;
using TinyTotIL.Compiler.Tests.Ir;

namespace TinyTotIL.Compiler.Tests.Passes;

/// <summary>The pipeline as a list: what must stand where, what is documented, and what a level or a name leaves out.</summary>
public sealed partial class PassPipelineTests
{
    private const string Sum = """
        func f1 sum(n) -> 1 @0 {
          b0:
            r0 = get n @1
            r1: int = const 0 @2
            r2 = call_operation ArithmeticOperations.Add(r0, r1) raises @3
            return r2 @4
        }
        """;

    [Fact]
    public void The_page_about_passes_names_each_once_and_in_order()
    {
        string page = File.ReadAllText(RepositoryFiles.Find("docs/passes.md"));
        string table = page[page.IndexOf("## On the register IR", StringComparison.Ordinal)..];
        Assert.Equal(
            PassPipeline.Passes.Select(pass => pass.Name),
            Row().Matches(table).Select(row => row.Groups[1].Value));
    }

    [Fact]
    public void Every_pass_says_what_it_does_in_one_sentence() =>
        Assert.All(PassPipeline.Passes, pass => Assert.Matches("^[A-Z][^.]+[.]$", pass.Summary));

    /// <summary>An update in place is right only while nobody reads the old register afterwards, and such passes lengthen lives.</summary>
    [Theory]
    [InlineData("common-subexpressions", "in-place-updates")]
    [InlineData("loop-invariants", "in-place-updates")]
    [InlineData("memory-layout", "in-place-updates")]
    [InlineData("inlining", "in-place-updates")]
    [InlineData("variable-promotion", "type-inference")]
    [InlineData("tail-calls", "variable-promotion")]
    [InlineData("type-inference", "typed-operations")]
    [InlineData("memory-layout", "field-sites")]
    public void A_pass_runs_for_the_last_time_before_another_begins(string first, string second)
    {
        var names = PassPipeline.Steps.Select(pass => pass.Name).ToList();
        if (first != "variable-promotion" && first != "tail-calls")
        {
            Assert.True(names.LastIndexOf(first) < names.IndexOf(second));
        }

        Assert.True(names.IndexOf(first) >= 0 && names.IndexOf(first) < names.IndexOf(second));
    }

    [Fact]
    public void Without_optimization_nothing_runs()
    {
        var module = Module();
        Assert.Same(module, PassRunner.Run(module, level: 0, [], check: true, (pass, _, _) => Assert.Fail(pass.Name)));
    }

    [Fact]
    public void A_disabled_pass_does_not_run_wherever_it_stands()
    {
        var ran = new List<string>();
        PassRunner.Run(Module(), level: 2, ["jump-threading"], check: true, (pass, _, _) => ran.Add(pass.Name));
        Assert.DoesNotContain("jump-threading", ran);
        Assert.Contains("dead-code", ran);
    }

    [Fact]
    public void A_higher_level_runs_all_that_a_lower_one_runs()
    {
        Assert.All(PassPipeline.Steps, pass => Assert.InRange(pass.Level, 1, 2));
        Assert.Contains(PassPipeline.Steps, pass => pass.Level == 2);
    }

    private static IrModule Module() => IrReader.ReadModule(LoweredPrograms.Around(Sum));

    [GeneratedRegex(@"^\| `([a-z-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
