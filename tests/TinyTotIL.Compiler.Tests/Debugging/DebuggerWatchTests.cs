namespace TinyTotIL.Compiler.Tests.Debugging;

/// <summary>What watches say of changes that no instruction has made just now: those of the past, those of a person, and those of frames that are gone.</summary>
public sealed class DebuggerWatchTests
{
    private const string Loop = "PUSH_INT 0\nSTORE i\nLABEL loop\nLOAD i\nPUSH_INT 1\nADD\nSTORE i\nLOAD i\nPUSH_INT 9\nLT\nJNZ loop\nHALT\n";

    private const string Account =
        """
        (define (withdraw amount)
          (let ((balance 100))
            (set! balance (- balance 30))
            (if (> amount balance)
                (raise 'broke)
                (- balance amount))))
        (define (try amount)
          (guard (e (#t (display e) 0))
            (+ 1 (withdraw amount))))
        (display (try 200))

        """;

    [Fact]
    public void Going_on_from_the_past_stops_at_watches_as_going_back_does() => Snapshot.Verify(
        Transcript.Of("main.ttvm", Loop).Run("tbreak loop\nc\nwatch i\nc\nc\nc\nrc\nrc\nrc\nc\nc\nc\nc\nquit")
        + Transcript.Of("main.ttvm", Loop).Run("tbreak loop\nc\nwatch i if i > 1\nc\nc\nreverse-stepi 99\nc\nc\nquit"));

    [Fact]
    public void The_variable_of_another_call_is_not_the_one_that_is_watched() => Snapshot.Verify(Transcript.Of(
        "main.ttvm", "CALL f\nCALL f\nHALT\nLABEL f\nPUSH_INT 1\nSTORE x\nPUSH_INT 2\nSTORE x\nRET\n").Run("break 7\nc\nc\ndelete 1\nwatch x\nc\nrc\nrc\nrc\nc\nc\nc"));

    [Fact]
    public void What_was_set_by_hand_is_no_change_of_an_instruction() => Snapshot.Verify(
        Transcript.Of("main.ttvm", Loop).Run("tbreak loop\nc\nwatch i\nwatch i * 2\nset i = 3\nstepi\nc\nrc\nreverse-stepi 3\nlocals\nquit")
        + Transcript.Of("main.scm", "(define total 1)\n(define (add n)\n  (set! total (+ total n)))\n(add 1)\n(add 2)\n(display total)\n").Run("break add\nc\nwatch total\nset total = 50\nc\nc\nc\nc"));

    [Fact]
    public void A_watch_is_over_when_a_tail_call_or_a_raise_has_left_its_function() => Snapshot.Verify(
        Transcript.Of("main.scm", Account).Run("break 3\nc\nwatch balance\nc\nc")
        + Transcript.Of("main.ttvm", "PUSH_INT 5\nCALL f x\nPRINT\nHALT\nLABEL f\nPUSH_INT 6\nSTORE y\nLOAD y\nTAIL_CALL g z\nLABEL g\nPUSH_INT 1\nSTORE y\nLOAD z\nRET\n").Run("break 8\nc\nwatch y\nc"));

    [Fact]
    public void A_watch_goes_with_a_loop_that_calls_itself_last() => Snapshot.Verify(Transcript.Of(
        "main.ttvm", "PUSH_INT 3\nCALL down n\nPRINT\nHALT\nLABEL down\nLOAD n\nJZ done\nLOAD n\nPUSH_INT 1\nSUB\nTAIL_CALL down n\nLABEL done\nPUSH_INT 0\nRET\n").Run("break 8\nc\ndelete\nwatch n\nc\nc\nc\nc"));
}
