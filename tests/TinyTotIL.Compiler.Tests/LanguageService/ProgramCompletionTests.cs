using System.Text.RegularExpressions;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Compiler.LanguageService;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Tests.LanguageService;

public sealed class ProgramCompletionTests
{
    private static readonly NativeDescription[] Natives = [new("math.abs", [new NativeParameter("x", "any", "")], "any", ""), new("text.upper", [], "Str", "")];

    [Theory]
    [InlineData("  JM|", "JMP", "JMP ${1:label}", "1:3 JM")]
    [InlineData("  |", "ADD", null, "1:3 ")]
    [InlineData("J|MX", "JMP", "JMP ${1:label}", "1:1 JMX")]
    [InlineData("lab|", "LABEL", "LABEL ${1:name}", "1:1 lab")]
    [InlineData("PUSH_B|", "PUSH_BOOL", "PUSH_BOOL ${1|true,false|}", "1:1 PUSH_B")]
    [InlineData("TR|", "TRY", "TRY ${1:label}", "1:1 TR")]
    [InlineData("TR|", "TRY", null, "1:1 TR")]
    public void A_line_begins_with_an_instruction(string line, string name, string? snippet, string place)
    {
        var text = new MarkedText(line);
        var list = Complete(text);
        Assert.Contains(list.Proposals, proposal => proposal.Name == name && proposal.Snippet == snippet);
        Assert.Equal(place, text.Show(list.Span));
    }

    [Fact]
    public void Every_instruction_is_proposed_with_what_it_does()
    {
        var list = Complete(new MarkedText("|"));
        Assert.True(list.IsComplete);
        Assert.All(InstructionSet.All, row => Assert.Contains(list.Proposals, proposal =>
            proposal.Name == row.Mnemonic && proposal.Snippet == InstructionSnippets.Of(row) && proposal.Detail == row.Effect));
        Assert.All(list.Proposals, proposal => Assert.NotEmpty(proposal.Documentation));
    }

    [Fact]
    public void What_is_proposed_for_an_instruction_can_be_read()
    {
        Assert.All(Complete(new MarkedText("|")).Proposals.Where(proposal => proposal.Name is not ("TRY" or "CATCH" or "END_TRY")), proposal =>
        {
            string line = proposal.Snippet?.Replace("${1|true,false|}", "true", StringComparison.Ordinal) ?? proposal.Text;
            line = Regex.Replace(line, @"\$\{\d:([^}]*)\}", "$1");
            var diagnostics = new DiagnosticBag();
            TtvmParser.Parse("x.ttvm", new SourceText("x.ttvm", $"LABEL label\nLABEL name\n{line}\n"), diagnostics);
            Assert.False(diagnostics.HasErrors, $"{line}: {string.Join("; ", diagnostics.All.Select(found => found.Message))}");
        });
    }

    [Theory]
    [InlineData("JMP |", "end loop|the end")]
    [InlineData("JMP the| e ; x", "the end")]
    [InlineData("TRY |", "end loop|the end")]
    [InlineData("CALL |", "f")]
    [InlineData("CALL f |", "a|pi|x")]
    [InlineData("CALL f x|", "x")]
    [InlineData("LOAD |", "a|pi|x")]
    [InlineData("GET_FIELD |", "size")]
    [InlineData("WHEREIS |", "worker")]
    [InlineData("NATIVE |", "abs|math.abs|text.upper")]
    [InlineData("NATIVE UPPER|", "text.upper")]
    [InlineData("PUSH_BOOL t|", "true")]
    [InlineData("IMPORT std/|", "std/math.ttvm")]
    [InlineData("PUSH_INT |", "")]
    [InlineData("NATIVE f |", "")]
    [InlineData("UNKNOWN |", "")]
    [InlineData("; JMP |", "")]
    [InlineData("JMP ; |", "")]
    [InlineData("PUSH_STR \"a;JMP |", "")]
    public void What_is_proposed_depends_on_the_instruction(string line, string names)
    {
        var text = new MarkedText(
            line, "LABEL the end", "STORE x", "SET_FIELD size", "REGISTER worker", "EXTERN abs \"System.Math::Abs\"", "MAKE_FUNCTION f a", "IMPORT lib.ttvm", "HALT", "LABEL f", "RET", "LABEL end loop");
        text.Modules["lib.ttvm"] = "EXPORT pi\n";
        string found = string.Join('|', Complete(text).Proposals.Select(proposal => proposal.Name).Where(name => name != "f" || line.StartsWith("CALL |", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(names, found);
    }

    [Fact]
    public void A_runtime_function_comes_with_the_number_of_its_parameters_unless_one_stands_there()
    {
        Assert.Equal("math.abs 1", Complete(new MarkedText("NATIVE math|")).Proposals.Single().Text);
        Assert.Equal("math.abs", Complete(new MarkedText("NATIVE math| 1")).Proposals.Single().Text);
    }

    [Fact]
    public void Variables_of_the_function_come_first()
    {
        var names = Complete(new MarkedText("STORE a", "HALT", "CALL f", "LABEL f", "STORE z", "LOAD |", "RET")).Proposals;
        Assert.Equal([("z", ""), ("a", "of another function")], names.Select(proposal => (proposal.Name, proposal.Detail)));
    }

    [Fact]
    public void A_long_list_is_cut_and_says_so()
    {
        var labels = Enumerable.Range(0, ProgramCompletion.MostProposals + 1).Select(number => $"LABEL l{number}");
        var list = Complete(new MarkedText(["JMP |", .. labels]));
        Assert.Equal((ProgramCompletion.MostProposals, false), (list.Proposals.Length, list.IsComplete));
    }

    private static ProposalList Complete(MarkedText text) => new ProgramCompletion(text.Index, Natives, text.Module, ["std/math.ttvm", "own.ttvm"]).At(text.Offset);
}
