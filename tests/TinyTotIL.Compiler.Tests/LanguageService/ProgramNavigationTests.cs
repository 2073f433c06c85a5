using TinyTotIL.Compiler.LanguageService;
using TinyTotIL.Compiler.Text;

namespace TinyTotIL.Compiler.Tests.LanguageService;

public sealed class ProgramNavigationTests
{
    [Theory]
    [InlineData("JMP e|nd", "LABEL end")]
    [InlineData("JMP end|", "LABEL end")]
    [InlineData("JZ  |end", "LABEL end")]
    [InlineData("CALL |end a b", "LABEL end")]
    [InlineData("TRY e|nd", "LABEL end")]
    [InlineData("MAKE_LAMBDA end|", "LABEL end")]
    [InlineData("RECEIVE_AFTER e|nd", "LABEL end")]
    [InlineData("RECEIVE_MATCH_AFTER e|nd value:\"end\"", "LABEL end")]
    [InlineData("  LABEL e|nd ; twice", "LABEL end")]
    public void A_label_leads_to_its_definition(string use, string definition)
    {
        var text = new MarkedText(use, "NULL", definition, "HALT");
        Assert.Equal(["3:7 end"], Definitions(text));
    }

    [Fact]
    public void Of_labels_defined_twice_the_last_one_counts()
    {
        var text = new MarkedText("LABEL a", "JMP |a", "LABEL a");
        Assert.Equal(["3:7 a"], Definitions(text));
        Assert.Equal(["1:7 a", "2:5 a", "3:7 a"], References(text));
    }

    [Theory]
    [InlineData("J|MP end")]
    [InlineData("JMP nowhere|")]
    [InlineData("; JMP e|nd")]
    [InlineData("PUSH_STR e|nd")]
    [InlineData("HALT e|nd")]
    [InlineData("UNKNOWN e|nd")]
    [InlineData("|")]
    public void What_is_no_label_leads_nowhere(string line) => Assert.Empty(Definitions(new MarkedText(line, "LABEL end")));

    [Fact]
    public void A_label_may_contain_spaces()
    {
        var text = new MarkedText("JMP   the e|nd  ; of it", "LABEL   the end", "CALL the end");
        Assert.Equal(["2:9 the end"], Definitions(text));
        Assert.Equal(["1:7 the end", "2:9 the end"], References(text));
    }

    [Fact]
    public void A_number_leads_to_the_instruction_of_that_number()
    {
        Assert.Equal(["4:3 ADD"], Definitions(new MarkedText("JMP |2", "LABEL 2", "NULL", "  ADD ; sum")));
        Assert.Empty(Definitions(new MarkedText("JMP |99999999999999999999")));
        Assert.Empty(Definitions(new MarkedText("JMP |18446744073709551615")));
        Assert.Empty(Definitions(new MarkedText("JMP |1")));
    }

    [Fact]
    public void A_variable_leads_to_where_its_function_sets_it()
    {
        var text = new MarkedText(
            "PUSH_INT 1", "STORE x", "CALL f y", "LOAD x", "HALT",
            "LABEL f", "LOAD |x", "RET", "JMP 9", "LABEL unreached", "STORE x");
        Assert.Equal(["11:7 x"], Definitions(text));
        Assert.Equal(["7:6 x", "11:7 x"], References(text));
    }

    [Fact]
    public void Code_that_a_jump_goes_around_belongs_to_its_own_function()
    {
        var text = new MarkedText("JMP main", "LABEL f", "STORE x", "RET", "LABEL main", "NULL", "STORE x", "CALL f", "LOAD |x");
        Assert.Equal(["7:7 x"], Definitions(text));
    }

    [Fact]
    public void Parameters_belong_to_the_function_that_is_called()
    {
        var text = new MarkedText("LOAD n", "CALL f n m", "HALT", "MAKE_FUNCTION f n", "LABEL f", "LOAD |n", "RET");
        Assert.Equal(["2:8 n", "4:17 n"], Definitions(text));
        Assert.Equal(["2:8 n", "4:17 n", "6:6 n"], References(text));
    }

    [Fact]
    public void What_a_closure_captures_is_a_variable_of_both_functions()
    {
        var text = new MarkedText("STORE x", "CAPTURE x", "MAKE_LAMBDA f", "HALT", "LABEL f", "LOAD |x", "RET");
        Assert.Equal(["2:9 x"], Definitions(text));
        var outer = new MarkedText("STORE x", "CAPTURE |x", "MAKE_LAMBDA f", "HALT", "LABEL f", "LOAD x", "RET");
        Assert.Equal(["1:7 x"], Definitions(outer));
    }

    [Fact]
    public void A_caught_exception_is_a_variable()
    {
        var text = new MarkedText("TRY", "THROW", "CATCH error", "LOAD |error", "END_TRY");
        Assert.Equal(["3:7 error"], Definitions(text));
    }

    [Fact]
    public void Quotation_marks_of_upstreams_benchmarks_are_not_part_of_names() =>
        Assert.Equal(["1:13 x"], Definitions(new MarkedText("STORE_VAR  \"x\"", "LOAD_VAR \"|x\"")));

    [Fact]
    public void An_imported_name_leads_into_its_module()
    {
        var text = new MarkedText("IMPORT lib.ttvm", "LOAD f|", "LOAD pi");
        text.Modules["lib.ttvm"] = "MAKE_FUNCTION double n\nSTORE f\nEXPORT f\nEXPORT pi\nHALT\nLABEL double\nRET\n";
        var site = Assert.Single(ProgramNavigation.Definitions(text.Index, text.Offset, text.Module));
        Assert.Equal(("lib.ttvm", "double"), (site.Module, site.Source.SpanText(site.Span).ToString()));
        Assert.Equal(6, site.Source.LineOf(site.Span.Start));
        site = Assert.Single(ProgramNavigation.Definitions(text.Index, text.Index.Source.Text.Length - 1, text.Module));
        Assert.Equal(("pi", 4), (site.Source.SpanText(site.Span).ToString(), site.Source.LineOf(site.Span.Start)));
    }

    [Theory]
    [InlineData("IMPORT li|b.ttvm")]
    [InlineData("IMPORT \"lib|.ttvm\"")]
    public void A_path_leads_to_its_module(string line)
    {
        var text = new MarkedText(line);
        Assert.Empty(ProgramNavigation.Definitions(text.Index, text.Offset, text.Module));
        text.Modules["lib.ttvm"] = "NULL\n";
        Assert.Equal(("lib.ttvm", default(SourceSpan)), ProgramNavigation.Definitions(text.Index, text.Offset, text.Module).Select(site => (site.Module, site.Span)).Single());
    }

    [Fact]
    public void References_can_leave_out_the_definition()
    {
        var text = new MarkedText("JMP a", "LABEL a|", "JMP a");
        Assert.Equal(["1:5 a", "3:5 a"], ProgramNavigation.References(text.Index, text.Offset, withDefinitions: false).Select(name => text.Show(name.Span)));
    }

    [Fact]
    public void Names_of_processes_and_fields_and_runtime_functions_have_places_too()
    {
        Assert.Equal(["1:11 w", "2:9 w"], References(new MarkedText("REGISTER \"w\"", "WHEREIS |w")));
        Assert.Equal(["1:11 f", "2:11 f"], References(new MarkedText("SET_FIELD f", "GET_FIELD |f", "LOAD f")));
        Assert.Equal(["1:8 my.f", "2:8 my.f"], References(new MarkedText("EXTERN my.f \"System.Math::Abs\"", "NATIVE |my.f 1")));
    }

    private static IEnumerable<string> Definitions(MarkedText text) =>
        ProgramNavigation.Definitions(text.Index, text.Offset, text.Module).Select(site => text.Show(site.Span));

    private static IEnumerable<string> References(MarkedText text) =>
        ProgramNavigation.References(text.Index, text.Offset, withDefinitions: true).Select(name => text.Show(name.Span));
}
