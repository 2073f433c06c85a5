using TinyTotIL.Compiler;
using TinyTotIL.Conformance.Tests.Cases;
using TinyTotIL.Conformance.Tests.Fakes;

namespace TinyTotIL.Conformance.Tests;

/// <summary>The examples for <c>ttil optimize</c> reach what they promise, and all examples stay the programs they were.</summary>
public sealed class OptimizationExampleTests
{
    public static TheoryData<string> Examples() => [.. CaseCatalog.Examples];

    [Theory]
    [InlineData("47-dead-code.ttvm", 71)]
    [InlineData("48-constant-folding.ttvm", 46)]
    [InlineData("49-optimizing.ttvm", 37)]
    public void Of_a_hundred_instructions_more_go_than_upstream_claims(string name, int claimed)
    {
        string path = $"examples/{name}";
        var program = Compilation.Load(path, new FolderModuleSource(CaseCatalog.Root)).Program!;
        var report = Compilation.OptimizeMain(program).Report;
        Assert.True(100.0 * (report.Before - report.After) / report.Before >= claimed, report.Results());
        Assert.Contains($"More than {claimed} of 100 instructions go.", File.ReadAllText(Path.Combine(CaseCatalog.Root, path)), StringComparison.Ordinal);
        foreach (var mode in (ExecutionMode[])[ExecutionMode.BytecodeOptimizedInterpreted, ExecutionMode.BytecodeOptimizedCompiled])
        {
            CaseRunner.Check(CaseCatalog.Read(Path.Combine(CaseCatalog.Root, path)), CaseRunner.Outcome(CaseCatalog.Root, path, mode));
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_optimized_example_written_and_read_back_does_the_same(string name)
    {
        string path = $"examples/{name}";
        var outcome = CaseRunner.OutcomeOfOptimizedText(CaseCatalog.Root, path);
        Assert.Equal(CaseRunner.Outcome(CaseCatalog.Root, path, ExecutionMode.Interpreted).WithoutTrace().ToString(), outcome!.ToString());
    }
}
