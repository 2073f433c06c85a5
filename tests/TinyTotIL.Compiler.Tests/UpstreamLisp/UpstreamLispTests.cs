using System.Collections.Immutable;
using TinyTotIL.Compiler.Diagnostics;
using TinyTotIL.Compiler.Tests.Fakes;

namespace TinyTotIL.Compiler.Tests.UpstreamLisp;

/// <summary>Upstream's Lisp of seven operators, as section 10 of the specification has it.</summary>
public sealed class UpstreamLispTests
{
    private const string Path = "main.lisp";

    [Theory]
    [InlineData("", "")]
    [InlineData("-7 #t #f \"a b\" x", "PUSH_INT -7\nTRUE\nFALSE\nPUSH_STR \"a b\"\nLOAD x\n")]
    [InlineData("1.5 - 'a 9223372036854775808", "LOAD 1.5\nLOAD -\nLOAD 'a\nLOAD 9223372036854775808\n")]
    [InlineData("()", "")]
    [InlineData("(print (>= (+ 1 2) (- 3 4)))", "PUSH_INT 1\nPUSH_INT 2\nADD\nPUSH_INT 3\nPUSH_INT 4\nSUB\nGE\nPRINT\n")]
    [InlineData("(define x 1) (set! x (+ 1 2 3)) (print 1 2)", "PUSH_INT 1\nSTORE x\nPUSH_INT 1\nPUSH_INT 2\nADD\nSTORE x\nPUSH_INT 1\nPRINT\n")]
    [InlineData(
        "(if (if 1 2 3) 4 5)",
        "PUSH_INT 1\nJZ else_2\nPUSH_INT 2\nJMP end_if_3\nLABEL else_2\nPUSH_INT 3\nLABEL end_if_3\n"
            + "JZ else_0\nPUSH_INT 4\nJMP end_if_1\nLABEL else_0\nPUSH_INT 5\nLABEL end_if_1\n")]
    [InlineData("  (print \"a;b\") ; comment\n)", null)]
    [InlineData("(print 1)\t\n; nothing\n(print\n2)", "PUSH_INT 1\nPRINT\nPUSH_INT 2\nPRINT\n")]
    public void A_program_becomes_what_upstream_writes(string program, string? expected)
    {
        var (text, _) = Translate(program);
        Assert.Equal(expected is null ? null : expected + "HALT\n", text);
    }

    [Theory]
    [InlineData("(* 1 2)", "Unknown operation: *", "1:2")]
    [InlineData("((print) 1)", "First element in list must be a symbol", "1:1")]
    [InlineData("(print 1)\n)", "Unexpected ')'", "2:1")]
    [InlineData("(define 1 2)", "Invalid define syntax", "1:9")]
    [InlineData("(set! (x) 2)", "Invalid set! syntax", "1:7")]
    [InlineData("(+ 1)", "'+' needs 2 operands and has 1", "1:1")]
    [InlineData("\n(print (+ 1 2)", "this parenthesis is never closed", "2:1")]
    [InlineData("(print \"a)", "this string does not end on its line", "1:8")]
    public void A_mistake_has_the_words_of_upstream_where_it_has_any(string program, string expected, string place)
    {
        var (text, diagnostics) = Translate(program);
        Assert.Null(text);
        var found = Assert.Single(diagnostics);
        Assert.Equal((expected, place), (found.UpstreamText ?? found.Message, $"{found.Line}:{found.Column}"));
    }

    [Fact]
    public void A_million_parentheses_are_no_problem()
    {
        string deep = string.Concat(Enumerable.Repeat("(+ 1 ", 500_000)) + "1" + new string(')', 500_000);
        Assert.EndsWith("ADD\nADD\nHALT\n", Translate(deep).Text, StringComparison.Ordinal);
    }

    private static (string? Text, ImmutableArray<Diagnostic> Diagnostics) Translate(string program) =>
        Compilation.TranslateUpstreamLisp(Path, new MemoryModuleSource().Add(Path, program));
}
