using TinyTotIL.Runtime.Scheme;
using Xunit;

namespace TinyTotIL.Runtime.Tests.Scheme;

/// <summary>Tokens, where they stand, and what is said about what is none.</summary>
public sealed class DatumLexerTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  \t\r\n ", "")]
    [InlineData("( ) #( #u8( ' ` , ,@ . #; #0= #12#", "Open Close OpenVector OpenBytevector Quote Quasiquote Unquote UnquoteSplicing Dot DatumComment LabelDefinition LabelReference")]
    [InlineData("(a.b . c)", "Open a.b Dot c Close")]
    [InlineData("a;comment ( \nb", "a b")]
    [InlineData("a #| one #| two |# still |# b", "a b")]
    [InlineData("a #||# b #|||# c", "a b c")]
    [InlineData("#t #f #true #false #T #FALSE", "#t #f #t #f #t #f")]
    [InlineData("abc ABC λ -> ... + - -x +x .x 1+ -1+ a.b <=? !$%&*/:~^_", "abc ABC λ -> ... + - -x +x .x 1+ -1+ a.b <=? !$%&*/:~^_")]
    [InlineData("|a b| || |a\\x41;b| |x\\|y| |a\\tb|", "|a b| || aAb |x\\|y| |a\\tb|")]
    [InlineData("#!fold-case ABC #!no-fold-case ABC", "abc ABC")]
    [InlineData("1 -17 +5 1.5 #xFF 123456789012345678901234567890", "1 -17 5 1.5 255 123456789012345678901234567890")]
    [InlineData("\"\" \"a b\" \"\\\"\\\\\\n\\t\\r\\a\\b\\x41;\\x3bb;\"", "\"\" \"a b\" \"\\\"\\\\\\n\\t\\r\\a\\bAλ\"")]
    [InlineData("\"a\\\n   b\" \"a \\   \r\n\tb\" \"a\nb\" \"a\r\nb\"", "\"ab\" \"a b\" \"a\\nb\" \"a\\nb\"")]
    [InlineData("#\\a #\\A #\\( #\\; #\\space #\\newline #\\x41 #\\x #\\λ #\\😀 #\\nul #\\null", "#\\a #\\A #\\( #\\; #\\space #\\newline #\\A #\\x #\\λ #\\😀 Error #\\null")]
    [InlineData("#\\alarm #\\backspace #\\delete #\\escape #\\return #\\tab #\\ ", "#\\alarm #\\backspace #\\delete #\\escape #\\return #\\tab #\\space")]
    [InlineData("a'b", "a Quote b")]
    [InlineData("\uFEFFa", "a")]
    [InlineData("#!/usr/bin/env ttil\na", "a")]
    public void A_text_divides_into_tokens(string text, string expected) => Assert.Equal(expected, string.Join(' ', Tokens(text).Select(Describe)));

    [Theory]
    [InlineData("[a]", 0, 1, "'[' has no meaning in Scheme; lists are written with '(' and ')'")]
    [InlineData("a }", 2, 3, "'}' has no meaning in Scheme; lists are written with '(' and ')'")]
    [InlineData("x \"abc", 2, 6, "the string that begins here has no closing '\"'")]
    [InlineData("|abc", 0, 4, "the symbol that begins here has no closing '|'")]
    [InlineData("a #| b", 2, 6, "the comment that begins here with '#|' has no '|#'")]
    [InlineData("\"a\\qb\"", 0, 6, "'\\q' is not an escape; a backslash itself is written '\\\\'")]
    [InlineData("\"\\x110000;\"", 0, 11, "'\\x110000;' is not the number of a character")]
    [InlineData("\"\\xd800;\"", 0, 9, "'\\xd800;' is not the number of a character")]
    [InlineData("\"\\x;\"", 0, 5, "a character by its number is written '\\x', hexadecimal digits and ';'")]
    [InlineData("\"a\\  b\"", 0, 7, "blanks after '\\' must be followed by the end of the line")]
    [InlineData("12abc", 0, 5, "'12abc' is neither a number nor a symbol")]
    [InlineData("+i", 0, 2, "'+i' is neither a number nor a symbol; complex numbers are not supported")]
    [InlineData("1+2i", 0, 4, "'1+2i' is neither a number nor a symbol; complex numbers are not supported")]
    [InlineData("#zip", 0, 4, "'#zip' is not the beginning of any datum")]
    [InlineData("#xyz", 0, 4, "'#xyz' is not a number")]
    [InlineData("#u8 (", 0, 3, "a bytevector is written #u8( with its bytes and ')'")]
    [InlineData("#\\spade", 0, 7, "'#\\spade' is not the name of a character")]
    [InlineData("#\\xd800", 0, 7, "'#\\xd800' is not the number of a character")]
    [InlineData("#\\", 0, 2, "'#\\' must be followed by a character")]
    [InlineData("#5", 0, 2, "'#5' is not the beginning of any datum; a label is written '#5=' and referred to as '#5#'")]
    [InlineData("#1234567890123456789=", 0, 19, "the number of a label is too large")]
    [InlineData("#!eof", 0, 5, "'#!eof' is not known; there are '#!fold-case' and '#!no-fold-case'")]
    [InlineData("a\0b", 1, 2, "the control character U+0000 cannot stand here")]
    public void What_is_no_token_is_said_with_its_place(string text, int start, int end, string message)
    {
        var error = Tokens(text).First(token => token.Kind == DatumTokenKind.Error);
        Assert.Equal((start, end, message), (error.Start, error.End, error.Message));
    }

    [Fact]
    public void Reading_goes_on_behind_an_error() => Assert.Equal("Open a Error b Error c Close", string.Join(' ', Tokens("(a [b\"\\q\"c)").Select(Describe)));

    [Fact]
    public void Tokens_say_where_they_stand() => Assert.Equal(
        [(0, 1), (1, 4), (5, 8), (9, 11), (11, 12)],
        Tokens("(abc \"d\" 12)").Select(token => (token.Start, token.End)));

    [Fact]
    public void No_more_is_read_than_the_end_of_a_token_takes()
    {
        var source = new TextDatumSource("(abc) def");
        var lexer = new DatumLexer(source);
        lexer.Next();
        lexer.Next();
        Assert.Equal(4, source.Position);
        lexer.Next();
        Assert.Equal(5, source.Position);
    }

    [Theory]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"")]
    public void A_token_has_a_greatest_length(string text)
    {
        var token = new DatumLexer(new TextDatumSource(text)) { LongestToken = 70 }.Next();
        Assert.Equal(DatumTokenKind.Error, token.Kind);
        Assert.Contains("has more than 70 characters", token.Message, StringComparison.Ordinal);
    }

    private static List<DatumToken> Tokens(string text)
    {
        var lexer = new DatumLexer(text);
        var tokens = new List<DatumToken>();
        while (lexer.Next() is { Kind: not DatumTokenKind.End } token)
        {
            tokens.Add(token);
        }

        return tokens;
    }

    private static string Describe(DatumToken token) =>
        token.Kind == DatumTokenKind.Atom ? DatumWriter.ToText(token.Value, DatumStyle.Write) : token.Kind.ToString();
}
