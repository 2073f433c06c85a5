using System.Text;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Formats;

namespace TinyTotIL.Compiler.Tests.Formats;

/// <summary>Sizes that only linear reading survives: anything quadratic here would take hours.</summary>
public sealed class LargeInputTests
{
    private const int Million = 1_000_000;

    [Fact]
    public void A_million_labels_are_read_and_printed()
    {
        var text = new StringBuilder();
        for (int number = 0; number < Million; number++)
        {
            text.Append("LABEL l").Append(number).Append("\nJMP l").Append(Million - 1 - number).Append('\n');
        }

        var module = Programs.Parse(text.ToString());
        Assert.Equal(Million, module.Labels.Length);
        Assert.Equal(new Operand.Target(Million - 1), module.Instructions[0].Operand);
        Programs.AssertEqualWithoutLines(module, Programs.Parse(Programs.Print(module)));
        Programs.AssertEqual(module, Programs.Read(TtbWriter.Write(module)));
    }

    [Fact]
    public void A_million_labels_at_one_address_are_no_trouble()
    {
        var text = new StringBuilder();
        for (int number = 0; number < Million; number++)
        {
            text.Append("LABEL ").Append(number).Append('\n');
        }

        text.Insert(0, "JMP 100000\n", 100_000);
        var module = Programs.Parse(text.ToString());
        Programs.AssertEqualWithoutLines(module, Programs.Parse(Programs.Print(module)));
    }

    [Fact]
    public void A_hundred_unknown_labels_among_a_million_are_no_trouble()
    {
        var text = new StringBuilder();
        for (int number = 0; number < Million; number++)
        {
            text.Append("LABEL label").Append(number).Append('\n');
        }

        text.Append(string.Concat(Enumerable.Repeat("JMP lable\n", 200)));
        Assert.Equal(101, Programs.Errors(text.ToString()).Count);
    }

    [Fact]
    public void A_million_definitions_of_few_labels_are_no_trouble()
    {
        var text = new StringBuilder();
        for (int number = 0; number < Million; number++)
        {
            text.Append("LABEL l").Append(number % 1000).Append('\n');
        }

        Assert.Equal(1000, Programs.ParseWithWarnings(text.ToString(), out var warnings).Labels.Length);
        Assert.Equal(TtvmParser.MostWarnings + 1, warnings.Count);
        Assert.Equal("label 'l0' is defined again; the last definition, on line 999001, counts everywhere", warnings[0].Message);
    }

    [Fact]
    public void A_million_functions_in_variables_called_like_labels_are_no_trouble()
    {
        var text = new StringBuilder();
        for (int number = 0; number < Million; number++)
        {
            text.Append("STORE f").Append(number).Append("\nCALL f").Append(number).Append('\n');
        }

        Assert.Equal(TtvmParser.MostErrors + 1, Programs.Errors(text.ToString()).Count);
    }

    [Fact]
    public void A_million_lines_that_warn_are_no_trouble()
    {
        string text = string.Concat(Enumerable.Repeat("PUSH_STR \"a;b\"\nPRINT it\n", Million));
        Assert.Equal(2 * Million, Programs.ParseWithWarnings(text, out var warnings).Instructions.Length);
        Assert.Equal(TtvmParser.MostWarnings + 1, warnings.Count);
    }

    [Fact]
    public void A_line_of_a_hundred_million_characters_is_one_text()
    {
        string line = string.Concat("PUSH_STR \"", new string('x', 100 * Million), "\"");
        Assert.Equal(100 * Million, Assert.IsType<Operand.Text>(Programs.Parse(line).Instructions[0].Operand).Value.Length);
    }

    [Fact]
    public void A_line_of_a_hundred_million_characters_can_be_wrong()
    {
        string line = string.Concat("PUSH_INT ", new string('1', 100 * Million));
        var error = Assert.Single(Programs.Errors(line));
        Assert.InRange(error.Render().Length, 100, 1000);
    }

    [Fact]
    public void Ten_million_escapes_are_read()
    {
        string line = string.Concat("PUSH_TEXT \"", string.Concat(Enumerable.Repeat("\\n;", 10 * Million)), "\"");
        Assert.Equal(20 * Million, Assert.IsType<Operand.Text>(Programs.Parse(line).Instructions[0].Operand).Value.Length);
    }

    [Fact]
    public void A_call_may_have_a_million_parameters()
    {
        var module = Programs.Parse("CALL 0" + string.Concat(Enumerable.Repeat(" p", Million)));
        Assert.Equal(Million, Assert.IsType<Operand.Call>(module.Instructions[0].Operand).Names.Length);
        Programs.AssertEqual(module, Programs.Read(TtbWriter.Write(module)));
    }

    [Fact]
    public void Two_million_comments_and_blank_lines_are_nothing() =>
        Assert.Empty(Programs.Parse(string.Concat(Enumerable.Repeat("; \"x\n\n", Million))).Instructions);
}
