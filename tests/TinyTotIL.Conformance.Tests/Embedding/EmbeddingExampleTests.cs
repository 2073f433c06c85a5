using System.Text.RegularExpressions;
using TinyTotIL.Conformance.Tests.Cases;

namespace TinyTotIL.Conformance.Tests.Embedding;

/// <summary>The example project runs as it says, and the page about embedding shows its code.</summary>
public sealed partial class EmbeddingExampleTests
{
    private static readonly string Folder = Path.Combine(CaseCatalog.Root, "examples", "embedding");

    [Fact]
    public void The_example_prints_what_its_readme_says()
    {
        // It lies beside our own output and was built with the same configuration, as ttil does.
        string built = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Embedding", Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/', '\\')), "embedding.dll"));
        var outcome = CommandSession.RunDotnet(Folder, input: "", environment: [], [built]);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        string readme = File.ReadAllText(Path.Combine(Folder, "README.md")).ReplaceLineEndings("\n");
        Assert.Equal(Output().Match(readme).Groups[1].Value, outcome.Output);
    }

    [Fact]
    public void Each_piece_of_code_on_the_page_is_a_region_of_the_example()
    {
        string source = File.ReadAllText(Path.Combine(Folder, "Scenarios.cs")).ReplaceLineEndings("\n");
        string page = File.ReadAllText(Path.Combine(CaseCatalog.Root, "docs", "embedding.md")).ReplaceLineEndings("\n");
        var regions = Region().Matches(source).ToDictionary(match => match.Groups[2].Value, match => Undent(match.Groups[3].Value, match.Groups[1].Length));
        var shown = Shown().Matches(page);
        Assert.Equal(Fence().Count(page), shown.Count);
        Assert.Equal(regions.Keys.Order(StringComparer.Ordinal), shown.Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
        Assert.All(shown, match => Assert.Equal(regions[match.Groups[1].Value], match.Groups[2].Value));
    }

    private static string Undent(string code, int columns) =>
        string.Join('\n', code.Split('\n').Select(line => line.Length == 0 ? line : line[columns..]));

    [GeneratedRegex("```text\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Output();

    [GeneratedRegex("( *)#region (\\S+)\n(.*?)\\1#endregion", RegexOptions.Singleline)]
    private static partial Regex Region();

    [GeneratedRegex("<!-- (\\S+) -->\n```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Shown();

    [GeneratedRegex("```csharp\n")]
    private static partial Regex Fence();
}
