using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.LanguageService;

namespace TinyTotIL.Compiler.Tests.LanguageService;

public sealed class TtvmGrammarTests
{
    private const string GrammarPath = "cli/vscode/syntaxes/ttvm.tmLanguage.json";

    [Fact]
    public void The_grammar_of_the_extension_is_that_of_the_instruction_table()
    {
        string path = RepositoryFiles.Find(GrammarPath);
        if (Environment.GetEnvironmentVariable("TTIL_ACCEPT_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, TtvmGrammar.Render());
        }

        Assert.True(TtvmGrammar.Render() == File.ReadAllText(path), GrammarPath + " is out of date; run the tests with TTIL_ACCEPT_SNAPSHOTS=1.");
    }

    [Fact]
    public void Every_spelling_of_an_instruction_is_coloured_with_and_without_an_operand() => Assert.All(InstructionSet.Spellings, spelling =>
    {
        Assert.Equal(spelling, Colours(spelling)[0].Text);
        Assert.Equal(spelling, Colours(spelling + " x")[0].Text);
        Assert.DoesNotContain(Colours(spelling + "X"), colour => colour.Text == spelling);
    });

    [Theory]
    [InlineData("LABEL the end ; x", "LABEL=control", "the end=function")]
    [InlineData("JMP loop;x", "JMP=control", "loop=function")]
    [InlineData("CALL f a b", "CALL=control", "f=function", " a b=parameter")]
    [InlineData("PUSH_INT -5", "PUSH_INT=instruction", "-5=numeric")]
    [InlineData("PUSH_BOOL true", "PUSH_BOOL=instruction", "true=language")]
    [InlineData("  STORE x", "STORE=instruction", "x=other")]
    [InlineData("NATIVE math.abs 1", "NATIVE=instruction", "math.abs=function", "1=numeric")]
    [InlineData("IMPORT std/math.ttvm", "IMPORT=import", "std/math.ttvm=import")]
    [InlineData("ADD", "ADD=instruction")]
    [InlineData("RET ; done", "RET=control")]
    [InlineData("TRY", "TRY=control")]
    [InlineData("PUSH_TEXT \"a;b\"", "PUSH_TEXT=instruction")]
    public void Lines_are_coloured_by_what_they_say(string line, params string[] colours) =>
        Assert.Equal(colours, Colours(line).Select(colour => $"{colour.Text}={colour.Scope.Split('.')[^2]}"));

    [Fact]
    public void Every_pattern_is_a_regular_expression_and_every_reference_leads_somewhere()
    {
        using var grammar = JsonDocument.Parse(TtvmGrammar.Render());
        var repository = grammar.RootElement.GetProperty("repository");
        Check(grammar.RootElement);

        void Check(JsonElement element)
        {
            foreach (var child in element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [])
            {
                Check(child);
            }

            foreach (var property in element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : default)
            {
                if (property.Name is "match" or "begin" or "end")
                {
                    Assert.NotNull(new Regex(property.Value.GetString()!));
                }
                else if (property.Name == "include")
                {
                    Assert.True(repository.TryGetProperty(property.Value.GetString()![1..], out _));
                }

                Check(property.Value);
            }
        }
    }

    /// <summary>What the first rule that fits the beginning of a line colours.</summary>
    private static List<(string Text, string Scope)> Colours(string line)
    {
        using var grammar = JsonDocument.Parse(TtvmGrammar.Render());
        foreach (var rule in grammar.RootElement.GetProperty("patterns").EnumerateArray().Where(rule => !rule.TryGetProperty("include", out _)))
        {
            bool isLine = rule.TryGetProperty("begin", out var begin);
            var match = Regex.Match(line, (isLine ? begin : rule.GetProperty("match")).GetString()!);
            if (match.Success)
            {
                return [.. rule.GetProperty(isLine ? "beginCaptures" : "captures").EnumerateObject()
                    .Select(capture => (match.Groups[int.Parse(capture.Name, CultureInfo.InvariantCulture)].Value, capture.Value.GetProperty("name").GetString()!))
                    .Where(capture => capture.Item1.Length > 0)];
            }
        }

        return [("", "")];
    }
}
