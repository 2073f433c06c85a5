using TinyTotIL.Compiler.Bytecode;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Formats;

namespace TinyTotIL.Compiler.Tests.Formats;

public sealed class TtvmParserTests
{
    private static Operand Only(string text) => Assert.Single(Programs.Parse(text).Instructions).Operand;

    private static string TextOf(string text) => Assert.IsType<Operand.Text>(Only(text)).Value;

    [Theory]
    [InlineData("PUSH_INT 5", 5)]
    [InlineData("PUSH_INT +5", 5)]
    [InlineData("PUSH_INT -0", 0)]
    [InlineData("PUSH_INT 007", 7)]
    [InlineData("PUSH_INT 9223372036854775807", long.MaxValue)]
    [InlineData("PUSH_INT -9223372036854775808", long.MinValue)]
    public void Integers_are_read(string text, long value) => Assert.Equal(new Operand.Integer(value), Only(text));

    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData("5.", 5.0)]
    [InlineData(".5", 0.5)]
    [InlineData("+.5", 0.5)]
    [InlineData("-0", -0.0)]
    [InlineData("1", 1.0)]
    [InlineData("1e3", 1000.0)]
    [InlineData("1.E-3", 0.001)]
    [InlineData("1E+3", 1000.0)]
    [InlineData("1e999", double.PositiveInfinity)]
    [InlineData("-1e999", double.NegativeInfinity)]
    [InlineData("1e-999", 0.0)]
    [InlineData("inf", double.PositiveInfinity)]
    [InlineData("-INF", double.NegativeInfinity)]
    [InlineData("+Infinity", double.PositiveInfinity)]
    [InlineData("1e99999999999999999999", double.PositiveInfinity)]
    [InlineData("0.1", 0.1)]
    [InlineData("1.797693134862315807e308", double.MaxValue)]
    [InlineData("1.797693134862315808e308", double.PositiveInfinity)]
    [InlineData("9007199254740993", 9007199254740992.0)]
    [InlineData("9007199254740993.000000000000000000000000000000000000001", 9007199254740994.0)]
    public void Floats_are_read(string text, double value) => Assert.Equal(new Operand.Float(value), Only("PUSH_FLOAT " + text));

    [Fact]
    public void Nan_is_read_with_its_sign()
    {
        Assert.Equal(new Operand.Float(BitConverter.UInt64BitsToDouble(0x7FF8000000000000)), Only("PUSH_FLOAT NaN"));
        Assert.Equal(new Operand.Float(BitConverter.UInt64BitsToDouble(0xFFF8000000000000)), Only("PUSH_FLOAT -nan"));
    }

    [Fact]
    public void A_float_with_twenty_thousand_digits_is_exact() =>
        Assert.Equal(new Operand.Float(1.0), Only($"PUSH_FLOAT 0.{new string('0', 20_000)}1e20001"));

    [Theory]
    [InlineData("PUSH_BOOL true", true)]
    [InlineData("PUSH_BOOL false", false)]
    public void Booleans_are_read(string text, bool value) => Assert.Equal(new Operand.Bool(value), Only(text));

    [Theory]
    [InlineData("PUSH_STR \"a\\\"b\"", "a\\\"b")]
    [InlineData("PUSH_STR \"say \\\"hi\\\"\"", "say \\\"hi\\")]
    [InlineData("PUSH_STR \"\"x\"\"", "x")]
    [InlineData("PUSH_STR two words", "two words")]
    [InlineData("PUSH_STR \"\"", "")]
    [InlineData("PUSH_STR \" padded \"", " padded ")]
    [InlineData("PUSH_STR \"line\\n\"", "line\\n")]
    [InlineData("PUSH_STR a\tb", "a\tb")]
    [InlineData("PUSH_STR a\rb", "a\rb")]
    [InlineData("REGISTER \"\"shop\"\"", "shop")]
    [InlineData("REGISTER shop", "shop")]
    [InlineData("UNREGISTER shop", "shop")]
    [InlineData("WHEREIS shop", "shop")]
    [InlineData("SENDNAMED shop", "shop")]
    [InlineData("SUPERVISE_CHILD shop", "shop")]
    [InlineData("RESTART_CHILD shop", "shop")]
    [InlineData("DEMONITOR  r", " r")]
    [InlineData("STORE   x", "x")]
    [InlineData("STORE \"a\"", "\"a\"")]
    [InlineData("STORE two words", "two words")]
    [InlineData("LOAD \u00A0x\u2003", "x")]
    [InlineData("DELETE x", "x")]
    [InlineData("CAPTURE x", "x")]
    [InlineData("EXPORT x", "x")]
    [InlineData("SET_FIELD f", "f")]
    [InlineData("GET_FIELD f", "f")]
    [InlineData("HAS_FIELD f", "f")]
    [InlineData("DELETE_FIELD f", "f")]
    [InlineData("IMPORT std/math.ttvm", "std/math.ttvm")]
    [InlineData("IMPORT  \"a b\" ", "a b")]
    [InlineData("IMPORT \"\"a\"\"", "\"a\"")]
    [InlineData("IMPORT \"a", "\"a")]
    [InlineData("IMPORT \"\"", "")]
    [InlineData("STORE_VAR \"a\"", "a")]
    [InlineData("LOAD_VAR  \"\"a\"\"", "a")]
    [InlineData("PUSH_TEXT \"a;b\" ; comment", "a;b")]
    [InlineData("PUSH_TEXT   \"spaced\"", "spaced")]
    [InlineData("PUSH_TEXT \"\\n\\r\\t\\0\\\"\\\\\\u{1F600}\\u{e9}\"", "\n\r\t\0\"\\\U0001F600\u00E9")]
    [InlineData("PUSH_TEXT \"\\\";\";x", "\";")]
    [InlineData("PUSH_TEXT \"\"", "")]
    public void Texts_and_names_are_read(string text, string value) => Assert.Equal(value, TextOf(text));

    [Theory]
    [InlineData("MAKE_LIST 3", 3)]
    [InlineData("MAKE_LIST +3", 3)]
    [InlineData("MAKELIST 3", 3)]
    [InlineData("SEND 18446744073709551615", ulong.MaxValue)]
    [InlineData("LINK 2", 2)]
    [InlineData("UNLINK 2", 2)]
    [InlineData("MONITOR 2", 2)]
    public void Counts_and_pids_are_read(string text, ulong value) => Assert.Equal(new Operand.Number(value), Only(text));

    [Theory]
    [InlineData("JMP 7", 7)]
    [InlineData("JZ  +7 ", 7)]
    [InlineData("JNZ 18446744073709551615", ulong.MaxValue)]
    public void Numeric_addresses_are_not_checked(string text, ulong address) => Assert.Equal(new Operand.Target(address), Only(text));

    [Fact]
    public void A_number_wins_over_a_label_of_the_same_text() => Assert.Equal(new Operand.Target(5), Only("LABEL 5\nJMP 5"));

    [Fact]
    public void A_number_beyond_64_bits_is_a_label() =>
        Assert.Equal(new Operand.Target(1), Programs.Parse("JMP 18446744073709551616\nLABEL 18446744073709551616\n").Instructions[0].Operand);

    [Fact]
    public void A_try_takes_a_label_that_looks_like_a_number() =>
        Assert.Equal(new Operand.Target(1), Programs.Parse("TRY 5\nLABEL 5\nHALT").Instructions[0].Operand);

    [Fact]
    public void Labels_may_contain_spaces_and_be_used_before_they_are_defined()
    {
        var module = Programs.Parse("JMP  the  end \nHALT\nLABEL   the  end  ");
        Assert.Equal(new Operand.Target(2), module.Instructions[0].Operand);
        Assert.Equal([new Label("the  end", 2)], module.Labels.AsEnumerable());
    }

    [Fact]
    public void The_last_definition_of_a_label_wins_everywhere()
    {
        var module = Programs.ParseWithWarnings("LABEL a\nJMP a\nLABEL b\nLABEL a\nHALT", out _);
        Assert.Equal(new Operand.Target(1), module.Instructions[0].Operand);
        Assert.Equal([new Label("b", 1), new Label("a", 1)], module.Labels.AsEnumerable());
    }

    [Theory]
    [InlineData("CALL 3", 3, "")]
    [InlineData("CALL  f \t a\u00A0b", 0, "a b")]
    [InlineData("MAKE_FUNCTION f x", 0, "x")]
    [InlineData("MAKE_LAMBDA +4 x y", 4, "x y")]
    [InlineData("TAIL_CALL f x x", 0, "x x")]
    public void Calls_take_an_address_and_names(string text, ulong address, string names) =>
        Assert.Equal(new Operand.Call(address, [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries)]), Only("LABEL f\n" + text));

    [Theory]
    [InlineData("SEND", "SendTo")]
    [InlineData("SEND 2", "Send")]
    [InlineData("GET_FIELD", "GetFieldNamed")]
    [InlineData("GET_FIELD f", "GetField")]
    [InlineData("SET_FIELD", "SetFieldNamed")]
    [InlineData("OBJECT_SET", "SetFieldNamed")]
    [InlineData("REGISTER", "RegisterNamed")]
    [InlineData("REGISTER \"\"", "Register")]
    [InlineData("DEMONITOR", "DemonitorOf")]
    [InlineData("NEW_LIST", "NewList")]
    [InlineData("NEW_OBJECT", "MakeObject")]
    [InlineData("ADD ; and a comment", "Add")]
    [InlineData("STARTSUPERVISOR", "StartSupervisor")]
    public void The_presence_of_an_operand_chooses_the_form(string text, string opcode) =>
        Assert.Equal(opcode, Assert.Single(Programs.Parse(text).Instructions).Opcode.ToString());

    [Theory]
    [InlineData("SOURCE \"a;b.scm\" 12 ; x", "a;b.scm", 12)]
    [InlineData("SOURCE \"a\\\\b\"12", "a\\b", 12)]
    [InlineData("SOURCE \"a\" 12 3", "a", 12, 3)]
    public void Source_positions_are_read(string text, string file, int line, int column = 0) => Assert.Equal(new Operand.SourceLine(file, line, column), Only(text));

    [Fact]
    public void Comments_blank_lines_and_line_ends_do_not_count()
    {
        var module = Programs.Parse("; all\r\n\r\n  PUSH_INT 1 \r\n\t\u3000\nLABEL x ; here\n\tPRINT;\r\n");
        Assert.Equal([Opcode.PushInt, Opcode.Print], module.Instructions.Select(instruction => instruction.Opcode));
        Assert.Equal([3, 6], module.Instructions.Select(instruction => instruction.Line));
        Assert.Equal([new Label("x", 1)], module.Labels.AsEnumerable());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("; nothing")]
    [InlineData("\r")]
    public void An_empty_program_is_a_program(string text) => Assert.Empty(Programs.Parse(text).Instructions);

    [Fact]
    public void White_space_is_what_unicode_calls_white_space()
    {
        string space = "\t\v\f\r \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000";
        Assert.Equal(Opcode.Add, Assert.Single(Programs.Parse(space + "ADD" + space).Instructions).Opcode);
        foreach (char other in "\u200B\u180E\uFEFF\u001C\u001F")
        {
            Assert.Equal($"Parse error on line 1: ADD{other}", Programs.Errors($"ADD{other}")[0].UpstreamText);
        }
    }

    [Fact]
    public void Bytes_must_be_utf8()
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(TtvmParser.ParseBytes("dir/p.ttvm", [.. "ADD\nPUSH_STR "u8, 0xE9, 0x0A], diagnostics));
        var diagnostic = Assert.Single(diagnostics.All);
        Assert.Equal("File operation failed on dir/p.ttvm: stream did not contain valid UTF-8", diagnostic.UpstreamText);
        Assert.Equal(13, diagnostic.ByteOffset);
        Assert.Equal("dir/p.ttvm: byte 13: error TT1020: the file is not valid UTF-8: byte 0xE9 in line 2 does not belong", diagnostic.Render());
    }

    [Fact]
    public void A_byte_order_mark_spoils_the_first_line()
    {
        var diagnostics = new DiagnosticBag();
        Assert.Null(TtvmParser.ParseBytes("p.ttvm", [0xEF, 0xBB, 0xBF, .. "HALT"u8], diagnostics));
        var diagnostic = Assert.Single(diagnostics.All);
        Assert.Equal("TT1003", diagnostic.Code);
        Assert.Equal("Parse error on line 1: \uFEFFHALT", diagnostic.UpstreamText);
    }
}
