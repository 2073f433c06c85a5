using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.LanguageService;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Tests.LanguageService;

/// <summary>While it is written a text is hardly ever a program: whatever it is, every question has an answer.</summary>
public sealed class UnfinishedTextTests
{
    private static readonly string[] Pieces =
    [
        "LABEL ", "f", "g h", " ", "  ", "\t", "\n", "\r\n", "\r", ";", "\"", "\\", "0", "18446744073709551615", "-1", ":", "CALL f x\n", "RET\n", "JMP f\n", "TRY\n", "CATCH e\n", "END_TRY\n",
        "\ud83d\ude00", "\ud800", "\0", "IMPORT \"\n", "IMPORT \"\"\n", "STORE_VAR \"\n", "STORE_VAR \"\"\"\n", "NATIVE \n", "EXTERN a\n", "RECEIVE_MATCH_AFTER f value:\"", "\u00a0", "\u2028", "\ufeff", "`",
    ];

    [Fact]
    public void No_text_leaves_a_question_without_an_answer()
    {
        var random = new Random(20261121);
        string[] mnemonics = [.. InstructionSet.Spellings.Order(StringComparer.Ordinal)];
        for (int round = 0; round < 400; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => random.Next(3) == 0 ? mnemonics[random.Next(mnemonics.Length)] + " " : Pieces[random.Next(Pieces.Length)]));
            Ask(text);
        }
    }

    [Fact]
    public void A_text_of_a_hundred_thousand_lines_is_nothing_special()
    {
        string text = string.Concat(Enumerable.Range(0, 20_000).Select(number => $"LABEL f{number}\nLOAD n\nJZ out{number}\nCALL f{number + 1} n\nLABEL out{number}\n"));
        var index = ProgramIndex.Of(new SourceText("x.ttvm", text));
        Assert.Equal(120_000, index.Names.Length);
        Assert.Equal(20_000, ProgramOutline.Of(index).Count(item => item.Kind is OutlineKind.Function) + 1);
    }

    private static void Ask(string text)
    {
        var index = ProgramIndex.Of(new SourceText("x.ttvm", text));
        Assert.All(index.Names, name => Assert.Equal(name.Name, index.Source.SpanText(name.Span).ToString()));
        var hover = new ProgramHover(index, _ => null, _ => index);
        var completion = new ProgramCompletion(index, [], _ => index, []);
        foreach (var item in ProgramOutline.Of(index))
        {
            Assert.InRange(item.Span.End, item.Span.Start, text.Length);
        }

        for (int offset = 0; offset <= text.Length; offset++)
        {
            if (hover.At(offset) is { } found)
            {
                Assert.InRange(offset, found.Span.Start, found.Span.End);
            }

            var proposals = completion.At(offset);
            Assert.InRange(proposals.Span.End, proposals.Span.Start, text.Length);
            Assert.All(ProgramNavigation.References(index, offset, withDefinitions: true), name => Assert.InRange(name.Span.End, name.Span.Start, text.Length));
            Assert.All(ProgramNavigation.Definitions(index, offset, _ => index), site => Assert.InRange(site.Span.End, site.Span.Start, text.Length));
            Assert.NotNull(LabelRename.To(index, offset, "other"));
        }
    }
}
