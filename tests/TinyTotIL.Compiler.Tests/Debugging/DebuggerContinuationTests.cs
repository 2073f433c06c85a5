namespace TinyTotIL.Compiler.Tests.Debugging;

/// <summary>Sessions with calls that were set aside for a continuation: they are under way all the same.</summary>
public sealed class DebuggerContinuationTests
{
    private const string Receiver =
        """
        PUSH_INT 7
        CALL outer a
        PRINT
        HALT
        LABEL outer
        CALL middle
        LOAD a
        ADD
        RET
        LABEL middle
        MAKE_FUNCTION body k
        CALL_CC
        PUSH_INT 1
        ADD
        RET
        LABEL body
        PUSH_INT 5
        RET

        """;

    [Fact]
    public void Calls_around_a_capture_are_shown_and_finished_now_and_in_the_past() => Snapshot.Verify(Transcript.Of("main.ttvm", Receiver).Run(
        """
        break body
        continue
        bt
        up 2
        locals
        finish
        bt
        reverse-stepi
        bt
        frame 2
        print a
        finish
        reverse-finish
        bt
        present
        continue
        """));

    [Fact]
    public void Steps_over_the_end_of_a_receiver_go_on_behind_the_capture() => Snapshot.Verify(
        Transcript.Of("main.ttvm", Receiver).Run("break body\ncontinue\nnext\nnext\nnext\nnext\nnext\nbt\nreverse-next\nreverse-next\nquit")
        + Transcript.Of("main.ttvm", Receiver).Run("break 12\ncontinue\nnext\nbt\nquit"));

    [Fact]
    public void Variables_of_calls_that_were_set_aside_are_set_and_watched() => Snapshot.Verify(
        Transcript.Of("main.ttvm", Receiver).Run("break body\ncontinue\nup 2\nwatch a\nset a = 20\nstepi\nstepi\nbt\nreverse-stepi\nup 2\nlocals\npresent\ncontinue"));

    [Fact]
    public void A_handler_around_a_capture_catches_what_its_receiver_raises()
    {
        string text = Transcript.Of("main.ttvm", "TRY\nMAKE_FUNCTION body k\nCALL_CC\nPRINT\nCATCH\nEND_TRY\nPUSH_INT 1\nPRINT\nHALT\nLABEL body\nPUSH_STR \"no\"\nTHROW\n").Run("continue");
        Assert.DoesNotContain("uncaught", text, StringComparison.Ordinal);
        Assert.EndsWith("ended with 0\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_of_Scheme_around_a_captured_continuation_are_shown() => Snapshot.Verify(Transcript.Of("main.scm", """
        (define (find-first pred xs)
          (call/cc
            (lambda (return)
              (for-each
                (lambda (x)
                  (if (pred x)
                      (return x)))
                xs)
              #f)))
        (define (test x)
          (even? x))
        (display (find-first test '(1 4 5)))

        """).Run("break test\ncontinue\nbt\nbt all\nreverse-stepi\nbt\npresent\ncontinue\nfinish\nfinish\nbt\ncontinue"));

    [Fact]
    public void A_generator_that_is_entered_again_has_the_calls_of_then() => Snapshot.Verify(Transcript.Of("main.scm", """
        (define saved #f)
        (define (inner n)
          (+ n (call/cc (lambda (k) (set! saved k) 1))))
        (define (outer n)
          (let ((sum (inner n)))
            (display sum)
            sum))
        (define times 0)
        (outer 10)
        (set! times (+ times 1))
        (if (< times 3) (saved (* 100 times)))

        """).Run("break 6\ncontinue\nbt\nlocals\ncontinue\nbt\nlocals\nreverse-stepi\nbt\npresent\ncontinue\nbt\nreverse-continue\nlocals\npresent\ncontinue"));
}
