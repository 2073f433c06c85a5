namespace TinyTotIL.Compiler.Tests.Lisp;

/// <summary>Names that macros insert and names that programs write do not touch each other.</summary>
public sealed class HygieneTests
{
    private const string Or = """
        (define-syntax my-or
          (syntax-rules ()
            ((_) #f)
            ((_ e) e)
            ((_ e r ...) (let ((t e)) (if t t (my-or r ...))))))

        """;

    private const string Swap = "(define-syntax swap! (syntax-rules () ((_ a b) (let ((tmp a)) (set! a b) (set! b tmp)))))\n";

    [Theory]
    [InlineData(Swap + "(lambda (tmp other) (swap! tmp other))", "(lambda (tmp other) (let ((tmp.1 tmp)) (begin (set! tmp other) (set! other tmp.1))))")]
    [InlineData(Or + "(lambda (t if let) (my-or t let))", "(lambda (t if let) (let ((t.1 t)) (if t.1 t.1 let)))")]
    [InlineData(Or + "(lambda (t) (my-or 1 (my-or 2 t)))", "(lambda (t) (let ((t.1 1)) (if t.1 t.1 (let ((t.2 2)) (if t.2 t.2 t)))))")]
    [InlineData("(define x 1) (define-syntax get-x (syntax-rules () ((_) x))) (lambda (x) (get-x))", "(define x 1)\n(lambda (x.1) x)")]
    public void What_a_macro_binds_and_what_it_refers_to_are_its_own(string program, string expected) => AssertExpands(program, expected);

    [Theory]
    [InlineData("(lambda (=>) (cond (1 => 'ok)))", "(lambda (=>) (if 1 (begin => 'ok) #<unspecified>))")]
    [InlineData("(lambda (else) (cond (else 1)))", "(lambda (else) (if else 1 #<unspecified>))")]
    [InlineData("(lambda (if) (if 1 2 3))", "(lambda (if) (if 1 2 3))")]
    [InlineData("(lambda (quote) 'x)", "(lambda (quote) (quote 5))", "x", "5")]
    [InlineData("(lambda (...) (let-syntax ((s (syntax-rules () ((_ x ...) 'bad) ((_ . r) 'ok)))) (s a b c)))", "(lambda (...) 'ok)")]
    [InlineData("(lambda (list) `(1 ,2 ,list))", "(lambda (list) (cons 1 (cons 2 (cons list '()))))")]
    public void A_variable_with_the_name_of_a_keyword_is_a_variable(string program, string expected, string? from = null, string? to = null) =>
        AssertExpands(from is null ? program : program.Replace(from, to, StringComparison.Ordinal), expected);

    [Fact]
    public void A_literal_matches_by_meaning_and_not_by_name()
    {
        const string Is = "(define-syntax is-else (syntax-rules (else) ((_ else) 'yes) ((_ x) 'no)))\n";
        AssertExpands(Is + "(is-else else) (lambda (else) (is-else else))", "'yes\n(lambda (else) 'no)");
    }

    [Fact]
    public void A_literal_that_means_nothing_matches_by_name() =>
        AssertExpands("(define-syntax m (syntax-rules (in) ((_ in) 'yes) ((_ x) 'no))) (m in) (m 5) (lambda (in) (m in))", "'yes\n'no\n(lambda (in) 'no)");

    [Fact]
    public void What_a_macro_defines_at_the_top_level_is_its_own() =>
        AssertExpands(
            """
            (define-syntax jabberwocky
              (syntax-rules ()
                ((_ hatter) (begin (define march-hare 42) (define-syntax hatter (syntax-rules () ((_) march-hare)))))))
            (define march-hare 1)
            (jabberwocky mad-hatter)
            (mad-hatter)
            march-hare
            """,
            "(define march-hare 1)\n(define march-hare#1 42)\nmarch-hare#1\nmarch-hare");

    [Fact]
    public void What_a_macro_defines_in_a_body_is_its_own() =>
        AssertExpands(
            "(define-syntax m (syntax-rules () ((_ name) (begin (define x 1) (define (name) x))))) (lambda (x) (m get) (list x (get)))",
            "(lambda (x) (letrec* ((x.1 1) (get (lambda () x.1))) (list x (get))))");

    [Fact]
    public void A_macro_that_makes_macros_keeps_the_names_of_both_apart() =>
        AssertExpands(
            """
            (define-syntax make-getter
              (syntax-rules ()
                ((_ name value)
                 (define-syntax name (syntax-rules () ((_ x) (let ((y value) (z x)) (list x y z))))))))
            (lambda (y z) (let-syntax () (make-getter get y) (get z)))
            """,
            "(lambda (y z) (let ((y.1 y) (z.1 z)) (list z y.1 z.1)))");

    [Fact]
    public void A_local_macro_sees_the_variables_around_it_and_not_those_of_its_use() =>
        AssertExpands(
            "(lambda (x) (let-syntax ((m (syntax-rules () ((_) x)))) (let ((x 2)) (m))))",
            "(lambda (x) (let ((x.1 2)) x))");

    [Fact]
    public void Letrec_syntax_sees_itself_and_let_syntax_does_not()
    {
        AssertExpands(
            "(letrec-syntax ((f (syntax-rules () ((_) 1) ((_ x) (f))))) (f 2))", "1");
        AssertExpands(
            "(define (f) 5) (let-syntax ((f (syntax-rules () ((_) 1) ((_ x) (f))))) (f 2))", "(define f (lambda () 5))\n(f)");
    }

    [Fact]
    public void A_body_may_define_what_its_macros_insert_later() =>
        AssertExpands(
            "(lambda () (define-syntax m (syntax-rules () ((_) helper))) (define (f) (m)) (define helper 1) (f))",
            "(lambda () (letrec* ((f (lambda () helper)) (helper 1)) (f)))");

    private static void AssertExpands(string program, string expected) => Assert.Equal(expected, new LispExpansion().Expand(program));
}
