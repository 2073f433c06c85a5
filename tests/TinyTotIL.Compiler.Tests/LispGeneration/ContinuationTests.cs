namespace TinyTotIL.Compiler.Tests.LispGeneration;

/// <summary>Which continuations are captured.</summary>
public sealed class ContinuationTests
{
    [Fact]
    public void One_whose_calls_are_returns_is_not_captured() => LispListing.Check(
        """
        (define (find l) (call/cc (lambda (return) (let loop ((l l)) (if (pair? l) (if (car l) (return l) (loop (cdr l))) (return 0))))))
        (write (find 1))
        """,
        """
        PUSH_INT 1
        CALL find l
        NATIVE scheme.write 1
        POP
        HALT
        LABEL find
        LOAD l
        STORE l.2
        LABEL loop
        LOAD l.2
        IS_PAIR
        JF L.2
        LOAD l.2
        CAR
        JF L
        LOAD l.2
        RET
        LABEL L
        LOAD l.2
        CDR
        STORE l.2
        JMP loop
        LABEL L.2
        PUSH_INT 0
        RET
        """);

    [Fact]
    public void One_that_is_passed_on_in_tail_position_is_no_parameter() => LispListing.Check(
        """
        (define (give k x) (if x (k x) (give k (car x))))
        (define (start x) (call/cc (lambda (k) (give k x))))
        (write (start 1))
        """,
        """
        PUSH_INT 1
        CALL start x
        NATIVE scheme.write 1
        POP
        HALT
        LABEL start
        LOAD x
        TAIL_CALL give x
        LABEL give
        LOAD x
        JF L
        LOAD x
        RET
        LABEL L
        LOAD x
        CAR
        STORE x
        JMP give
        """);

    [Theory]
    [InlineData("(define (f x) (call/cc (lambda (k) (cons 1 (k x)))))")]
    [InlineData("(define (f x) (call/cc (lambda (k) (if x (k 1) k))))")]
    [InlineData("(define (f x) (call/cc (lambda (k) (set! k x) (k 1))))")]
    [InlineData("(define (f x) (call/cc (lambda (k) (k 1 2))))")]
    [InlineData("(define (g k x) (cons 1 (k x))) (define (f x) (call/cc (lambda (k) (g k x))))")]
    [InlineData("(define (g k x) (k x)) (define (f x) (call/cc (lambda (k) (cons 1 (g k x)))))")]
    [InlineData("(define (g k x) (k x)) (define (f x) (write (g car x)) (call/cc (lambda (k) (g k x))))")]
    [InlineData("(define (g k x) (k x)) (write g) (define (f x) (call/cc (lambda (k) (g k x))))")]
    [InlineData("(define (f x) (call/cc (lambda (k) (x (lambda () (k 1))))))")]
    public void Others_are(string program) =>
        Assert.Contains("CALL_CC", LispListing.Of(program + "\n(write (f 1))"), StringComparison.Ordinal);
}
