namespace TinyTotIL.Compiler.Tests.Debugging;

/// <summary>What the debugger says where something is missing, has failed or is over.</summary>
public sealed class DebuggerMessagesTests
{
    private const string Squares =
        """
        PUSH_INT 3
        CALL square n
        CALL nothing
        CALL pair
        PRINT
        PRINT
        PRINT
        HALT

        LABEL square
            LOAD n
            LOAD n
            MUL
            RET
        LABEL nothing
            RET
        LABEL pair
            PUSH_INT 1
            PUSH_INT 2
            RET

        """;

    private const string Counting =
        """
        PUSH_INT 0
        STORE i
        LABEL again
        LOAD i
        PUSH_INT 1
        ADD
        STORE i
        LOAD i
        PUSH_INT 5
        LT
        JNZ again

        """;

    private const string Workers =
        """
        MAKE_FUNCTION brief
        SPAWN
        POP
        PUSH_INT 5
        SLEEP
        MAKE_FUNCTION failing
        SPAWN
        POP
        RECEIVE
        HALT

        LABEL brief
            PUSH_INT 1
            POP
            RET

        LABEL failing
            PUSH_STR "oops"
            THROW

        """;

    [Fact]
    public void A_thrown_error_is_told_with_the_instruction_that_has_thrown_it() => Snapshot.Verify(Transcript.Of(
        "main.ttvm",
        """
        TRY caught
        PUSH_STR "oops"
        THROW
        LABEL caught
        POP
        PUSH_INT 7
        THROW

        """).Run("catch all\nc\nc\nprint $0\nc"));

    [Fact]
    public void Quitting_is_silent()
    {
        string atError = Transcript.Of("main.ttvm", Workers).Run("c\nquit");
        Assert.EndsWith("(ttil) quit\nleft\n", atError, StringComparison.Ordinal);
        Assert.Contains("Unhandled exception: oops", atError, StringComparison.Ordinal);
        Assert.EndsWith("(ttil) quit\nleft\n", Transcript.Of("main.ttvm", "RECEIVE\nHALT\n").Run("c\nquit"), StringComparison.Ordinal);
        Assert.EndsWith("(ttil) quit\nleft\n", Transcript.Of("main.ttvm", "PUSH_INT 1\nPUSH_INT 0\nDIV\n").Run("c\nquit"), StringComparison.Ordinal);
        Assert.EndsWith("(ttil) quit\nleft\n", Transcript.Of("main.ttvm", "TRY here\nPUSH_INT 1\nPUSH_INT 0\nDIV\nLABEL here\nPRINT\nHALT\n").Run("catch all\nc\nquit"), StringComparison.Ordinal);
    }

    [Fact]
    public void In_the_past_the_processes_are_those_of_then() => Snapshot.Verify(Transcript.Of("main.ttvm", Workers).Run(
        """
        break brief
        c
        delete
        c
        processes
        process 1
        reverse-stepi 3
        processes
        process
        mailbox
        process 2
        present
        process 2
        reverse-stepi 100
        processes
        break 13
        process 2
        present
        process 1
        reverse-continue
        processes
        mailbox 2
        process 3
        quit
        """));

    [Fact]
    public void Expressions_without_a_value_say_why() => Snapshot.Verify(Transcript.Of("main.ttvm", Counting).Run(
        """
        print 1/0
        print 7 % 0
        print 1.0 / 0
        print $0
        set $0 = 4
        next
        print $0
        print $1
        print $$0
        print $x
        set $0 = 4
        """));

    [Fact]
    public void What_a_function_has_left_is_shown_when_it_was_finished() => Snapshot.Verify(
        Transcript.Of("main.ttvm", Squares).Run("step 2\nbt\nout\nstep\nfinish\nstep 2\nfinish\nreverse-finish\nover\nover\nout\nc")
        + new Transcript { Options = new() { History = 0 } }.Add("main.ttvm", Squares).Run("step 2\nout\nquit"));

    [Fact]
    public void Steps_in_one_line_of_Scheme_show_how_far_they_have_come() => Snapshot.Verify(
        Transcript.Of("main.scm", "(define (f x) (* x x)) (display (+ (f 2) (f 3)))\n").Run("break f\nc\nbt\nfinish\nstepi\nc\nbt\nc"));

    [Fact]
    public void Watches_and_conditions_that_cannot_be_are_refused_and_others_are_kept() => Snapshot.Verify(Transcript.Of("main.ttvm", Counting).Run(
        """
        info watches
        info breakpoints
        next 2
        watch 3
        watch "a" + "b"
        watch i if
        watch if i
        watch i if (
        watch i if i > 2
        break 8 if
        break if
        break 8 if i ==
        break 8
        info watches
        info breakpoints
        disable 2
        continue
        rc
        present
        c
        rc
        present
        help watch
        help finish
        quit
        """));

    [Fact]
    public void A_text_that_is_written_says_which_of_its_expressions_have_no_value() => Snapshot.Verify(Transcript.Of("main.ttvm", Counting).Run(
        """
        break 8 if i == 2
        log 1 {nope}, {i / 0}, {$3}, {i +} and {i}
        c
        """));

    [Fact]
    public void Hostile_names_are_escaped_wherever_a_place_is_shown() => Snapshot.Verify(new Transcript().Add(
        "ma\u001b[2Jin.ttvm",
        "CALL f\u001b]0;x\u0007 a\u202eb\nHALT\nLABEL f\u001b]0;x\u0007\nPUSH_STR \"\u001b[31m\" ; \u001b[5m\nTHROW\n").Run("""
        break 4
        c
        bt
        list
        locals
        info functions
        c
        c
        """));
}
