using System.Text;
using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Formats;

namespace TinyTotIL.Compiler.Tests.Formats;

public sealed class TtvmWarningTests
{
    private static IReadOnlyList<Diagnostic> Warnings(string text)
    {
        Programs.ParseWithWarnings(text, out var warnings);
        return warnings;
    }

    private static string TextOf(string text) =>
        Assert.IsType<Operand.Text>(Assert.Single(Programs.ParseWithWarnings(text, out _).Instructions).Operand).Value;

    [Theory]
    [InlineData("PUSH_STR \"a;b\"", "a")]
    [InlineData("PUSH_STR \"a ; b\" ; c", "a")]
    [InlineData("PUSH_STR \";\"", "")]
    [InlineData("PUSH_STR \"; \"", "")]
    [InlineData("PUSH_STR  \"a;b\"", " \"a")]
    [InlineData("PUSH_STR \"say \\\"hi;\\\"\"", "say \\\"hi")]
    [InlineData("PUSH_STR \"a\t;b\"\r\n", "a")]
    public void A_semicolon_that_cuts_quoted_text_warns(string text, string value)
    {
        var warning = Assert.Single(Warnings(text));
        Assert.Equal(("TT1023", Severity.Warning, 1), (warning.Code, warning.Severity, warning.Span.Length));
        Assert.Equal(text.IndexOf(';', StringComparison.Ordinal), warning.Span.Start);
        Assert.Null(warning.UpstreamText);
        Assert.Equal(value, TextOf(text));
    }

    [Theory]
    [InlineData("PUSH_STR \"x\" ; expect: \"x\"")]
    [InlineData("PUSH_STR \"x\"; \"")]
    [InlineData("PUSH_STR \"x\" or \"y\"")]
    [InlineData("PUSH_STR \"\"")]
    [InlineData("PUSH_STR \"C:\\new\\table\"")]
    [InlineData("PUSH_STR \"\\\\server\\new\"")]
    [InlineData("PUSH_STR \"a\\\\n \\d\"")]
    [InlineData("PUSH_STR a\\nb")]
    [InlineData("PUSH_STR \"issue #5\"")]
    [InlineData("PUSH_STR issue #5")]
    [InlineData("PUSH_STR \"https://example.org\"")]
    [InlineData("PUSH_TEXT \"a\\nb\"")]
    [InlineData("STORE_VAR \"x\"\nLOAD_VAR \"x\"")]
    [InlineData("REGISTER \"x\"")]
    [InlineData("STORE a#b\nSTORE a//b")]
    [InlineData("STORE \"")]
    [InlineData("STORE \"\"")]
    [InlineData("PUSH_STR \"C:\\\" ; \"z\"")]
    [InlineData("PUSH_STR two words ; c")]
    [InlineData("PUSH_STR two words ; \"c\"")]
    [InlineData("PUSH_STR  two ; \"c\"")]
    [InlineData("PUSH_TEXT  \"a;b\" ; \"c\"")]
    [InlineData("STORE \"a;b\"")]
    [InlineData("CATCH ; \"error\"")]
    [InlineData("TRY\nCATCH error\nEND_TRY")]
    [InlineData("PRINT ; \"it\"")]
    [InlineData("GET_FIELD f\nSEND 2\nRET")]
    [InlineData("LABEL a\nLABEL b\nLABEL A\nJMP a")]
    public void What_is_usual_does_not_warn(string text) => Assert.Empty(Warnings(text));

    [Theory]
    [InlineData("PUSH_STR  \"hi\"", " \"hi", 1)]
    [InlineData("PUSH_STR   \"x\" ; \"c\"", "  \"x", 2)]
    [InlineData("PUSH_STR \t\"x\"", "\t\"x", 1)]
    public void A_second_space_before_a_quotation_mark_warns(string text, string value, int length)
    {
        var warning = Assert.Single(Warnings(text));
        Assert.Equal(("TT1024", Severity.Warning, 10, length), (warning.Code, warning.Severity, warning.Column, warning.Span.Length));
        Assert.Equal(value, TextOf(text));
    }

    [Theory]
    [InlineData("PUSH_STR \"a\\nb\"", "a\\nb", "\\n")]
    [InlineData("PUSH_STR \"\\tb\\n\"", "\\tb\\n", "\\t")]
    [InlineData("PUSH_STR \"say \\\"hi\\\"\"", "say \\\"hi\\", "\\\"")]
    [InlineData("PUSH_STR \"\\u{41}\"", "\\u{41}", "\\u")]
    public void An_escape_in_plain_text_warns(string text, string value, string escape)
    {
        var warning = Assert.Single(Warnings(text));
        Assert.Equal(("TT1032", text.IndexOf('\\', StringComparison.Ordinal), 2), (warning.Code, warning.Span.Start, warning.Span.Length));
        Assert.Contains($"keeps '{escape}' as it is", warning.Message, StringComparison.Ordinal);
        Assert.Equal(value, TextOf(text));
    }

    [Theory]
    [InlineData("TT1033", "PUSH_STR \"a", "a")]
    [InlineData("TT1033", "PUSH_STR a\"", "a")]
    [InlineData("TT1033", "PUSH_STR \"", "")]
    [InlineData("TT1033", "PUSH_STR \"x\" y ; \"z\"", "x\" y")]
    [InlineData("TT1033", "PUSH_STR \"open ; no mark", "open")]
    [InlineData("TT1033", "PUSH_STR say \"hi\"", "say \"hi")]
    [InlineData("TT1034", "PUSH_STR \"say \"hi\"\"", "say \"hi")]
    [InlineData("TT1034", "PUSH_STR \"\"x\"\"", "x")]
    public void Quotation_marks_that_do_not_pair_warn(string code, string text, string value)
    {
        var warning = Assert.Single(Warnings(text));
        Assert.Equal(code, warning.Code);
        Assert.Contains($"'{value}'", warning.Message, StringComparison.Ordinal);
        Assert.Equal(value, TextOf(text));
    }

    [Fact]
    public void A_name_in_quotation_marks_warns_once()
    {
        var warnings = Warnings("STORE \"y\"\nLOAD \"y\"\nSET_FIELD \"x\"\n");
        Assert.Equal([("TT1035", 1, 7), ("TT1035", 3, 11)], warnings.Select(warning => (warning.Code, warning.Line, warning.Column)));
        Assert.Equal("these quotation marks belong to the name; SET_FIELD takes it without: x", warnings[1].Message);
    }

    [Theory]
    [InlineData("CATCH error")]
    [InlineData("TRY h\nLABEL h\nCATCH error\nPOP")]
    [InlineData("TRY\nTRY h\nCATCH error\nEND_TRY\nCATCH\nEND_TRY\nLABEL h")]
    public void A_variable_that_CATCH_ignores_warns(string text) =>
        Assert.Equal(("TT1036", "error"), (Assert.Single(Warnings(text)).Code, text.Substring(Warnings(text)[0].Span.Start, 5)));

    [Theory]
    [InlineData("STORE x # the sum", "# the sum")]
    [InlineData("STORE x // the sum", "// the sum")]
    [InlineData("LABEL f # of x", "# of x")]
    [InlineData("CALL 0 x #2 // or", "#2 // or")]
    [InlineData("PUSH_STR \"a\" # say \"hi\"", "# say \"hi\"")]
    [InlineData("GET_FIELD \"x\" # quoted", "# quoted")]
    public void A_comment_of_another_language_in_an_operand_warns(string text, string comment)
    {
        var warning = Assert.Single(Warnings(text));
        Assert.Equal(("TT1037", comment), (warning.Code, text.Substring(warning.Span.Start, warning.Span.Length)));
    }

    [Fact]
    public void Every_definition_of_a_label_but_the_last_warns()
    {
        var warnings = Warnings("LABEL a\nJMP a\nLABEL b\n  LABEL  a ; again\nHALT\nLABEL a\n");
        Assert.Equal([("TT1025", 1, 7), ("TT1025", 4, 10)], warnings.Select(warning => (warning.Code, warning.Line, warning.Column)));
        Assert.All(warnings, warning => Assert.Equal("label 'a' is defined again; the last definition, on line 6, counts everywhere", warning.Message));
    }

    [Theory]
    [InlineData("HALT now", "HALT takes no operand: 'now' is ignored", Opcode.Halt)]
    [InlineData("PRINT   two words ; c", "PRINT takes no operand: 'two words' is ignored", Opcode.Print)]
    [InlineData("END_TRY x", "END_TRY takes no operand: 'x' is ignored", Opcode.EndTry)]
    [InlineData("ADD # sum", "ADD takes no operand: '# sum' is ignored; a comment begins with ';'", Opcode.Add)]
    [InlineData("ADD // sum", "ADD takes no operand: '// sum' is ignored; a comment begins with ';'", Opcode.Add)]
    [InlineData("DUMPSCOPE x", "DUMPSCOPE takes no operand: 'x' is ignored", Opcode.DumpScope)]
    internal void An_operand_where_none_belongs_warns(string text, string message, Opcode opcode)
    {
        var module = Programs.ParseWithWarnings(text, out var warnings);
        Assert.Equal(new Instruction(opcode, Operand.None.Instance, Line: 1), Assert.Single(module.Instructions));
        var warning = Assert.Single(warnings);
        Assert.Equal(("TT1026", Severity.Warning, message), (warning.Code, warning.Severity, warning.Message));
    }

    [Fact]
    public void The_end_of_a_structured_block_warns_once_about_its_operand() =>
        Assert.Equal([("TT1026", 3)], Warnings("TRY\nCATCH error\nEND_TRY now\n").Select(warning => (warning.Code, warning.Line)));

    [Fact]
    public void After_a_hundred_warnings_one_note_ends_the_list()
    {
        var warnings = Warnings(string.Concat(Enumerable.Repeat("PRINT x\nPUSH_STR  \"y\"\n", 75)));
        Assert.Equal(101, warnings.Count);
        Assert.All(warnings.Take(100), warning => Assert.Equal(Severity.Warning, warning.Severity));
        Assert.Equal(("TT1027", Severity.Note), (warnings[100].Code, warnings[100].Severity));
    }

    [Fact]
    public void Exactly_a_hundred_warnings_are_not_too_many() =>
        Assert.Equal(100, Warnings(string.Concat(Enumerable.Repeat("PRINT x\n", 100))).Count);

    [Fact]
    public void Warnings_take_no_room_from_errors()
    {
        var found = Programs.Errors(string.Concat(Enumerable.Repeat("PRINT x\n", 150)) + "FOO\n");
        Assert.Equal("TT1001", Assert.Single(found, diagnostic => diagnostic.Severity == Severity.Error).Code);

        found = Programs.Errors(string.Concat(Enumerable.Repeat("PRINT x\nPRINT x\nFOO\n", 150)));
        Assert.Equal(100, found.Count(diagnostic => diagnostic.Severity == Severity.Error));
        Assert.Equal(100, found.Count(diagnostic => diagnostic.Severity == Severity.Warning));
        Assert.Equal(["TT1022", "TT1027"], found.Where(diagnostic => diagnostic.Severity == Severity.Note).Select(note => note.Code));
    }

    [Theory]
    [InlineData("STORE f\nCALL f", "'LOAD f' and then 'CALL_FUNCTION' call")]
    [InlineData("STORE_VAR \"f\"\nCALL f x y", "'LOAD f' and then 'CALL_FUNCTION' call")]
    [InlineData("CALL f\nSTORE  f ; later", "'LOAD f' and then 'CALL_FUNCTION' call")]
    [InlineData("STORE f\nLABEL ff\nTAIL_CALL f", "'LOAD f' and then 'TAIL_CALL_FUNCTION' call")]
    public void A_call_of_a_variable_is_told_how_to_call_it(string text, string part)
    {
        var error = Assert.Single(Programs.Errors(text));
        Assert.Equal(("TT1011", "Unknown label: f"), (error.Code, error.UpstreamText));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("STORE f\nJMP f")]
    [InlineData("LOAD f\nCALL f")]
    [InlineData("STORE F\nCALL f")]
    [InlineData("LABEL STORE f\nCALL f")]
    public void Other_unknown_labels_are_not(string text) =>
        Assert.DoesNotContain("variable", Assert.Single(Programs.Errors(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_binary_file_read_as_text_is_called_one()
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(TtvmParser.ParseBytes("p.ttvm", TtbWriter.Write(Programs.Parse("HALT")), diagnostics));
        var error = Assert.Single(diagnostics.All);
        Assert.Equal(("TT1028", Severity.Error), (error.Code, error.Severity));
        Assert.Equal("File operation failed on p.ttvm: stream did not contain valid UTF-8", error.UpstreamText);
    }

    [Fact]
    public void Printed_text_has_nothing_to_warn_about()
    {
        var text = new StringBuilder();
        foreach (string value in (string[])["a;b", " \\\"hi", "\\\"", "\\\";\\\"", "  \\\"x\\\"", " x"])
        {
            text.Append("PUSH_TEXT \"").Append(value).Append("\"\n");
        }

        var module = Programs.ParseWithWarnings($"LABEL a\nHALT now\n{text}LABEL a\n", out _);
        Assert.Empty(Warnings(Programs.Print(module)));
    }
}
