namespace TinyTotIL.Compiler.Tests.LispGeneration;

/// <summary>Which variables live in cells.</summary>
public sealed class VariableTests
{
    [Fact]
    public void A_variable_that_no_closure_captures_is_set_in_its_frame() => LispListing.Check(
        """
        (define (f x) (set! x (+ x 1)) (* x x))
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
        PUSH_INT 1
        NUM_ADD
        STORE x
        LOAD x
        LOAD x
        NUM_MUL
        RET
        """);

    [Fact]
    public void A_variable_that_is_set_and_captured_lives_in_a_cell() => LispListing.Check(
        """
        (define (counter) (let ((n 0)) (lambda () (set! n (+ n 1)) n)))
        (write ((counter)))
        """,
        """
        CALL counter
        CALL_PROCEDURE 0
        NATIVE scheme.write 1
        POP
        HALT
        LABEL counter
        PUSH_INT 0
        MAKE_CELL
        STORE n
        CAPTURE n
        MAKE_LAMBDA counter/lambda
        RET
        LABEL counter/lambda
        LOAD n
        CELL_GET "n"
        PUSH_INT 1
        NUM_ADD
        LOAD n
        CELL_SET
        LOAD n
        CELL_GET "n"
        RET
        """);

    [Fact]
    public void A_variable_that_is_set_lives_in_a_cell_where_a_continuation_may_go_back() => LispListing.Check(
        """
        (define (f x) (%call/cc x) (set! x (+ x 1)) (* x x))
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
        MAKE_CELL
        STORE x
        LOAD x
        CELL_GET "x"
        CALL_CC
        POP
        LOAD x
        CELL_GET "x"
        PUSH_INT 1
        NUM_ADD
        LOAD x
        CELL_SET
        LOAD x
        CELL_GET "x"
        LOAD x
        CELL_GET "x"
        NUM_MUL
        RET
        """);

    [Fact]
    public void A_variable_that_is_captured_before_it_has_a_value_lives_in_a_cell() => LispListing.Check(
        """
        (define (f) (letrec* ((get (lambda () x)) (y (get)) (x 1)) (write get) (+ x y)))
        (write (f))
        """,
        """
        CALL f
        NATIVE scheme.write 1
        POP
        HALT
        LABEL f
        UNSET_CELL
        STORE x
        CAPTURE x
        MAKE_LAMBDA get
        STORE get
        LOAD get
        CALL_PROCEDURE 0
        STORE y
        PUSH_INT 1
        LOAD x
        CELL_SET
        LOAD get
        NATIVE scheme.write 1
        POP
        LOAD x
        CELL_GET "x"
        LOAD y
        NUM_ADD
        RET
        LABEL get
        LOAD x
        CELL_GET "x"
        RET
        """);
}
