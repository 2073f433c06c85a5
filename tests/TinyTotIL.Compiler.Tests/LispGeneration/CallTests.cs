namespace TinyTotIL.Compiler.Tests.LispGeneration;

/// <summary>How procedures are called, and what decides where to go on.</summary>
public sealed class CallTests
{
    [Fact]
    public void A_test_goes_where_it_leads_without_making_a_truth_value() => LispListing.Check(
        """
        (define (f x y) (if (let ((t (pair? x))) (if t t (if (pair? y) #f (not (null? y))))) (write 1) (write 2)))
        (f 1 2)
        """,
        """
        PUSH_INT 1
        PUSH_INT 2
        CALL f x y
        POP
        HALT
        LABEL f
        LOAD x
        IS_PAIR
        JT L
        LOAD y
        IS_PAIR
        JT L.2
        LOAD y
        IS_EMPTY
        JT L.2
        LABEL L
        PUSH_INT 1
        NATIVE scheme.write 1
        RET
        LABEL L.2
        PUSH_INT 2
        NATIVE scheme.write 1
        RET
        """);

    [Fact]
    public void The_list_of_further_arguments_is_made_by_the_caller() => LispListing.Check(
        """
        (define (f x . rest) (cons x rest))
        (write (f 1 2 3))
        (write f)
        """,
        """
        MAKE_VARIADIC f x rest
        DEFINE_GLOBAL "f"
        PUSH_INT 1
        PUSH_INT 2
        PUSH_INT 3
        PUSH_DATUM "()"
        CONS
        CONS
        CALL f x rest
        NATIVE scheme.write 1
        POP
        LOAD_GLOBAL "f"
        NATIVE scheme.write 1
        POP
        HALT
        LABEL f
        LOAD x
        LOAD rest
        CONS
        RET
        """);

    [Fact]
    public void The_clause_of_a_call_is_chosen_when_it_is_compiled() => LispListing.Check(
        """
        (define f (case-lambda ((x) x) ((x y) (+ x y))))
        (write (f 1 2))
        (write (f 1 2 3))
        """,
        """
        MAKE_FUNCTION f x
        MAKE_FUNCTION f.2 x.2 y
        MAKE_CASES 2
        DEFINE_GLOBAL "f"
        PUSH_INT 1
        PUSH_INT 2
        CALL f.2 x.2 y
        NATIVE scheme.write 1
        POP
        PUSH_INT 1
        PUSH_INT 2
        PUSH_INT 3
        LOAD_GLOBAL "f"
        CALL_PROCEDURE 3
        NATIVE scheme.write 1
        POP
        HALT
        LABEL f
        LOAD x
        RET
        LABEL f.2
        LOAD x.2
        LOAD y
        NUM_ADD
        RET
        """);

    [Fact]
    public void Several_values_that_are_visible_stay_on_the_stack() => LispListing.Check(
        """
        (define (f x) (let-values (((a b . c) (if x (values 1 2 3) (g x)))) (write c) (+ a b)))
        (define (g x) (values x x))
        (write (f 1))
        """,
        """
        PUSH_INT 1
        CALL f x
        NATIVE scheme.write 1
        POP
        HALT
        LABEL f
        LOAD x
        JF L
        PUSH_INT 1
        PUSH_INT 2
        PUSH_INT 3
        PUSH_DATUM "()"
        CONS
        JMP L.2
        LABEL L
        LOAD x
        CALL g x
        UNPACK_REST 2
        LABEL L.2
        STORE c
        STORE b
        STORE a
        LOAD c
        NATIVE scheme.write 1
        POP
        LOAD a
        LOAD b
        NUM_ADD
        RET
        LABEL g
        LOAD x
        LOAD x
        VALUES 2
        RET
        """);

    [Fact]
    public void A_primitive_that_is_a_value_becomes_a_procedure_once() => LispListing.Check(
        """
        (define (f g) (g 1 2)) (write (f cons)) (write (f cons))
        """,
        """
        MAKE_FUNCTION cons v1 v2
        CALL f g
        NATIVE scheme.write 1
        POP
        MAKE_FUNCTION cons v1 v2
        CALL f g
        NATIVE scheme.write 1
        POP
        HALT
        LABEL f
        PUSH_INT 1
        PUSH_INT 2
        LOAD g
        TAIL_CALL_PROCEDURE 2
        LABEL cons
        LOAD v1
        LOAD v2
        CONS
        RET
        """);

    [Fact]
    public void An_error_is_handled_in_the_frame_that_opened_the_handler() => LispListing.Check(
        """
        (define (f x) (+ 1 (%try (car x) (e) (cdr e))))
        (write (f 1))
        """,
        """
        PUSH_INT 1
        CALL f x
        NATIVE scheme.write 1
        POP
        HALT
        LABEL f
        PUSH_INT 1
        TRY handler
        LOAD x
        CAR
        END_TRY
        JMP L
        LABEL handler
        STORE e
        LOAD e
        CDR
        LABEL L
        NUM_ADD
        RET
        """);

    [Fact]
    public void Code_that_nothing_refers_to_is_left_out() => LispListing.Check(
        """
        (define (a x) (b x))
        (define (b x) (a x))
        (define c 5)
        (write (+ c 1))
        """,
        """
        PUSH_INT 5
        PUSH_INT 1
        NUM_ADD
        NATIVE scheme.write 1
        POP
        HALT
        """);
}
