namespace TinyTotIL.Compiler.Tests.LispGeneration;

/// <summary>What becomes of local procedures: loops, jumps and further parameters.</summary>
public sealed class LoopTests
{
    [Fact]
    public void A_named_let_is_a_loop_in_its_function() => LispListing.Check(
        """
        (define (count n) (let loop ((i 0) (sum 0)) (if (= i n) sum (loop (+ i 1) (+ sum i)))))
        (write (count 10))
        """,
        """
        PUSH_INT 10
        CALL count n
        NATIVE scheme.write 1
        POP
        HALT
        LABEL count
        PUSH_INT 0
        PUSH_INT 0
        STORE sum
        STORE i
        LABEL loop
        LOAD i
        LOAD n
        NUM_EQ
        JF L
        LOAD sum
        RET
        LABEL L
        LOAD i
        PUSH_INT 1
        NUM_ADD
        LOAD sum
        LOAD i
        NUM_ADD
        STORE sum
        STORE i
        JMP loop
        """);

    [Fact]
    public void A_call_in_tail_position_takes_the_place_of_its_caller() => LispListing.Check(
        """
        (define (f x g) (if (g x) (g 1) (if (eq? x 2) (f (car x) g) (begin (write x) (%apply g x)))))
        (write (f 1 2))
        """,
        """
        PUSH_INT 1
        PUSH_INT 2
        CALL f x g
        NATIVE scheme.write 1
        POP
        HALT
        LABEL f
        LOAD x
        LOAD g
        CALL_PROCEDURE 1
        JF L
        PUSH_INT 1
        LOAD g
        TAIL_CALL_PROCEDURE 1
        LABEL L
        LOAD x
        PUSH_INT 2
        IS_EQ
        JF L.2
        LOAD x
        CAR
        STORE x
        JMP f
        LABEL L.2
        LOAD x
        NATIVE scheme.write 1
        POP
        LOAD x
        LOAD g
        TAIL_APPLY
        """);

    [Fact]
    public void A_local_procedure_gets_its_free_variables_as_parameters() => LispListing.Check(
        """
        (define (f x n) (define (add y) (if (> y n) y (+ x (add (+ y 1))))) (* 2 (add n)))
        (write (f 1 2))
        """,
        """
        PUSH_INT 1
        PUSH_INT 2
        CALL f x n
        NATIVE scheme.write 1
        POP
        HALT
        LABEL f
        PUSH_INT 2
        LOAD x
        LOAD n
        LOAD n
        CALL add x n y
        NUM_MUL
        RET
        LABEL add
        LOAD y
        LOAD n
        NUM_GT
        JF L
        LOAD y
        RET
        LABEL L
        LOAD x
        LOAD x
        LOAD n
        LOAD y
        PUSH_INT 1
        NUM_ADD
        CALL add x n y
        NUM_ADD
        RET
        """);

    [Fact]
    public void Local_procedures_that_call_each_other_get_the_free_variables_of_both() => LispListing.Check(
        """
        (define (f n k) (letrec ((ev? (lambda (i) (if (= i 0) k (+ 1 (od? (- i 1)))))) (od? (lambda (i) (if (= i 0) n (+ 1 (ev? (- i 1))))))) (+ (ev? n) (od? n))))
        (write (f 1 2))
        """,
        """
        PUSH_INT 1
        PUSH_INT 2
        CALL f n k
        NATIVE scheme.write 1
        POP
        HALT
        LABEL f
        LOAD n
        LOAD k
        LOAD n
        CALL ev? n k i
        LOAD n
        LOAD k
        LOAD n
        CALL od? n k i.2
        NUM_ADD
        RET
        LABEL ev?
        LOAD i
        PUSH_INT 0
        NUM_EQ
        JF L
        LOAD k
        RET
        LABEL L
        PUSH_INT 1
        LOAD n
        LOAD k
        LOAD i
        PUSH_INT 1
        NUM_SUB
        CALL od? n k i.2
        NUM_ADD
        RET
        LABEL od?
        LOAD i.2
        PUSH_INT 0
        NUM_EQ
        JF L.2
        LOAD n
        RET
        LABEL L.2
        PUSH_INT 1
        LOAD n
        LOAD k
        LOAD i.2
        PUSH_INT 1
        NUM_SUB
        CALL ev? n k i
        NUM_ADD
        RET
        """);

    [Fact]
    public void A_recursive_procedure_that_is_a_value_as_well_is_called_directly_and_passed_on_by_a_closure() => LispListing.Check(
        """
        (define (f x) (define (walk n) (if (= n 0) x (+ 1 (walk (- n 1))))) (write (walk 2)) walk)
        (write (f 1))
        """,
        """
        PUSH_INT 1
        CALL f x
        NATIVE scheme.write 1
        POP
        HALT
        LABEL f
        CAPTURE x
        MAKE_LAMBDA walk.2 n
        STORE walk
        LOAD x
        PUSH_INT 2
        CALL walk x n
        NATIVE scheme.write 1
        POP
        LOAD walk
        RET
        LABEL walk
        LOAD n
        PUSH_INT 0
        NUM_EQ
        JF L
        LOAD x
        RET
        LABEL L
        PUSH_INT 1
        LOAD x
        LOAD n
        PUSH_INT 1
        NUM_SUB
        CALL walk x n
        NUM_ADD
        RET
        LABEL walk.2
        LOAD x
        LOAD n
        TAIL_CALL walk x n
        """);
}
