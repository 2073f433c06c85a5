namespace TinyTotIL.Compiler.Tests.Debugging;

/// <summary>Sessions at the terminal, as they look.</summary>
public sealed class DebuggerShellTests
{
    private const string Factorial =
        """
        PUSH_INT 4
        CALL factorial n
        STORE result
        LOAD result
        PRINT
        HALT

        LABEL factorial
            LOAD n
            PUSH_INT 2
            LT
            JNZ one
            LOAD n
            LOAD n
            PUSH_INT 1
            SUB
            CALL factorial n
            MUL
            RET
        LABEL one
            PUSH_INT 1
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
        PRINT
        LOAD i
        PUSH_INT 5
        LT
        JNZ again

        """;

    private const string Values =
        """
        PUSH_INT 1
        PUSH_STR "two"
        PUSH_FLOAT 2.5
        MAKE_LIST 3
        STORE xs
        MAKE_OBJECT
        PUSH_STR "Ann"
        SET_FIELD name
        LOAD xs
        SET_FIELD items
        STORE person
        TRUE
        STORE flag
        NULL
        STORE nothing
        PUSH_INT 20
        PUSH_INT 7
        HALT

        """;

    private const string Failing =
        """
        PUSH_INT 7
        STORE x
        TRY caught
        CALL divide
        END_TRY
        LABEL caught
        POP
        LOAD x
        CALL divide y
        HALT

        LABEL divide
        PUSH_INT 1
        STORE d
        PUSH_INT 5
        PUSH_INT 0
        DIV
        RET

        """;

    private const string Processes =
        """
        MAKE_FUNCTION echo
        SPAWN
        STORE server
        PUSH_STR "hello"
        LOAD server
        SEND
        PUSH_INT 42
        LOAD server
        SEND
        MAKE_FUNCTION lazy
        SPAWN
        STORE other
        LOAD other
        LINK
        RECEIVE
        PRINT
        HALT

        LABEL echo
        RECEIVE
        STORE first
        RECEIVE
        STORE second
        LOAD first
        PUSH_INT 1
        SEND
        RET

        LABEL lazy
        RECEIVE
        RET

        """;

    private const string Scheme =
        """
        (define counter 0)
        (define (bump! by)
          (set! counter (+ counter by))
          counter)
        (define (twice f)
          (lambda (x)
            (f (f x))))
        (define (sum items)
          (if (null? items)
              0
              (+ (car items)
                 (sum (cdr items)))))
        (for-each bump! '(1 2 3))
        (display ((twice bump!) 10))
        (newline)
        (display (sum (list 1 2 3)))
        (newline)
        (define v (vector 1 2 3))
        (vector-set! v 0 'changed)
        (display (guard (e (#t 'caught)) (vector-ref v 9)))
        (car counter)

        """;

    [Fact]
    public void Steps_go_into_functions_over_them_and_out_of_them() => Snapshot.Verify(Transcript.Of("main.ttvm", Factorial).Run(
        """
        step
        step
        backtrace
        next 4
        next
        next 3
        next
        step
        bt
        finish
        finish

        stepi
        nexti
        up
        continue
        """));

    [Fact]
    public void Breakpoints_are_set_on_lines_labels_and_instructions_with_conditions_and_counts() => Snapshot.Verify(Transcript.Of("main.ttvm", Counting).Run(
        """
        break 3
        break main.ttvm:8 if i == 3
        b again
        tbreak *6
        info breakpoints
        break 99
        break nowhere
        break other.ttvm:3
        break *999
        break 4 if (
        run
        continue
        continue
        delete 1
        delete 3
        info breakpoints
        continue
        p i
        condition 2 i >= 4 and i < 6 or false
        c
        p i
        disable 2
        enable 2
        ignore 2 5
        ignore 9 1
        condition 2
        info b
        delete 17
        delete
        info b
        continue
        """));

    [Fact]
    public void A_breakpoint_can_write_and_go_on() => Snapshot.Verify(Transcript.Of("main.ttvm", Counting).Run(
        """
        break 8
        log 1 i is {i}, {nobody} and {i * 2}
        continue
        """));

    [Fact]
    public void A_breakpoint_is_passed_so_often_and_a_line_is_run_to() => Snapshot.Verify(Transcript.Of("main.ttvm", Counting).Run(
        """
        break 8
        continue
        continue 3
        p i
        delete
        until 13
        until again
        info breakpoints
        until nowhere
        run
        p i
        quit
        """));

    [Fact]
    public void Values_and_their_parts_are_shown() => Snapshot.Verify(Transcript.Of("main.ttvm", Values).Run(
        """
        until *17
        locals
        stack
        stack 1
        print xs[1]
        p person.name
        p person["items"][2]
        p $0 + $1
        p $$0
        p xs[3]
        p person.age
        p missing
        p not flag
        p nothing == null and flag
        p 7 / 2 + 7 % 2
        p "a" + "b" == "ab"
        p 1 +
        p 1 2
        p flag < 1
        p -3 * -2.5
        info locals
        """));

    [Fact]
    public void Variables_can_be_given_other_values() => Snapshot.Verify(Transcript.Of("main.ttvm", Counting).Run(
        """
        break 8
        continue
        set i = 4
        set i = i + "x"
        set j = 1
        set i[0] = 1
        set i
        p i
        c
        """));

    [Fact]
    public void A_watch_stops_where_a_value_changes_and_ends_with_its_function() => Snapshot.Verify(Transcript.Of("main.ttvm", Counting).Run(
        """
        next 2
        watch i
        watch $0
        watch nobody
        continue
        continue
        reverse-continue
        rc
        p i
        rc
        present
        continue
        info watches
        delete 2
        disable 1
        enable 1
        c
        delete 1
        c
        """));

    [Fact]
    public void A_watch_of_a_function_is_over_when_that_returns() => Snapshot.Verify(Transcript.Of("main.ttvm", Factorial).Run(
        """
        break one
        continue
        watch n
        watch n * 2 > 5
        continue
        """));

    [Fact]
    public void The_recorded_past_is_gone_through_backwards_and_forwards() => Snapshot.Verify(Transcript.Of("main.ttvm", Factorial).Run(
        """
        break one
        break factorial if n == 3
        delete 2
        continue
        info history
        reverse-step
        reverse-stepi
        p n
        stack
        reverse-finish
        p n
        bt
        break 16
        reverse-continue
        reverse-continue
        rn
        rn 3
        set n = 5
        until one
        rc
        rs 1000
        step
        next 2
        continue
        present
        p n
        quit
        """));

    [Fact]
    public void What_is_recorded_is_limited_and_can_be_nothing()
    {
        Snapshot.Verify(
            new Transcript { Options = new() { History = 4 } }.Add("main.ttvm", Counting).Run("break 8\nc\ninfo history\nrs 9\np i\nrs\nc\nc")
            + new Transcript { Options = new() { History = 0 } }.Add("main.ttvm", Counting).Run("break 8\nc\ninfo history\nrs\np i\nq"));
    }

    [Fact]
    public void An_error_stops_the_program_where_it_was_raised() => Snapshot.Verify(Transcript.Of("main.ttvm", Failing).Run(
        """
        catch all
        continue
        backtrace
        locals
        stack
        up
        p x
        down
        down
        frame 7
        reverse-next
        catch
        catch sometimes
        catch uncaught
        c
        c
        step
        bt
        continue
        """));

    [Fact]
    public void The_end_of_the_program_is_a_place_to_look_from() => Snapshot.Verify(new Transcript { Options = new() { StopsAtEnd = true } }.Add("main.ttvm", Factorial).Run(
        """
        catch none
        c
        p result
        rs
        c
        c
        """));

    [Fact]
    public void Processes_are_listed_looked_at_and_stepped_through() => Snapshot.Verify(Transcript.Of("main.ttvm", Processes).Run(
        """
        break process 3
        break echo
        continue
        processes
        mailbox
        next
        next
        p first
        process
        process 1
        bt
        locals
        mailbox 2
        process 9
        process 1
        break 16
        next
        reverse-next
        present
        continue
        process 2
        ps
        continue
        """));

    [Fact]
    public void A_deadlock_can_be_looked_at() => Snapshot.Verify(Transcript.Of(
        "main.ttvm",
        """
        PUSH_STR "alone"
        STORE why
        PUSH_STR "never mind"
        SELF
        SEND
        RECEIVE_MATCH tag:other
        HALT

        """).Run("c\nbt\nlocals\nmailbox\nps\nrs\nrs\nlocals\npresent\nstep"));

    [Fact]
    public void A_step_goes_elsewhere_when_its_process_ends() => Snapshot.Verify(Transcript.Of("main.ttvm", Processes).Run("break 25\nc\nfinish\nps\nc"));

    [Fact]
    public void Programs_of_several_modules_have_lines_in_each() => Snapshot.Verify(Transcript.Of(
        "main.ttvm",
        """
        IMPORT lib/shapes.ttvm
        PUSH_INT 3
        LOAD square
        CALL_FUNCTION
        PRINT

        """).Add(
        "lib/shapes.ttvm",
        """
        PUSH_STR "loading"
        PRINT
        MAKE_FUNCTION square side
        STORE square
        EXPORT square
        HALT
        LABEL square
        LOAD side
        DUP
        MUL
        RET

        """).Run(
        """
        break shapes.ttvm:2
        break square
        list lib/shapes.ttvm:1
        continue
        backtrace
        finish
        continue
        bt
        list
        finish
        c
        """));

    [Fact]
    public void Binary_programs_without_lines_are_stepped_by_instruction()
    {
        var files = new LibraryModuleSource().Add("main.ttvm", System.Text.Encoding.UTF8.GetBytes(Factorial));
        byte[] binary = Compilation.WriteBinary(Compilation.Load("main.ttvm", files).Program!);
        Snapshot.Verify(new Transcript().Add("main.ttb", binary).Run("list\nbreak factorial\nc\nstep\nx 2\nbt\nrs\nfinish\nc\nc\nc\nc"));
    }

    [Fact]
    public void Scheme_is_stepped_by_its_lines_and_its_libraries_are_out_of_sight() => Snapshot.Verify(Transcript.Of("main.scm", Scheme).Run(
        """
        list
        break bump!
        continue
        backtrace
        bt all
        locals
        step
        step
        p counter
        info globals
        watch counter
        delete 1
        c
        set counter = 100
        delete 2
        break sum
        c
        c
        p items
        p items[0]
        bt
        finish
        delete
        until 19
        p v
        n
        p v
        rn
        p v
        present
        catch all
        c
        c
        up
        c
        """));

    [Fact]
    public void What_is_typed_wrong_is_said_and_does_nothing() => Snapshot.Verify(Transcript.Of("main.ttvm", "PUSH_INT 1\nPRINT\n").Run(
        """
        frobnicate
        help
        help break
        help frobnicate
        step x
        continue 0
        info
        info nothing
        frame 5
        frame x
        print
        print |
        watch
        list 99
        list nowhere
        mailbox 4
        ignore
        log
        condition 3 x
        set x y
        stack 0
        re
        up
        down
        """));

    [Fact]
    public void Hostile_names_and_huge_values_are_shown_on_one_line() => Snapshot.Verify(Transcript.Of(
        "main.ttvm",
        $"""
        PUSH_STR "{new string('x', 5000)}"
        STORE long
        PUSH_STR "{'\u001b'}[2J{'\u202e'}"
        STORE bad
        LOAD bad
        MAKE_LIST 1
        MAKE_LIST 1
        MAKE_LIST 1
        MAKE_LIST 1
        MAKE_LIST 1
        MAKE_LIST 1
        MAKE_LIST 1
        MAKE_LIST 1
        STORE deep
        HALT

        """).Run("until 15\nlocals\np bad\np deep[0][0]\nquit"));

    [Fact]
    public void The_program_reads_its_own_input() => Snapshot.Verify(new Transcript { Input = "one\ntwo\n" }.Add("main.ttvm", "READ_LINE\nPRINT\nREAD_LINE\nPRINT\nPUSH_INT 3\nEXIT\n").Run("n\nstack\nc"));
}
