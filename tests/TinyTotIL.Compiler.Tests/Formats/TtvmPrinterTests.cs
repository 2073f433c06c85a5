using TinyTotIL.Compiler.Bytecode;

namespace TinyTotIL.Compiler.Tests.Formats;

public sealed class TtvmPrinterTests
{
    private static string PrintOne(Opcode opcode, Operand operand) => Programs.Print(Programs.Module([Programs.Make(opcode, operand)])).Trim();

    [Fact]
    public void A_program_prints_as_one_would_write_it() => Snapshot.Verify(Programs.Print(Programs.Parse(
        """
        PUSH_INT 1
        LABEL loop
        JZ the end
        CALL f a b
        JMP loop
        JMP 99
        LABEL f
        LABEL again
        TRY
        PUSH_STR two words
        TRY
        CATCH
        END_TRY
        CATCH error
        PUSH_TEXT "a;\t\u{1F600}\u{202E}"
        END_TRY
        STORE "quoted"
        IMPORT std/math.ttvm
        REGISTER shop
        SOURCE "a b.scm" 7
        PUSH_FLOAT 1e300
        PUSH_FLOAT 2
        LABEL the end
        """)));

    [Theory]
    [InlineData("a;b", "PUSH_TEXT \"a;b\"")]
    [InlineData("a\nb", "PUSH_TEXT \"a\\nb\"")]
    [InlineData("\"quoted\"", "PUSH_TEXT \"\\\"quoted\\\"\"")]
    [InlineData("plain", "PUSH_STR \"plain\"")]
    [InlineData("", "PUSH_STR \"\"")]
    [InlineData("in\"side", "PUSH_STR \"in\"side\"")]
    public void Text_that_needs_escapes_becomes_push_text(string text, string printed) =>
        Assert.Equal(printed, PrintOne(Opcode.PushStr, new Operand.Text(text)));

    [Theory]
    [InlineData(" x ")]
    [InlineData("")]
    public void Odd_variable_names_print_in_the_quoting_spelling(string name)
    {
        foreach (var opcode in new[] { Opcode.Store, Opcode.Load })
        {
            var module = Programs.Module([Programs.Make(opcode, new Operand.Text(name))]);
            Programs.AssertEqualWithoutLines(module, Programs.Parse(Programs.Print(module)));
        }
    }

    [Theory]
    [InlineData(double.NaN, "-nan")]
    [InlineData(double.PositiveInfinity, "inf")]
    [InlineData(double.NegativeInfinity, "-inf")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1.0, "1.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e21, "1E+21")]
    [InlineData(double.Epsilon, "5E-324")]
    public void Floats_print_shortest(double value, string printed) =>
        Assert.Equal("PUSH_FLOAT " + printed, PrintOne(Opcode.PushFloat, new Operand.Float(value)));

    [Fact]
    public void A_handler_without_a_label_gets_one_that_is_free()
    {
        var module = Programs.Module(
            [Programs.Make(Opcode.Try, new Operand.Target(2)), Programs.Make(Opcode.Try, new Operand.Target(1)), Programs.Make(Opcode.Halt)],
            new Label("handler_1", 0));
        string text = Programs.Print(module);
        Assert.Contains("TRY handler_3", text, StringComparison.Ordinal);
        Assert.Contains("TRY handler_2", text, StringComparison.Ordinal);
        Assert.Equal(module.Instructions.Select(instruction => instruction.Operand), Programs.Parse(text).Instructions.Select(instruction => instruction.Operand));
    }

    [Fact]
    public void A_label_that_is_a_number_or_has_spaces_is_used_only_where_it_reads_as_a_label()
    {
        var target = new Operand.Target(3);
        var module = Programs.Module(
            [
                Programs.Make(Opcode.Jmp, target),
                Programs.Make(Opcode.Try, target),
                Programs.Make(Opcode.Call, new Operand.Call(3, ["a"])),
                Programs.Make(Opcode.Jz, new Operand.Target(0)),
            ],
            new Label("two words", 0), new Label("7", 3));
        string text = Programs.Print(module);
        Assert.Equal("\nLABEL two words\n    JMP 3\n    TRY 7\n    CALL 3 a\n\nLABEL 7\n    JZ two words\n", "\n" + text);
        Programs.AssertEqualWithoutLines(module, Programs.Parse(text));
    }

    [Theory]
    [InlineData("RECEIVE_MATCH value:\"x;y\" int ; \"a comment", "RECEIVE_MATCH value:\"x;y\" int")]
    [InlineData("RECEIVE_MATCH tag:a:\"b;c\"", "RECEIVE_MATCH tag:a:\"b")]
    [InlineData("RECEIVE_MATCH value:\"say \\\";\\\"\";int", "RECEIVE_MATCH value:\"say \\\";\\\"\"")]
    [InlineData("RECEIVE_MATCH_AFTER 7 tag:\";\" value:\";\"", "RECEIVE_MATCH_AFTER 7 tag:\";\" value:\";\"")]
    [InlineData("RECEIVE_MATCH_AFTER 7 ; any", "RECEIVE_MATCH_AFTER 7")]
    public void A_semicolon_between_the_quotation_marks_of_a_pattern_begins_no_comment(string text, string printed) =>
        Assert.Equal(printed, Programs.Print(Programs.Parse(text)).Trim());

    [Theory]
    [InlineData("tag:a;b", "tag:\"a;b\"")]
    [InlineData("int\nvalue:\"x\ny\"", "int value:\"x\\ny\"")]
    public void Patterns_that_do_not_fit_a_line_are_written_afresh(string patterns, string printed)
    {
        var module = new BytecodeModule("m", [new Instruction(Opcode.ReceiveMatch, new Operand.Text(patterns), 0)], [], null);
        Assert.Equal("RECEIVE_MATCH " + printed, Programs.Print(module).Trim());
    }

    [Fact]
    public void The_label_of_a_receive_is_one_word_whether_or_not_patterns_follow()
    {
        const string Text = "LABEL two words\nPUSH_INT 0\nMAKE_LIST 0\nRECEIVE_MATCH_AFTER 0\nRECEIVE_MATCH_AFTER 0 any";
        var module = Programs.Parse(Text);
        Assert.Equal([Opcode.ReceiveMatchOfAfter, Opcode.ReceiveMatchAfter], module.Instructions[2..].Select(instruction => instruction.Opcode));
        Assert.Equal(module.Instructions.Select(instruction => instruction.Operand), Programs.Parse(Programs.Print(module)).Instructions.Select(instruction => instruction.Operand));
    }

    [Fact]
    public void Addresses_past_the_end_print_as_numbers()
    {
        Assert.Equal("JMP 18446744073709551615", PrintOne(Opcode.Jmp, new Operand.Target(ulong.MaxValue)));
        Assert.Equal("CALL 4294967296 x", PrintOne(Opcode.Call, new Operand.Call(1UL << 32, ["x"])));
    }

    [Theory]
    [InlineData("a;b")]
    [InlineData("a\nb")]
    [InlineData(" a")]
    [InlineData("a\u3000")]
    [InlineData("")]
    public void A_field_name_that_text_cannot_hold_is_reported(string name)
    {
        var error = Assert.Single(Programs.PrintErrors(Programs.Module([Programs.Make(Opcode.GetField, new Operand.Text(name))])));
        Assert.Equal("TT1030", error.Code);
    }

    [Theory]
    [InlineData("a;b")]
    [InlineData(" a")]
    [InlineData("")]
    [InlineData("a\n")]
    public void A_label_that_text_cannot_hold_is_reported(string name) =>
        Assert.Equal("TT1031", Assert.Single(Programs.PrintErrors(Programs.Module([Programs.Make(Opcode.Halt)], new Label(name, 0)))).Code);

    [Fact]
    public void Other_things_text_cannot_hold_are_reported()
    {
        Instruction[] instructions =
        [
            Programs.Make(Opcode.Import, new Operand.Text("a;b")),
            Programs.Make(Opcode.Register, new Operand.Text("\"a\"")),
            Programs.Make(Opcode.Call, new Operand.Call(0, ["a b"])),
            Programs.Make(Opcode.Call, new Operand.Call(0, [""])),
            Programs.Make(Opcode.Try, new Operand.Target(100)),
            Programs.Make(Opcode.GetField, new Operand.Text("\uD800")),
            Programs.Make(Opcode.PushText, new Operand.Text("\uDC00")),
            Programs.Make(Opcode.PushStr, new Operand.Text(";\uDC00")),
            Programs.Make(Opcode.Store, new Operand.Text("\" ")),
        ];
        Assert.Equal(Enumerable.Repeat("TT1030", instructions.Length), Programs.PrintErrors(Programs.Module(instructions)).Select(error => error.Code));
    }

    [Fact]
    public void A_plain_part_that_would_read_as_part_of_a_block_is_reported()
    {
        Instruction[] instructions =
        [
            Programs.Make(Opcode.TryBlock, new Operand.Target(2)),
            Programs.Make(Opcode.EndTry),
            Programs.Make(Opcode.CatchBlock, new Operand.Catch(3, null)),
            Programs.Make(Opcode.EndTryBlock),
        ];
        Assert.All(Programs.PrintErrors(Programs.Module(instructions)), error => Assert.Equal("TT1030", error.Code));
    }

    [Fact]
    public void A_block_whose_catch_is_also_a_handler_is_reported()
    {
        Instruction[] instructions =
        [
            Programs.Make(Opcode.Try, new Operand.Target(2)),
            Programs.Make(Opcode.TryBlock, new Operand.Target(2)),
            Programs.Make(Opcode.CatchBlock, new Operand.Catch(3, null)),
            Programs.Make(Opcode.EndTryBlock),
        ];
        Assert.All(Programs.PrintErrors(Programs.Module(instructions)), error => Assert.Equal("TT1030", error.Code));
    }

    [Fact]
    public void A_thousand_things_text_cannot_hold_are_not_all_reported()
    {
        var instruction = Programs.Make(Opcode.Import, new Operand.Text(";"));
        Assert.Equal(101, Programs.PrintErrors(Programs.Module(Enumerable.Repeat(instruction, 1000))).Count);
    }
}
