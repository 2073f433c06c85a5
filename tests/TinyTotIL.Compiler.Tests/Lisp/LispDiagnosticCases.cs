namespace TinyTotIL.Compiler.Tests.Lisp;

/// <summary>A small program for every diagnostic of Scheme.</summary>
internal static class LispDiagnosticCases
{
    /// <summary>Each case: the code it is for, and the program.</summary>
    public static IReadOnlyList<(string Code, string Program)> All { get; } =
    [
        ("TT4001", "(display #\\nonsense)"),
        ("TT4002", "(define (f x)\n  (if (< x 1)\n      (g x)\n\n(define (g y) y)\n"),
        ("TT4003", "(define (f x)\n  (car x)\n(define (g y)\n  (cdr y))\n"),
        ("TT4002", "'#(1 2"),
        ("TT4004", "(define (f x) x))"),
        ("TT4005", "'(. 1)"),
        ("TT4005", "'(1 . 2 3)"),
        ("TT4006", "(list ')"),
        ("TT4006", "(list 1)\n'"),
        ("TT4007", "'(#0# #0=1)"),
        ("TT4008", "#u8(1 256)"),
        ("TT4009", "#0=(list #0#)"),
        ("TT4010", "(lits 1 2)"),
        ("TT4010", "(define-syntax m (syntax-rules () ((_ a) (unknown-name a))))\n(m 1)"),
        ("TT4010", "(import (ttil process))\n(list 1)"),
        ("TT4010", "(define (counter) 1)\n(set! couner 2)"),
        ("TT4011", "(if)"),
        ("TT4011", "(let ((x)) x)"),
        ("TT4011", "(define-record-type point (make-point) point? 5)"),
        ("TT4011", "(define-syntax while\n  (syntax-rules () ((_ test body) (let loop () (if test (begin body (loop)) . bad)))))\n(define-syntax twice (syntax-rules () ((_ x) (let ((a)) x))))\n(twice 5)"),
        ("TT4012", "(list if 1)"),
        ("TT4013", "(list else)"),
        ("TT4014", "()"),
        ("TT4015", "(list 1 . 2)"),
        ("TT4016", "(lambda (x y x) x)"),
        ("TT4016", "(let ((x 1) (x 2)) x)"),
        ("TT4016", "(let () (define x 1) (define x 2) x)"),
        ("TT4017", "(define (f) (define x 1))"),
        ("TT4018", "(if 1 (define x 2))"),
        ("TT4019", "(let () (import (scheme base)) 1)"),
        ("TT4020", "(cond (else 1) (2 3))"),
        ("TT4021", "(set! car cdr)"),
        ("TT4022", "(\"text\" 1)"),
        ("TT4023", "(define (f x y) x)\n(f 1)"),
        ("TT4023", "(car 1 2)"),
        ("TT4023", "(define f (case-lambda ((a) a) ((a b c . d) a)))\n(f 1 2)"),
        ("TT4023", "(let loop ((i 0)) (loop))"),
        ("TT4024", DeepProgram()),
        ("TT4025", "(define-record-type point (make-point x) point? (y point-y))"),
        ("TT4026", "(receive (#0=(1 . #0#) 1))"),
        ("TT4030", "(define-syntax swap! (syntax-rules () ((_ a b) (list b a))))\n(swap! 1)"),
        ("TT4031", "(define-syntax m (syntax-rules () ((_) (car))))\n(define-syntax n (syntax-rules () ((_) (if))))\n(n)"),
        ("TT4032", "(define-syntax forever (syntax-rules () ((_) (forever))))\n(forever)"),
        ("TT4033", "(define-syntax m (lambda (x) x))"),
        ("TT4034", "(define-syntax m (syntax-rules () ((_ a ...) a)))"),
        ("TT4034", "(define-syntax m (syntax-rules () ((_ a) (a ...))))"),
        ("TT4034", "(define-syntax m (syntax-rules (1) ((_ a) a)))"),
        ("TT4034", "(define-syntax m (syntax-rules () (m a)))"),
        ("TT4035", "(define-syntax m (syntax-rules () ((_ a) (syntax-error \"m needs a list:\" a))))\n(m \"text\")"),
        ("TT4040", "(import (no such library))"),
        ("TT4041", "(import (other))"),
        ("TT4042", "(import (one))"),
        ("TT4043", "(import (only (scheme base) lits))"),
        ("TT4044", "(import base)"),
        ("TT4045", "(define-library (a) (export 5))"),
        ("TT4046", "(define-library (a) (export x) (import (scheme base)) (begin (define y 1)))"),
        ("TT4047", "(define-library (a) (define x 1))"),
        ("TT4048", "(include file)"),
        ("TT4049", "(include \"no-such-file.scm\")"),
        ("TT4050", "(cond-expand ((maybe r7rs) 1))"),
    ];

    /// <summary>A new expansion with the files that the cases name.</summary>
    public static LispExpansion NewExpansion() => new LispExpansion()
        .Add("other.sld", "(define-library (another))")
        .Add("one.sld", "(define-library (one) (import (two)))")
        .Add("two.sld", "(define-library (two) (import (one)))");

    private static string DeepProgram() => string.Concat(Enumerable.Repeat("(list ", 20_000)) + new string(')', 20_000);
}
