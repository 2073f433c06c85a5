namespace TinyTotIL.Conformance.Tests.Debugging;

/// <summary>Debuggable programs in a real debugger: breakpoints bind by their lines, steps go from line to line, and variables can be read.</summary>
public sealed class SteppingTests : IDisposable
{
    private readonly CommandSession _session = new();

    public void Dispose() => _session.Dispose();

    [DebuggerFact]
    public void Steps_go_from_line_to_line_through_loops_and_into_handlers()
    {
        using var debugger = Debug("main.ttvm", line: 5,
            """
            PUSH_STR ready
            PRINT
            READ_LINE
            POP
            PUSH_INT 1
            STORE i
            LABEL loop
            LOAD i
            PUSH_INT 2
            LT
            JZ done
            LOAD i
            DUP
            POP
            PUSH_INT 1
            ADD
            STORE i
            JMP loop
            LABEL done
            TRY caught
            LOAD i
            PUSH_INT 0
            DIV
            HALT
            LABEL caught
            POP
            LOAD i
            PRINT
            """);
        var stop = debugger.WaitForBreakpoint();
        Assert.Equal(("main:5", "-"), (stop.ToString(), stop.Variables["i"]));
        Assert.Equal([6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 8, 9, 10, 11, 20, 21, 22, 23, 26, 27], Enumerable.Range(0, 22).Select(_ => debugger.StepOver().Line));
        Assert.Equal("2", debugger.StepOver().Variables["i"]);
        Assert.Equal("2\n", debugger.Finish());
    }

    [DebuggerFact]
    public void Steps_go_into_functions_and_function_values_and_out_again()
    {
        using var debugger = Debug("main.ttvm", line: 6,
            """
            PUSH_STR ready
            PRINT
            READ_LINE
            POP
            PUSH_INT 3
            CALL twice x
            STORE k
            CAPTURE k
            MAKE_LAMBDA add a
            STORE f
            PUSH_INT 40
            LOAD f
            CALL_FUNCTION
            PRINT
            HALT
            LABEL twice
              LOAD x
              PUSH_INT 2
              MUL
              STORE y
              LOAD y
              RET
            LABEL add
              LOAD k
              LOAD a
              ADD
              RET
            """);
        Assert.Equal("main:6", debugger.WaitForBreakpoint().ToString());
        var stop = debugger.StepInto();
        Assert.Equal(("twice:17", "3"), (stop.ToString(), stop.Variables["x"]));
        Assert.Equal(["twice:18", "twice:19", "twice:20", "twice:21"], Steps(debugger.StepInto, 4));
        stop = debugger.StepOver();
        Assert.Equal(("twice:22", "3", "6"), (stop.ToString(), stop.Variables["x"], stop.Variables["y"]));
        Assert.Equal(["main:7", "main:8", "main:9", "main:10", "main:11", "main:12", "main:13"], Steps(debugger.StepOver, 7));
        stop = debugger.StepInto();
        Assert.Equal(("add:24", "6", "40"), (stop.ToString(), stop.Variables["k"], stop.Variables["a"]));
        Assert.Equal("main:13", debugger.StepOut().ToString());
        Assert.Equal("main:14", debugger.StepOver().ToString());
        Assert.Equal("46\n", debugger.Finish());
    }

    [DebuggerFact]
    public void Code_on_a_stack_machine_is_stepped_through_across_its_calls()
    {
        using var debugger = Debug("main.ttvm", line: 5,
            """
            PUSH_STR ready
            PRINT
            READ_LINE
            POP
            PUSH_INT 1
            JZ skip
            PUSH_INT 9
            LABEL skip
            CALL f
            PRINT
            HALT
            LABEL f
            PUSH_INT 5
            RET
            """);
        Assert.Equal("segment0:5", debugger.WaitForBreakpoint().ToString());
        Assert.Equal([6, 7, 9], Enumerable.Range(0, 3).Select(_ => debugger.StepOver().Line));
        Assert.Equal(["f:13", "f:14", "segment0:10", "segment0:11"], Steps(debugger.StepInto, 4));
        Assert.Equal("5\n", debugger.Finish());
    }

    [DebuggerFact]
    public void A_breakpoint_in_a_process_binds_before_and_after_it_has_waited()
    {
        using var debugger = Debug("main.ttvm", line: 18,
            """
            PUSH_STR ready
            PRINT
            READ_LINE
            POP
            MAKE_FUNCTION worker
            SPAWN
            STORE worker
            YIELD
            SELF
            LOAD worker
            SEND
            RECEIVE
            PRINT
            HALT
            LABEL worker
            RECEIVE
            STORE sender
            PUSH_INT 3
            CALL twice x
            LOAD sender
            SEND
            PUSH_INT 0
            RET
            LABEL twice
            LOAD x
            PUSH_INT 2
            MUL
            RET
            """);
        var stop = debugger.WaitForBreakpoint();
        Assert.Equal(("worker$resume:18", "1"), (stop.ToString(), stop.Variables["sender"]));
        Assert.Equal(["worker$resume:19", "twice:25", "twice:26", "twice:27", "twice:28", "worker$resume:20", "worker$resume:21"], Steps(debugger.StepInto, 7));
        Assert.Equal("6\n", debugger.Finish());
    }

    [DebuggerFact]
    public void Scheme_is_stepped_through_on_the_lines_of_its_files()
    {
        using var debugger = Debug("main.scm", line: 14,
            """
            (import (scheme base) (scheme write))
            (write-string "ready\n")
            (flush-output-port)
            (read-line)
            (define (f x)
              (let ((y (* x 2)))
                (lambda (k)
                  (+ x y k))))
            (define (g n)
              (let loop ((i 0) (sum 0))
                (if (< i n)
                    (loop (+ i 1) (+ sum i))
                    sum)))
            (define h (f 1))
            (write (h 2))
            (write (g 2))
            """);
        Assert.Equal("main:14", debugger.WaitForBreakpoint().ToString());
        var stop = debugger.StepInto();
        Assert.Equal(("f:6", "1"), (stop.ToString(), stop.Variables["x"]));
        Assert.Equal("main:15", debugger.StepOver().ToString());
        stop = debugger.StepInto();
        Assert.Equal(("f/lambda:8", "1", "2", "2"), (stop.ToString(), stop.Variables["x"], stop.Variables["y"], stop.Variables["k"]));
        Assert.Equal(["main:16", "g:10", "g:11", "g:12", "g:11", "g:12", "g:11", "g:13"], Steps(debugger.StepInto, 8));
        Assert.Equal("51", debugger.Finish());
    }

    private static List<string> Steps(Func<DebuggerStop> step, int count) => [.. Enumerable.Range(0, count).Select(_ => step().ToString())];

    private ManagedDebugger Debug(string file, int line, string program)
    {
        _session.Write(file, program);
        Assert.Equal(new CommandOutcome(0, "", ""), _session.Run("compile", "--debuggable", file, "-o", "main.dll"));
        return new ManagedDebugger(_session.PathOf("main.dll"), line);
    }
}
