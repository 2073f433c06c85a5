using TinyTotIL.Compiler.Diagnostics;

namespace TinyTotIL.Compiler.Tests.Formats;

public sealed class TtvmParseErrorTests
{
    [Theory]
    [InlineData("FOO 1", "Parse error on line 1: FOO 1")]
    [InlineData("  FOO  1 ; x", "Parse error on line 1: FOO  1")]
    [InlineData("push_int 1", "Parse error on line 1: push_int 1")]
    [InlineData("PUSH_INT\t5", "Parse error on line 1: PUSH_INT\t5")]
    [InlineData("LABEL", "Parse error on line 1: LABEL")]
    [InlineData("LABEL ; a", "Parse error on line 1: LABEL")]
    [InlineData("LABEL\tx", "Parse error on line 1: LABEL\tx")]
    [InlineData("PUSH_INT  5", "Parse error on line 1: Invalid integer:  5")]
    [InlineData("PUSH_INT 5.0", "Parse error on line 1: Invalid integer: 5.0")]
    [InlineData("PUSH_INT +", "Parse error on line 1: Invalid integer: +")]
    [InlineData("PUSH_INT 9223372036854775808", "Parse error on line 1: Invalid integer: 9223372036854775808")]
    [InlineData("PUSH_INT 5\0", "Parse error on line 1: Invalid integer: 5\0")]
    [InlineData("PUSH_INT \u0665", "Parse error on line 1: Invalid integer: \u0665")]
    [InlineData("PUSH_FLOAT .", "Parse error on line 1: Invalid float: .")]
    [InlineData("PUSH_FLOAT e5", "Parse error on line 1: Invalid float: e5")]
    [InlineData("PUSH_FLOAT 1e", "Parse error on line 1: Invalid float: 1e")]
    [InlineData("PUSH_FLOAT 1e5.0", "Parse error on line 1: Invalid float: 1e5.0")]
    [InlineData("PUSH_FLOAT 1_0", "Parse error on line 1: Invalid float: 1_0")]
    [InlineData("PUSH_FLOAT 0x1", "Parse error on line 1: Invalid float: 0x1")]
    [InlineData("PUSH_FLOAT 1,0", "Parse error on line 1: Invalid float: 1,0")]
    [InlineData("PUSH_FLOAT --1", "Parse error on line 1: Invalid float: --1")]
    [InlineData("PUSH_FLOAT  1", "Parse error on line 1: Invalid float:  1")]
    [InlineData("PUSH_FLOAT infinit", "Parse error on line 1: Invalid float: infinit")]
    [InlineData("PUSH_BOOL True", "Parse error on line 1: Invalid boolean: True")]
    [InlineData("PUSH_BOOL  true", "Parse error on line 1: Invalid boolean:  true")]
    [InlineData("MAKE_LIST -1", "Parse error on line 1: Invalid list size: -1")]
    [InlineData("MAKE_LIST 18446744073709551616", "Parse error on line 1: Invalid list size: 18446744073709551616")]
    [InlineData("SEND x", "Parse error on line 1: Invalid PID: x")]
    [InlineData("LINK -2", "Parse error on line 1: Invalid PID: -2")]
    [InlineData("UNLINK 2x", "Parse error on line 1: Invalid PID: 2x")]
    [InlineData("MONITOR  2", "Parse error on line 1: Invalid PID:  2")]
    [InlineData("CALL", "Parse error on line 1: CALL requires at least a target")]
    [InlineData("MAKE_FUNCTION", "Parse error on line 1: MAKE_FUNCTION requires at least a target")]
    [InlineData("MAKE_LAMBDA", "Parse error on line 1: MAKE_LAMBDA")]
    [InlineData("JMP nowhere", "Unknown label: nowhere")]
    [InlineData("JZ  no where ", "Unknown label: no where")]
    [InlineData("JMP -1", "Unknown label: -1")]
    [InlineData("JMP 18446744073709551616", "Unknown label: 18446744073709551616")]
    [InlineData("TRY 5", "Unknown label: 5")]
    [InlineData("CALL f x", "Unknown label: f")]
    [InlineData("IMPORT \"", "Parse error on line 1: IMPORT \"")]
    [InlineData("JMP_ADDR 5", "Parse error on line 1: JMP_ADDR 5")]
    [InlineData("PUSH_TEXT a", "Parse error on line 1: PUSH_TEXT a")]
    [InlineData("TRY", "Parse error on line 1: TRY")]
    public void Upstreams_text_is_kept_exactly(string text, string upstreamText) =>
        Assert.Equal(upstreamText, Programs.Errors(text)[0].UpstreamText);

    [Theory]
    [InlineData("PUSH_INT")]
    [InlineData("PUSH_FLOAT")]
    [InlineData("PUSH_BOOL")]
    [InlineData("PUSH_STR")]
    [InlineData("PUSH_TEXT")]
    [InlineData("STORE")]
    [InlineData("LOAD")]
    [InlineData("DELETE")]
    [InlineData("CAPTURE")]
    [InlineData("EXPORT")]
    [InlineData("MAKE_LIST")]
    [InlineData("JMP")]
    [InlineData("JZ")]
    [InlineData("JNZ")]
    [InlineData("IMPORT")]
    [InlineData("RECEIVE_AFTER")]
    [InlineData("RECEIVE_MATCH_AFTER")]
    [InlineData("TAIL_CALL")]
    [InlineData("SOURCE")]
    [InlineData("STORE_VAR")]
    public void A_missing_operand_is_an_error(string mnemonic)
    {
        var diagnostic = Assert.Single(Programs.Errors($"HALT\n{mnemonic} ; nothing"));
        Assert.Equal("TT1005", diagnostic.Code);
        Assert.Equal($"Parse error on line 2: {mnemonic}", diagnostic.UpstreamText);
        Assert.Equal((2, 1), (diagnostic.Line, diagnostic.Column));
    }

    [Theory]
    [InlineData("push_int 5", "did you mean 'PUSH_INT'")]
    [InlineData("PUSHINT 5", "did you mean 'PUSH_INT'")]
    [InlineData("PUHS_INT 5", "did you mean 'PUSH_INT'")]
    [InlineData("Label x", "did you mean 'LABEL'")]
    [InlineData("LABLE x", "did you mean 'LABEL'")]
    [InlineData("JUMPZ x", "unknown instruction 'JUMPZ'")]
    [InlineData("start:", "a label is written 'LABEL name'")]
    [InlineData("# comment", "a comment begins with ';'")]
    [InlineData("//comment", "a comment begins with ';'")]
    [InlineData("ADD\t", "ADD", false)]
    [InlineData("LABEL start\nJMP strat", "did you mean 'start'")]
    [InlineData("LABEL Start\nJMP START", "did you mean 'Start'")]
    [InlineData("TRY 3", "TRY takes a label, not a number")]
    [InlineData("PUSH_INT  5", "only one space may stand before it")]
    [InlineData("PUSH_INT 99999999999999999999", "it does not fit in 64 bits")]
    [InlineData("PUSH_TEXT \"\\q\"", "'\\q' is not an escape")]
    [InlineData("PUSH_TEXT \"\\u{D800}\"", "no character has this number")]
    [InlineData("PUSH_TEXT \"\\u{110000}\"", "no character has this number")]
    [InlineData("PUSH_TEXT \"\\u{1234567}\"", "one to six hexadecimal digits")]
    [InlineData("PUSH_TEXT \"\\u{}\"", "one to six hexadecimal digits")]
    [InlineData("PUSH_TEXT \"\\u41\"", "one to six hexadecimal digits")]
    [InlineData("PUSH_TEXT \"\\u\"", "one to six hexadecimal digits")]
    [InlineData("PUSH_TEXT \"a\" b", "nothing may follow")]
    [InlineData("PUSH_TEXT \"a\\\"", "no closing quotation mark")]
    [InlineData("PUSH_TEXT \"", "no closing quotation mark")]
    [InlineData("SOURCE \"f\"", "is not a line number")]
    [InlineData("SOURCE \"f\" 2147483648", "is not a line number")]
    [InlineData("SOURCE \"f\" 1 0", "is not a line number")]
    [InlineData("SOURCE \"f\" 1 x", "is not a line number")]
    [InlineData("SOURCE \"f\" 1 2 3", "is not a line number")]
    [InlineData("SOURCE f 1", "SOURCE needs its text in quotation marks")]
    public void The_message_says_what_was_probably_meant(string text, string part, bool isError = true)
    {
        if (isError)
        {
            Assert.Contains(part, Programs.Errors(text)[0].Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(part, Assert.Single(Programs.Parse(text).Instructions).Info.Mnemonic);
        }
    }

    [Fact]
    public void Every_error_is_reported_and_the_first_in_program_order_is_first()
    {
        var errors = Programs.Errors("JMP nowhere\nTRY\nFOO\nPUSH_INT x\nLABEL a\nJMP b\n");
        Assert.Equal(["TT1011", "TT1018", "TT1001", "TT1006", "TT1011"], errors.Select(error => error.Code));
        Assert.Equal([1, 2, 3, 4, 6], errors.Select(error => error.Line));
    }

    [Fact]
    public void After_a_hundred_errors_one_note_ends_the_list()
    {
        var errors = Programs.Errors(string.Concat(Enumerable.Repeat("FOO\n", 150)));
        Assert.Equal(101, errors.Count);
        Assert.Equal(("TT1022", Severity.Note), (errors[100].Code, errors[100].Severity));
    }

    [Fact]
    public void Exactly_a_hundred_errors_are_not_too_many()
    {
        var errors = Programs.Errors(string.Concat(Enumerable.Repeat("FOO\n", 100)) + "HALT\n");
        Assert.Equal(100, errors.Count);
    }

    [Fact]
    public void A_long_word_is_shortened_in_the_message_but_not_in_upstreams_text()
    {
        string word = new('X', 5000);
        var error = Programs.Errors(word)[0];
        Assert.InRange(error.Message.Length, 60, 100);
        Assert.Equal("Parse error on line 1: " + word, error.UpstreamText);
    }
}
