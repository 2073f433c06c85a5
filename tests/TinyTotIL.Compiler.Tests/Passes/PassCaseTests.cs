using System.Collections.Immutable;
using TinyTotIL.Compiler.Ir;
using TinyTotIL.Compiler.Passes;
using TinyTotIL.Compiler.Tests.Ir;

namespace TinyTotIL.Compiler.Tests.Passes;

/// <summary>Each pass, by many small cases; they stand in <c>Cases</c>.</summary>
/// <remarks>
/// A case that begins with <c>segment_length</c> is a whole program. Any other is functions from f1 on, in the program of
/// <see cref="LoweredPrograms.Around"/>. With the environment variable TTIL_ACCEPT_SNAPSHOTS=1 a case takes what the pass gives.
/// </remarks>
public sealed class PassCaseTests
{
    private const int FewestCases = 3;

    private static readonly ImmutableArray<Pass> Steps = [.. PassPipeline.Passes, CheckPoints.Step];

    public static TheoryData<string> Passes() => new(Steps.Select(pass => pass.Name));

    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var pass in Steps)
        {
            foreach (var known in PassCaseFile.Ir.Read(pass.Name))
            {
                data.Add(pass.Name, known.Title);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_pass_turns_the_one_into_the_other(string pass, string title)
    {
        var known = Assert.Single(PassCaseFile.Ir.Read(pass), known => known.Title == title);
        bool isProgram = known.Input.StartsWith("segment_length", StringComparison.Ordinal);
        var input = IrReader.ReadModule(isProgram ? known.Input : LoweredPrograms.Around(known.Input));
        IrVerifier.Verify(input, "case");
        var output = Steps.Single(found => found.Name == pass).Run(input);
        IrVerifier.Verify(output, pass);
        string text = isProgram ? IrPrinter.Print(output) : string.Join('\n', output.Functions.Skip(1).Select(IrPrinter.Print));
        if (Words(text) == Words(known.Expected))
        {
            return;
        }

        if (Environment.GetEnvironmentVariable("TTIL_ACCEPT_SNAPSHOTS") == "1")
        {
            PassCaseFile.Ir.Accept(pass, title, text);
            return;
        }

        Assert.Fail($"{pass}: {title}\nExpected:\n{known.Expected}\nActual:\n{text}");
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void Every_pass_has_cases_with_titles_of_their_own(string pass)
    {
        var cases = PassCaseFile.Ir.Read(pass);
        Assert.True(cases.Count >= FewestCases, $"{pass} has {cases.Count} cases; it needs {FewestCases}.");
        Assert.Equal(cases.Count, cases.DistinctBy(known => known.Title).Count());
    }

    [Fact]
    public void Every_file_of_cases_belongs_to_a_pass() =>
        Assert.Equal(Steps.Select(pass => pass.Name).Order(StringComparer.Ordinal), PassCaseFile.Ir.Names);

    /// <summary>Spaces and the ends of lines mean nothing in IR text.</summary>
    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
