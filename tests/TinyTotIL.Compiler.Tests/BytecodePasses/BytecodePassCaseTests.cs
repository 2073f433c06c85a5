using TinyTotIL.Compiler.BytecodePasses;
using TinyTotIL.Compiler.Tests.Passes;

namespace TinyTotIL.Compiler.Tests.BytecodePasses;

/// <summary>Each pass over bytecode, run once, by many small cases; they stand in <c>Cases</c>.</summary>
/// <remarks>With the environment variable TTIL_ACCEPT_SNAPSHOTS=1 a case takes what the pass gives.</remarks>
public sealed class BytecodePassCaseTests
{
    private const int FewestCases = 5;

    public static TheoryData<string> Passes() => new(OptimizationOptions.PassNames);

    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (string pass in OptimizationOptions.PassNames)
        {
            foreach (var known in PassCaseFile.Bytecode.Read(pass))
            {
                data.Add(pass, known.Title);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_pass_turns_the_one_into_the_other(string pass, string title)
    {
        var known = Assert.Single(PassCaseFile.Bytecode.Read(pass), known => known.Title == title);
        var code = ModuleCode.Of(BytecodeText.Read(known.Input));
        string text = BytecodeText.Write(BytecodePipeline.Passes.Single(found => found.Name == pass).Run(code).Apply().Module);
        if (text == known.Expected)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable("TTIL_ACCEPT_SNAPSHOTS") == "1")
        {
            PassCaseFile.Bytecode.Accept(pass, title, text);
            return;
        }

        Assert.Fail($"{pass}: {title}\nExpected:\n{known.Expected}\nActual:\n{text}");
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void Every_pass_has_cases_with_titles_of_their_own(string pass)
    {
        var cases = PassCaseFile.Bytecode.Read(pass);
        Assert.True(cases.Count >= FewestCases, $"{pass} has {cases.Count} cases; it needs {FewestCases}.");
        Assert.Equal(cases.Count, cases.DistinctBy(known => known.Title).Count());
        Assert.Contains(cases, known => known.Input != known.Expected);
        Assert.Contains(cases, known => known.Input == known.Expected);
    }

    [Fact]
    public void Every_file_of_cases_belongs_to_a_pass() =>
        Assert.Equal(OptimizationOptions.PassNames.Order(StringComparer.Ordinal), PassCaseFile.Bytecode.Names);

    [Fact]
    public void The_order_is_upstreams_and_every_place_in_it_has_a_reason()
    {
        Assert.Equal(
            ["constant-folding", "constant-propagation", "instruction-combining", "peephole", "jump-threading", "dead-code", "tail-calls", "memory-layout"],
            OptimizationOptions.PassNames.AsEnumerable());
        Assert.All(BytecodePipeline.Passes, pass => Assert.NotEmpty(pass.Reason));
    }
}
