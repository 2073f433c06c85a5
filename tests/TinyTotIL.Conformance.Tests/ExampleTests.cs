using TinyTotIL.Conformance.Tests.Cases;

namespace TinyTotIL.Conformance.Tests;

/// <summary>Every example in every mode, run from the root of the repository.</summary>
public sealed class ExampleTests
{
    public static TheoryData<string, ExecutionMode> ExamplesAndModes()
    {
        var data = new TheoryData<string, ExecutionMode>();
        foreach (string name in CaseCatalog.Examples)
        {
            foreach (var mode in Enum.GetValues<ExecutionMode>())
            {
                data.Add(name, mode);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(ExamplesAndModes))]
    public void An_example_prints_what_it_says(string name, ExecutionMode mode)
    {
        string path = $"examples/{name}";
        var outcome = CaseRunner.Outcome(CaseCatalog.Root, path, mode);
        CaseRunner.Check(CaseCatalog.Read(Path.Combine(CaseCatalog.Root, path)), outcome);
        Assert.Equal(CaseRunner.Outcome(CaseCatalog.Root, path, ExecutionMode.Interpreted).ToString(), outcome.ToString());
    }

    [Fact]
    public void Examples_are_numbered_without_gaps()
    {
        Assert.All(CaseCatalog.Examples.GroupBy(Path.GetDirectoryName), folder =>
        {
            string[] expected = [.. folder.Select((_, index) => $"{index + 1:00}-")];
            Assert.Equal(expected, folder.Select(name => Path.GetFileName(name)[..3]));
        });
    }

    [Fact]
    public void Every_example_says_what_it_teaches_and_what_it_prints()
    {
        Assert.All(CaseCatalog.Examples, name =>
        {
            string file = Path.Combine(CaseCatalog.Root, "examples", name);
            Assert.StartsWith("; ", File.ReadAllText(file), StringComparison.Ordinal);
            Assert.True(CaseCatalog.Read(file).ExpectsAnything, name);
        });
    }
}
