using System.Text.Json;

namespace TinyTotIL.Conformance.Tests;

/// <summary>What a user and a tool are told of an error.</summary>
public sealed class CommandLineErrorTests : IDisposable
{
    private readonly CommandSession _session = new();

    public CommandLineErrorTests()
    {
        _session.Write(
            "worker.ttvm",
            "  REGISTER main", "  POP", "  CALL start", "  POP", "  RECEIVE", "  HALT",
            "LABEL start", "  MAKE_FUNCTION worker", "  SPAWN_LINK", "  RET",
            "LABEL worker", "  REGISTER it's", "  POP", "  CALL deep", "  RET",
            "LABEL deep", "  TAIL_CALL deeper",
            "LABEL deeper", "    LOAD nothing", "  RET");
        _session.Write("bad.ttvm", "  PUSH_IN 4", "  JMP nowhere", "  STORE x", "  LOAD y");
    }

    public static TheoryData<string> Engines => ["compiled", "interpreter"];

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Engines))]
    public void An_error_in_a_process_says_who_started_it_and_whom_its_end_concerns(string engine) =>
        Assert.Equal(
            new CommandOutcome(
                1,
                "",
                "Process 2 error: Undefined variable: nothing\n"
                    + "  at deeper (worker.ttvm:19:5)\n"
                    + "  (tail calls from deep)\n"
                    + "  at worker (worker.ttvm:14:3)\n"
                    + "  in process 2 'it's', started by 1 at start (worker.ttvm:9:3), linked to 1\n"
                    + "Process 1 exited: Undefined variable: nothing\n"),
            _session.Run("run", "--engine", engine, "--seed", "1", "worker.ttvm"));

    [Theory]
    [MemberData(nameof(Engines))]
    public void An_error_that_ends_many_linked_processes_is_reported_once(string engine)
    {
        // Each process starts the next one and waits; the last one fails.
        _session.Write(
            "chain.ttvm",
            "PUSH_INT 5", "MAKE_LAMBDA next n", "SPAWN_WITH 1", "POP", "HALT",
            "LABEL next", "LOAD n", "JZ fail",
            "LOAD n", "PUSH_INT 1", "SUB", "MAKE_LAMBDA next n", "SPAWN_WITH 1", "LINK", "POP", "RECEIVE", "RET",
            "LABEL fail", "PUSH_INT 1000", "RECEIVE_AFTER now", "LABEL now", "LOAD nothing");
        var outcome = _session.Run("run", "--engine", engine, "--seed", "1", "chain.ttvm");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Output));
        Assert.Equal(
            "Process 7 error: Undefined variable: nothing\n  at next (chain.ttvm:22:1)\n  in process 7, started by 6, linked to 6\n", outcome.Error);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void The_main_program_says_who_is_linked_with_it(string engine)
    {
        _session.Write("main.ttvm", "MAKE_FUNCTION wait", "SPAWN_LINK", "MAKE_FUNCTION wait", "SPAWN_LINK", "LOAD x", "LABEL wait", "RECEIVE");
        Assert.Equal(
            new CommandOutcome(1, "", "Error: Undefined variable: x\n  at <top level> (main.ttvm:5:1)\n  in process 1, linked to 2, 3\n"),
            _session.Run("run", "--engine", engine, "--seed", "1", "main.ttvm"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void As_JSON_the_error_is_one_object_in_a_line(string engine)
    {
        var outcome = _session.Run("run", "--error-format", "json", "--engine", engine, "--seed", "1", "worker.ttvm");
        Assert.Equal(
            """
            {"kind":"error","text":"Undefined variable: nothing","stack":[{"function":"deeper","file":"worker.ttvm","line":19,"column":5},{"function":"worker","file":"worker.ttvm","line":14,"column":3,"tailCallsFrom":"deep"}],"process":{"id":2,"name":"it\u0027s","startedBy":1,"startedAt":{"function":"start","file":"worker.ttvm","line":9,"column":3},"links":[1],"monitoredBy":[]}}
            {"kind":"exit","process":1,"reason":"Undefined variable: nothing"}

            """,
            outcome.Error);
        Assert.All(Objects(outcome), each => Assert.Equal(JsonValueKind.Object, each.ValueKind));
    }

    [Fact]
    public void A_compiled_program_does_the_same_when_the_environment_asks()
    {
        Assert.Equal(0, _session.Run("compile", "worker.ttvm", "-o", "out/worker.dll").ExitCode);
        var interpreted = _session.RunWith([("TTIL_ERROR_FORMAT", "json"), ("TTIL_SEED", "1")], "run", "--engine", "interpreter", "worker.ttvm");
        var compiled = CommandSession.RunDotnet(_session.Folder, "", [("TTIL_ERROR_FORMAT", "json"), ("TTIL_SEED", "1")], [_session.PathOf("out/worker.dll")]);
        Assert.Equal(interpreted, compiled);
        Assert.Equal("error", Objects(compiled)[0].GetProperty("kind").GetString());
    }

    [Fact]
    public void The_command_line_overrules_the_environment_and_a_form_that_does_not_exist_is_refused()
    {
        Assert.StartsWith(
            "Process 2 error: ",
            _session.RunWith([("TTIL_ERROR_FORMAT", "json")], "run", "--error-format", "text", "worker.ttvm").Error,
            StringComparison.Ordinal);
        Assert.Equal(
            new CommandOutcome(2, "", "Error: TTIL_ERROR_FORMAT: 'xml' is not a form of errors, which is text or json\n"),
            _session.RunWith([("TTIL_ERROR_FORMAT", "xml")], "run", "worker.ttvm"));
        Assert.Contains("'xml' is not a form of errors", _session.Run("check", "--error-format", "xml", "worker.ttvm").Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_deadlock_is_an_object_too(string engine)
    {
        _session.Write("wait.ttvm", "REGISTER boss", "POP", "MAKE_FUNCTION helper", "SPAWN", "POP", "  RECEIVE", "HALT", "LABEL helper", "RECEIVE_MATCH tag:x", "RET");
        var outcome = _session.Run("run", "--error-format", "json", "--engine", engine, "wait.ttvm");
        Assert.Equal(35, outcome.ExitCode);
        Assert.Equal(
            """
            {"kind":"deadlock","text":"Deadlock: 2 processes wait and nothing can wake them","processes":2,"waiting":[{"processes":[1],"count":1,"name":"boss","at":{"file":"wait.ttvm","line":6,"column":3},"patterns":"any","messages":0},{"processes":[2],"count":1,"at":{"function":"helper","file":"wait.ttvm","line":9,"column":1},"patterns":"tag:x","messages":0}]}

            """,
            outcome.Error);
    }

    [Theory]
    [InlineData("check", "bad.ttvm")]
    [InlineData("run", "bad.ttvm")]
    [InlineData("compile", "bad.ttvm")]
    [InlineData("explore", "bad.ttvm")]
    [InlineData("optimize", "bad.ttvm", "out.ttvm")]
    public void What_is_wrong_with_a_program_is_one_object_in_a_line_each(string command, params string[] files)
    {
        var outcome = _session.Run([command, "--error-format=json", .. files]);
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        var found = Objects(outcome);
        Assert.Equal(["TT1001", "TT1011"], found.Select(each => each.GetProperty("code").GetString()));
        Assert.Equal(
            """{"kind":"diagnostic","code":"TT1011","severity":"error","message":"there is no label \u0027nowhere\u0027","file":"bad.ttvm","line":2,"column":7,"endLine":2,"endColumn":14,"upstream":"Unknown label: nowhere"}""",
            found[1].GetRawText());
    }

    [Fact]
    public void A_binary_program_has_lines_but_no_columns()
    {
        _session.Write("divide.ttvm", "  PUSH_INT 1", "  PUSH_INT 0", "  DIV");
        Assert.Equal(0, _session.Run("compile", "divide.ttvm", "-o", "divide.ttb").ExitCode);
        Assert.Equal(new CommandOutcome(1, "", "Error: Division by zero\n  at <top level> (divide.ttb:3)\n"), _session.Run("divide.ttb"));
        Assert.Equal(
            """{"kind":"error","text":"Division by zero","stack":[{"file":"divide.ttb","line":3}]}""" + "\n",
            _session.Run("run", "--error-format", "json", "divide.ttb").Error);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Scheme_has_columns_and_tail_calls_and_no_frames_of_its_libraries(string engine)
    {
        _session.Write(
            "deep.scm",
            "(import (scheme base) (scheme write))",
            "(define (inner x) (display \"\") (+ 1 (car x)))",
            "(define (middle x)",
            "  (display x) (inner x))",
            "(define (outer x) (+ 1 (middle x)))",
            "(display (map (lambda (x)",
            "                (+ 1 (outer x))) '(1)))");
        var outcome = _session.Run("run", "--engine", engine, "deep.scm");
        Assert.Equal(
            "Error: car expects a pair but got 1\n  at inner (deep.scm:2:37)\n  (tail calls from middle)\n  at outer (deep.scm:5:24)\n"
                + "  at lambda (deep.scm:7:22)\n  at <top level> (deep.scm:6:10)\n",
            outcome.Error);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void An_error_that_was_caught_and_raised_again_keeps_its_tail_calls(string engine)
    {
        _session.Write(
            "again.scm",
            "(import (scheme base) (scheme write))",
            "(define (fail x) (display \"\") (+ 1 (car x)))",
            "(define (middle x) (display \"\") (fail x))",
            "(guard (e ((string? e) #f))",
            "  (display (+ 1 (middle 5))))");
        string error = _session.Run("run", "--engine", engine, "again.scm").Error;
        Assert.StartsWith(
            "Error: car expects a pair but got 5\n  at fail (again.scm:2:36)\n  (tail calls from middle)\n  at lambda (again.scm:5:17)\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_and_evaluated_code_have_columns()
    {
        var outcome = _session.RunWithInput("(define (f x)\n  (car x))\n(+ 1 (f 5))\n(eval '(+ 1 (car 6)) (environment '(scheme base)))\n", "repl");
        Assert.Contains("  at f (<entry>:2:3)\n  at eval (<entry>:1:6)\n", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("  at eval (<eval>:1:6)\n", outcome.Error, StringComparison.Ordinal);
    }

    private static List<JsonElement> Objects(CommandOutcome outcome) =>
        [.. outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}
