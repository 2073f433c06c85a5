using TinyTotIL.Compiler.LanguageService;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Tests.LanguageService;

public sealed class ProgramOutlineTests
{
    [Fact]
    public void Functions_hold_their_labels_and_the_rest_stands_beside_them() => Assert.Equal(
        """
        Import lib.ttvm 1
        Function f 5-10
          Label loop 7
          Label done 9
        Function g 11-12
        Label main 14
        Export f 16
        """,
        Outline(
            "IMPORT lib.ttvm", "CALL g", "JMP main", "; A function.",
            "LABEL f", "LOAD n", "LABEL loop", "JZ loop", "LABEL done", "RET",
            "LABEL g", "RET", "",
            "LABEL main", "MAKE_FUNCTION f n", "EXPORT f"));

    [Theory]
    [InlineData("LABEL a\nLABEL b\nCALL b\n", "Label a 1\nFunction b 2-3")]
    [InlineData("CALL e\nLABEL e", "Function e 2-2")]
    [InlineData("LABEL e", "Label e 1")]
    [InlineData("", "")]
    public void Odd_programs_have_outlines_too(string text, string outline) => Assert.Equal(outline, Outline(text.Split('\n')));

    private static string Outline(params string[] lines)
    {
        var source = new SourceText("x.ttvm", string.Join('\n', lines));
        return string.Join('\n', ProgramOutline.Of(ProgramIndex.Of(source)).SelectMany(item => Show(item, source, "")));
    }

    private static IEnumerable<string> Show(OutlineItem item, SourceText source, string indent)
    {
        Assert.True(item.NameSpan.Start >= item.Span.Start && item.NameSpan.End <= item.Span.End);
        Assert.All(item.Children, child => Assert.True(child.Span.Start >= item.Span.Start && child.Span.End <= item.Span.End));
        int first = source.LineOf(item.Span.Start), last = source.LineOf(item.Span.End);
        string lines = item.Kind == OutlineKind.Function ? $"{first}-{last}" : $"{first}";
        return item.Children.SelectMany(child => Show(child, source, indent + "  ")).Prepend($"{indent}{item.Kind} {item.Name} {lines}");
    }
}
