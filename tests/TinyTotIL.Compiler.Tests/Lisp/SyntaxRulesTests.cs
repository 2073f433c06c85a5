namespace TinyTotIL.Compiler.Tests.Lisp;

/// <summary>Patterns and templates.</summary>
public sealed class SyntaxRulesTests
{
    [Theory]
    [InlineData("((_ a ...) '(a ...))", "(m 1 2 3)", "'(1 2 3)")]
    [InlineData("((_ a ...) '(a ...))", "(m)", "'()")]
    [InlineData("((_ (a b ...) ...) '((b ... a) ...))", "(m (1 2 3) (4))", "'((2 3 1) (4))")]
    [InlineData("((_ (a b ...) ...) '(b ... ...))", "(m (1 2 3) (4) (5 6))", "'(2 3 6)")]
    [InlineData("((_ (a ...) ...) '(a ... ... end))", "(m (1 2) () (3))", "'(1 2 3 end)")]
    [InlineData("((_ ((a ...) ...) ...) '(((a ...) ...) ...))", "(m ((1) (2 3)) ())", "'(((1) (2 3)) ())")]
    [InlineData("((_ x (a ...)) '((x a) ...))", "(m 0 (1 2))", "'((0 1) (0 2))")]
    [InlineData("((_ (x ...) (y ...)) '((x y ...) ...))", "(m (1 2) (3 4 5))", "'((1 3 4 5) (2 3 4 5))")]
    [InlineData("((_ (x ...) (y ...)) '((x y) ...))", "(m (1 2) (3 4))", "'((1 3) (2 4))")]
    public void Ellipses_repeat_what_stands_before_them(string rule, string use, string expected) => AssertExpands(rule, use, expected);

    [Theory]
    [InlineData("((_ a ... z) '(z a ...))", "(m 1 2 3)", "'(3 1 2)")]
    [InlineData("((_ a ... y z) '(a ... / y z))", "(m 1 2)", "'(/ 1 2)")]
    [InlineData("((_ a ... y z) 1) ((_ . x) 'x)", "(m 1)", "'(1)")]
    [InlineData("((_ a ... . r) '((a ...) r))", "(m 1 2 . 3)", "'((1 2) 3)")]
    [InlineData("((_ a ... z . r) '((a ...) z r))", "(m 1 2 . 3)", "'((1) 2 3)")]
    [InlineData("((_ (a ... (b c) ...)) 1) ((_ . x) 'no)", "(m 1)", null)]
    [InlineData("((_ #(a ... z)) '(z #(a ...)))", "(m #(1 2 3))", "'(3 #(1 2))")]
    [InlineData("((_ #((a b) ...)) '#(a ... b ...))", "(m #((1 2) (3 4)))", "#(1 3 2 4)")]
    [InlineData("((_ a . b) '(b a))", "(m 1 2 3)", "'((2 3) 1)")]
    [InlineData("((_ . a) 'a)", "(m 1 . 2)", "'(1 . 2)")]
    [InlineData("((_ (a . b)) '(a b))", "(m (1 . 2))", "'(1 2)")]
    public void Tails_dots_and_vectors_are_matched(string rule, string use, string? expected)
    {
        if (expected is null)
        {
            var expansion = new LispExpansion();
            Assert.Contains(expansion.Messages(Program(rule, use)), message => message.Contains("TT4034", StringComparison.Ordinal));
            return;
        }

        AssertExpands(rule, use, expected);
    }

    [Theory]
    [InlineData("((_ 1) 'one) ((_ 1.0) 'float) ((_ \"s\") 'text) ((_ #\\a) 'char) ((_ #t) 'true) ((_ x) 'other)", "(m 1) (m 1.0) (m \"s\") (m #\\a) (m #t) (m 2)",
        "'one\n'float\n'text\n'char\n'true\n'other")]
    [InlineData("((_ ()) 'empty) ((_ (x)) 'one) ((_ x) 'other)", "(m ()) (m (1)) (m #())", "'empty\n'one\n'other")]
    [InlineData("((_ #u8(1 2)) 'bytes) ((_ x) 'other)", "(m #u8(1 2)) (m #u8(1))", "'bytes\n'other")]
    [InlineData("((_ _ _ x) 'x)", "(m 1 2 3)", "3")]
    [InlineData("((x y) '(y y))", "(m 5)", "'(5 5)")]
    public void Data_and_wildcards_are_matched(string rule, string use, string expected) => AssertExpands(rule, use, expected);

    [Theory]
    [InlineData("(syntax-rules () ((_ a) '(a (... ...))))", "(m 1)", "'(1 ...)")]
    [InlineData("(syntax-rules () ((_ a ...) '((... (a ...)) a ...)))", null, null)]
    [InlineData("(syntax-rules ::: () ((_ a :::) '(a ::: ...)))", "(m 1 2)", "'(1 2 ...)")]
    [InlineData("(syntax-rules ::: (lit) ((_ lit x :::) '(x :::)))", "(m lit 1 2)", "'(1 2)")]
    [InlineData("(syntax-rules (...) ((_ ...) 'literal) ((_ x) 'other))", "(m ...) (m 1)", "'literal\n'other")]
    [InlineData("(syntax-rules (_) ((m _) 'literal) ((m x) 'other))", "(m _) (m 1)", "'literal\n'other")]
    public void Ellipsis_and_underscore_can_be_replaced_escaped_or_taken_literally(string transformer, string? use, string? expected)
    {
        string program = $"(define-syntax m {transformer})\n{use}";
        if (expected is null)
        {
            Assert.Contains(new LispExpansion().Messages(program), message => message.Contains("needs 1 more", StringComparison.Ordinal));
            return;
        }

        Assert.Equal(expected, new LispExpansion().Expand(program));
    }

    [Fact]
    public void A_macro_can_make_a_macro_with_ellipses_of_its_own() =>
        Assert.Equal("(begin 1 2 3)", new LispExpansion().Expand(
            """
            (define-syntax be-like-begin
              (syntax-rules () ((_ name) (define-syntax name (syntax-rules () ((name expr (... ...)) (let () expr (... ...))))))))
            (be-like-begin sequence)
            (sequence 1 2 3)
            """));

    [Fact]
    public void A_macro_can_be_made_with_an_ellipsis_that_is_handed_to_it() =>
        Assert.Equal("'((1 2) (3 4))", new LispExpansion().Expand(
            """
            (define-syntax make (syntax-rules () ((_ name dots) (define-syntax name (syntax-rules dots () ((_ (a b) dots) '((a b) dots)))))))
            (make pairs :::)
            (pairs (1 2) (3 4))
            """));

    [Fact]
    public void A_keyword_can_be_another_name_of_a_keyword() =>
        Assert.Equal("(if 1 2 3)", new LispExpansion().Expand("(define-syntax when-else if) (when-else 1 2 3)"));

    [Fact]
    public void Sequences_of_different_length_cannot_stand_together() =>
        Assert.Equal(
            ["2:1 TT4030 'm' cannot be used like this: what stands for the variables before an ellipsis of the template is not of one length", "1:16 TT4031 the macro 'm' is defined here"],
            new LispExpansion().Messages("(define-syntax m (syntax-rules () ((_ (x ...) (y ...)) '((x y) ...))))\n(m (1 2) (3))"));

    [Theory]
    [InlineData("(define-syntax loop (syntax-rules () ((_) (loop)))) (loop)")]
    [InlineData("(define-syntax loop (syntax-rules () ((_ x ...) (loop x ... x ...)))) (loop 1)")]
    [InlineData("(define-syntax loop (syntax-rules () ((_ x) (begin (define y 1) (loop x))))) (loop 1)")]
    [InlineData("(define-syntax loop (syntax-rules () ((_ x) (begin (loop x) (loop x))))) (loop 1)")]
    [InlineData("(define-syntax one (syntax-rules () ((_) (two)))) (define-syntax two (syntax-rules () ((_) (one)))) (one)")]
    public void An_expansion_without_end_is_reported(string program) =>
        Assert.Contains(new LispExpansion().Messages(program), message => message.Contains("TT4032", StringComparison.Ordinal));

    [Fact]
    public void An_expansion_that_nests_without_end_is_reported() =>
        Assert.Contains(
            new LispExpansion().Messages("(define-syntax loop (syntax-rules () ((_ x) (+ 1 (loop x))))) (loop 1)"),
            message => message.Contains("TT4024", StringComparison.Ordinal));

    private static string Program(string rules, string use) => $"(define-syntax m (syntax-rules () {rules}))\n{use}";

    private static void AssertExpands(string rules, string use, string expected) => Assert.Equal(expected, new LispExpansion().Expand(Program(rules, use)));
}
