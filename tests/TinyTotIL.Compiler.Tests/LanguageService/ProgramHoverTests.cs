using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.LanguageService;

namespace TinyTotIL.Compiler.Tests.LanguageService;

public sealed class ProgramHoverTests
{
    [Fact]
    public void An_instruction_shows_its_effect_and_what_it_does() => Assert.Equal(
        "```ttvm\nADD  ; ( a b -- r )\n```\nAdds two numbers; integers wrap, a float makes the result a float.",
        Hover("  A|DD"));

    [Fact]
    public void Every_instruction_has_something_to_show() => Assert.All(
        InstructionSet.Spellings,
        spelling => Assert.Contains(InstructionSet.WithSpelling(spelling)[0].Effect, Hover("|" + spelling) + Hover("|" + spelling + " x"), StringComparison.Ordinal));

    [Theory]
    [InlineData("TR|Y label", "TRY label")]
    [InlineData("TR|Y", "TRY  ;")]
    [InlineData("SE|ND 5", "SEND pid")]
    [InlineData("SE|ND", "( v ")]
    public void Of_two_forms_the_one_is_shown_that_stands_there(string line, string shown) => Assert.Contains(shown, Hover(line), StringComparison.Ordinal);

    [Theory]
    [InlineData("MAKE|LIST 2", "Another spelling of `MAKE_LIST`.")]
    [InlineData("SWA|P", "An addition to TinyTotVM's language.")]
    [InlineData("READ_F|ILE", "Needs permission: `read`.")]
    public void What_else_there_is_to_know_of_an_instruction_is_said(string line, string shown) => Assert.Contains(shown, Hover(line), StringComparison.Ordinal);

    [Theory]
    [InlineData("UNK|NOWN")]
    [InlineData("; A|DD")]
    [InlineData("PUSH_INT |5")]
    [InlineData("NATIVE no.such| 1")]
    [InlineData("|")]
    public void Where_nothing_is_to_be_said_nothing_is(string line) => Assert.Null(Hover(line));

    [Fact]
    public void A_label_shows_where_it_is_how_it_is_called_and_its_comments() => Assert.Equal(
        """
        ```ttvm
        LABEL f
        ```
        Function on line 6, address 3

        Called with `a`, `b`

        Called with no parameters

        Used 3 times in this file

        ---
        Adds.  
        Not \*more\*, see `a*b`.  
        ( a b -- sum )
        """,
        Hover("CALL |f a b", "CALL f a b", "MAKE_FUNCTION f", "; Adds.", ";; Not *more*, see `a*b`.", "LABEL f  ; ( a b -- sum )", "RET"));

    [Theory]
    [InlineData("JMP |a", "There is no label `a`.")]
    [InlineData("LABEL |a", "```ttvm\nLABEL a\n```\nLabel on line 1, address 0\n\nNot used in this file")]
    [InlineData("JMP |0", "Instruction 0, on line 1: `JMP 0`")]
    public void Labels_say_what_is_wrong_with_them(string line, string shown) => Assert.Equal(shown, Hover(line));

    [Fact]
    public void A_variable_shows_its_function_and_its_places() => Assert.Equal(
        "Variable `n` of function `f`\n\nParameter on line 1\n\nSet on line 6\n\nUsed on lines 4, 7",
        Hover("CALL f n", "HALT", "LABEL f", "LOAD |n", "NULL", "STORE n", "DELETE n", "RET"));

    [Fact]
    public void An_imported_variable_shows_the_function_it_holds()
    {
        var text = new MarkedText("IMPORT lib.ttvm", "LOAD f|");
        text.Modules["lib.ttvm"] = "MAKE_FUNCTION double n\nSTORE f\nEXPORT f\nHALT\n; Twice as much.\nLABEL double\nRET\n";
        string? shown = new ProgramHover(text.Index, _ => null, text.Module).At(text.Offset)?.Markdown;
        Assert.Contains("Imported from `lib.ttvm`\n\n```ttvm\nLABEL double\n```\nFunction on line 6, address 4\n\nCalled with `n`", shown, StringComparison.Ordinal);
        Assert.EndsWith("Twice as much.", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_module_shows_what_it_is_for_and_what_it_exports()
    {
        var text = new MarkedText("IMPORT l|ib.ttvm");
        text.Modules["lib.ttvm"] = "; Things.\nSTORE a\nEXPORT a\nEXPORT b\n";
        Assert.Equal("Module `lib.ttvm`\n\nThings.\n\nExports `a`, `b`", new ProgramHover(text.Index, _ => null, text.Module).At(text.Offset)?.Markdown);
        Assert.Equal("Module `other`: there is no such text", Hover("IMPORT other|"));
    }

    [Fact]
    public void A_runtime_function_shows_its_parameters()
    {
        var text = new MarkedText("NATIVE my.f|unction 1");
        var native = new NativeDescription("my.function", [new NativeParameter("x", "Int", "A number.")], "Str", "Says <it>.");
        var hover = new ProgramHover(text.Index, name => name == native.Name ? native : null, text.Module).At(text.Offset);
        Assert.Equal("```ttvm\nNATIVE my.function 1  ; ( x:Int -- Str )\n```\nSays \\<it\\>.\n\n- `x`: A number.", hover?.Markdown);
        Assert.Equal("1:8 my.function", text.Show(hover!.Span));
    }

    [Fact]
    public void A_method_of_dotnet_shows_the_line_that_names_it() =>
        Assert.Equal("```ttvm\nEXTERN abs \"System.Math::Abs\"\n```\nA method of .NET, named on line 1", Hover("EXTERN abs \"System.Math::Abs\"", "NATIVE ab|s 1"));

    private static string? Hover(params string[] lines)
    {
        var text = new MarkedText(lines);
        return new ProgramHover(text.Index, _ => null, text.Module).At(text.Offset)?.Markdown.ReplaceLineEndings("\n");
    }
}
