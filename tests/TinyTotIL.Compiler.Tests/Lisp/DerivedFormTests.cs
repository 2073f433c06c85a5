namespace TinyTotIL.Compiler.Tests.Lisp;

/// <summary>What the forms of the report become.</summary>
public sealed class DerivedFormTests
{
    [Theory]
    [InlineData("(if 1 2)", "(if 1 2 #<unspecified>)")]
    [InlineData("(cond (1 2 3) (4) (5 => car) (else 6))", "(if 1 (begin 2 3) (let ((or 4)) (if or or (let ((test 5)) (if test (car test) 6)))))")]
    [InlineData("(cond (1))", "(let ((or 1)) (if or or #<unspecified>))")]
    [InlineData("(and)", "#t")]
    [InlineData("(and 1 2 3)", "(if 1 (if 2 3 #f) #f)")]
    [InlineData("(or)", "#f")]
    [InlineData("(or 1 2)", "(let ((or 1)) (if or or 2))")]
    [InlineData("(if (or 1 (and 2 3)) 4 5)", "(if (if 1 #t (if 2 3 #f)) 4 5)")]
    [InlineData("(when 1 2 3)", "(if 1 (begin 2 3) #<unspecified>)")]
    [InlineData("(unless 1 2)", "(if 1 #<unspecified> 2)")]
    [InlineData("(case 1 ((a 2) 3) (else 4))", "(let ((key 1)) (if (if (eq? key 'a) #t (eqv? key 2)) 3 4))")]
    [InlineData("(case 1 ((2) => car) (else => cdr))", "(let ((key 1)) (if (eqv? key 2) (car key) (cdr key)))")]
    [InlineData("(case 1 (() 2))", "(let ((key 1)) (if #f 2 #<unspecified>))")]
    public void Conditionals(string program, string expected) => AssertExpands(program, expected);

    [Theory]
    [InlineData("(let ((x 1) (y 2)) (+ x y))", "(let ((x 1) (y 2)) (+ x y))")]
    [InlineData("(let () 1 2)", "(begin 1 2)")]
    [InlineData("(lambda (x) (let ((x 1) (y x)) (+ x y)))", "(lambda (x) (let ((x.1 1) (y x)) (+ x.1 y)))")]
    [InlineData("(let* ((x 1) (x (+ x 1))) x)", "(let ((x 1)) (let ((x.1 (+ x 1))) x.1))")]
    [InlineData("(letrec ((f (lambda () (g))) (g (lambda () (f)))) f)", "(letrec* ((f (lambda () (g))) (g (lambda () (f)))) f)")]
    [InlineData("(let loop ((i 0)) (if (< i 5) (loop (+ i 1)) i))", "(letrec* ((loop (lambda (i) (if (< i 5) (loop (+ i 1)) i)))) (loop 0))")]
    [InlineData("(lambda (loop) (let loop ((i loop)) i))", "(lambda (loop) (letrec* ((loop.1 (lambda (i) i))) (loop.1 loop)))")]
    [InlineData("(do ((i 0 (+ i 1)) (x 5)) ((= i 3) x) 1 2)", "(letrec* ((do (lambda (i x) (if (= i 3) x (begin 1 2 (do (+ i 1) x)))))) (do 0 5))")]
    [InlineData("(do () (1))", "(letrec* ((do (lambda () (if 1 #<unspecified> (do))))) (do))")]
    [InlineData("(let-values (((a b) 1) (c 2)) a)", "(let-values (((a b) 1)) (let-values ((c 2)) a))")]
    [InlineData("(lambda (a) (let*-values (((a) 1) ((b . c) a)) a))", "(lambda (a) (let-values (((a.1) 1)) (let-values (((b . c) a.1)) a.1)))")]
    public void Bindings(string program, string expected) => AssertExpands(program, expected);

    [Theory]
    [InlineData("(lambda (a b) a)", "(lambda (a b) a)")]
    [InlineData("(lambda (a . b) b)", "(lambda (a . b) b)")]
    [InlineData("(lambda a a)", "(lambda a a)")]
    [InlineData("(case-lambda ((a) a) ((a . b) b))", "(case-lambda ((a) a) ((a.1 . b) b))")]
    [InlineData("(lambda () (define x 1) (define (f) x) (f))", "(lambda () (letrec* ((x 1) (f (lambda () x))) (f)))")]
    [InlineData("(lambda () (define x 1) (car x) (define y 2) y)", "(lambda () (letrec* ((x 1) (_ (car x)) (y 2)) y))")]
    [InlineData("(lambda () (begin (define x 1)) (begin (begin (define y 2)) x))", "(lambda () (letrec* ((x 1) (y 2)) x))")]
    [InlineData("(lambda () (define if list) (if 1 2 3))", "(lambda () (letrec* ((if list@ttil/scheme)) (if 1 2 3)))")]
    [InlineData("(lambda () (define-values (a b) 1) (define (f) a) (f))", "(lambda () (let-values (((a b) 1)) (letrec* ((f (lambda () a))) (f))))")]
    [InlineData("(lambda () (define c 1) (define-values (a . b) c) a)", "(lambda () (letrec* ((c 1)) (let-values (((a . b) c)) a)))")]
    [InlineData("(lambda () (define (f) a) (define-values (a) 1) (f))",
        "(lambda () (letrec* ((f (lambda () a)) (a #<unspecified>) (_ (let-values (((a.1) 1)) (begin (set! a a.1) #<unspecified>)))) (f)))")]
    [InlineData("(define (f . r) r)", "(define f (lambda r r))")]
    [InlineData("(define-values (a . b) (list 1 2)) a", "(let-values (((a . b) (list 1 2))) (begin (define a a) (define b b) #<unspecified>))\na")]
    public void Procedures_bodies_and_definitions(string program, string expected) => AssertExpands(program, expected);

    [Theory]
    [InlineData("'(1 (a . \"b\") #(c))", "'(1 (a . \"b\") #(c))")]
    [InlineData("`(1 2)", "'(1 2)")]
    [InlineData("`(1 ,(+ 2 3) 4 5)", "(cons 1 (cons (+ 2 3) '(4 5)))")]
    [InlineData("`(1 ,@(list 2) 3)", "(cons 1 (append (list 2) '(3)))")]
    [InlineData("`(1 ,@(list 2))", "(cons 1 (list 2))")]
    [InlineData("`(1 . ,(+ 1 1))", "(cons 1 (+ 1 1))")]
    [InlineData("`#(1 ,(+ 1 1))", "(list->vector (cons 1 (cons (+ 1 1) '())))")]
    [InlineData("`#(1 ,2)", "#(1 2)")]
    [InlineData("`#(1 unquote (+ 1 1))", "#(1 unquote (+ 1 1))")]
    [InlineData("`(1 `(2 ,(3 ,(+ 1 3))))", "(cons 1 (cons (cons 'quasiquote (cons (cons 2 (cons (cons 'unquote (cons (cons 3 (cons (+ 1 3) '())) '())) '())) '())) '()))")]
    [InlineData("`(1 `,(2 ,@(list 3)))", "(cons 1 (cons (cons 'quasiquote (cons (cons 'unquote (cons (cons 2 (list 3)) '())) '())) '()))")]
    [InlineData("`,(+ 1 2)", "(+ 1 2)")]
    [InlineData("`(unquote x y)", "'(unquote x y)")]
    public void Quotation(string program, string expected) =>
        AssertExpands(program, expected);

    [Fact]
    public void A_record_type_becomes_a_type_and_procedures() => AssertExpands(
        "(define-record-type point (make-point y) point? (x x-of set-x!) (y y-of) (z)) ",
        """
        (define point (%native "scheme.%make-record-type" 'point '(x y z)))
        (define make-point (lambda (y) (%native "scheme.%record" point (vector #f y #f))))
        (define point? (lambda (object) (%native "scheme.%record?" object point)))
        (define x-of (lambda (record) (%native "scheme.%record-ref" record point 0 'x-of)))
        (define set-x! (lambda (record.1 value) (%native "scheme.%record-set!" record.1 point 0 value 'set-x!)))
        (define y-of (lambda (record.2) (%native "scheme.%record-ref" record.2 point 1 'y-of)))
        """);

    [Fact]
    public void A_record_type_may_do_without_constructor() => AssertExpands(
        "(define-record-type point #f point?)",
        """
        (define point (%native "scheme.%make-record-type" 'point '()))
        (define point? (lambda (object) (%native "scheme.%record?" object point)))
        """);

    [Theory]
    [InlineData("(delay 1)", "(%make-promise@ttil/scheme #f (lambda () (%make-promise@ttil/scheme #t 1)))")]
    [InlineData("(delay-force 1)", "(%make-promise@ttil/scheme #f (lambda () 1))")]
    [InlineData("(parameterize ((1 2)) 3)", "(%parameterize@ttil/scheme (cons (%binding@ttil/scheme 1 2) '()) (lambda () 3))")]
    [InlineData("(guard (e (1 2) (3) (4 => car)) 5)", "(%guard@ttil/scheme (lambda (e) (if 1 (lambda () 2) (let ((test 3)) (if test (lambda () test) (let ((test.1 4)) (if test.1 (lambda () (car test.1)) #f)))))) (lambda () 5))")]
    [InlineData("(guard (e (else e)) 5)", "(%guard@ttil/scheme (lambda (e) (lambda () e)) (lambda () 5))")]
    [InlineData("(receive (_ 1))", "((%receive@ttil/scheme (lambda (message) (lambda () 1))))")]
    [InlineData("(receive ('stop 1) (after 5 2))", "((%receive-after@ttil/scheme (lambda (message) (if (equal? message 'stop) (lambda () 1) #f)) 5 (lambda () 2)))")]
    [InlineData("(receive ((? car x) x))", "((%receive@ttil/scheme (lambda (message) (if (car message) (let ((x message)) (lambda () x)) #f))))")]
    public void Forms_that_the_library_helps_with(string program, string expected) =>
        AssertExpands(program, expected);

    [Fact]
    public void A_call_of_an_integrable_procedure_is_the_primitive_where_that_takes_as_many_arguments()
    {
        AssertExpands("(append (list 1) (list 2)) append (lambda (list) (list 1))", "(append (list 1) (list 2))\nappend@ttil/scheme\n(lambda (list) (list 1))");
        AssertExpands("(append (list 1) (list 2) (list 3))", "(append@ttil/scheme (list 1) (list 2) (list 3))");
    }

    [Fact]
    public void The_definition_of_the_program_wins_over_the_library_everywhere_in_the_program() =>
        AssertExpands("(define (f) (car 1)) (define (car x) x)", "(define f (lambda () (car 1)))\n(define car (lambda (x) x))");

    [Theory]
    [InlineData("(define first count) (define count twice) count", "(define first count@ttil/scheme)\n(define count twice@ttil/scheme)\ncount")]
    [InlineData("(define count (list count))", "(define count (list count@ttil/scheme))")]
    [InlineData("(count 1) (define (count x) (count x)) (count 2)", "(count@ttil/scheme 1)\n(define count (lambda (x) (count x)))\n(count 2)")]
    [InlineData("(if 1 2) (define (if x) x) (if 3)", "(if 1 2 #<unspecified>)\n(define if (lambda (x) x))\n(if 3)")]
    public void What_is_evaluated_before_such_a_definition_means_the_library(string program, string expected) => AssertExpands(program, expected);

    [Fact]
    public void What_features_there_are_decides_what_is_expanded()
    {
        AssertExpands("(cond-expand (r7rs 1) (else 2))", "1");
        AssertExpands("(cond-expand ((and r7rs (not nothing)) (define x 1) (define y 2)) (else 2)) y", "(define x 1)\n(define y 2)\ny");
        AssertExpands("(cond-expand ((or nothing (library (scheme base))) 1)) (cond-expand ((library (no such)) 1) (else 2))", "1\n2");
    }

    private static void AssertExpands(string program, string expected) => Assert.Equal(expected.ReplaceLineEndings("\n"), new LispExpansion().Expand(program));
}
