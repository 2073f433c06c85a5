using System.Text.Json.Nodes;

namespace TinyTotIL.Conformance.Tests.DebugAdapter;

/// <summary>What <c>ttil dap</c> shows of programs of all kinds: processes, Scheme, errors, binary files, large and odd values.</summary>
public sealed class DebugAdapterProgramTests : IDisposable
{
    private readonly CommandSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Processes_are_threads_that_begin_end_and_stop_together()
    {
        _session.Write(
            "talk.ttvm",
            "REGISTER main",
            "POP",
            "MAKE_FUNCTION worker",
            "SPAWN",
            "STORE helper",
            "PUSH_STR \"first\"",
            "LOAD helper",
            "SEND",
            "PUSH_STR \"second\"",
            "LOAD helper",
            "SEND",
            "RECEIVE",
            "PRINT",
            "HALT",
            "",
            "LABEL worker",
            "REGISTER listener",
            "POP",
            "RECEIVE",
            "PRINT",
            "RECEIVE",
            "PRINT",
            "PUSH_STR \"bye\"",
            "SEND_NAMED main",
            "HALT");
        using var client = new DebugClient(_session.Folder);
        client.Launch(new JsonObject { ["program"] = "talk.ttvm" });
        client.Break(_session.PathOf("talk.ttvm"), Line(20));
        client.Ask("configurationDone");
        Assert.Equal(("started", 1), About(client.Await("thread")));
        Assert.Equal(("started", 2), About(client.Await("thread")));
        Assert.Equal(2, (int)client.Await("stopped")["threadId"]!);
        string[] names = [.. client.Ask("threads")["threads"]!.AsArray().Select(thread => (string)thread!["name"]!)];
        Assert.Equal(["1 main (talk.ttvm)", "2 listener (worker:17)"], names);
        Assert.Equal(["worker:20"], client.Calls(2));
        Assert.Equal(["0 = \"second\""], client.Values("Mailbox", 2));
        Assert.Equal(["talk.ttvm:12"], client.Calls(1));
        Assert.Equal(["helper = 2"], client.Values("Variables", 1));
        client.Go("next", 2);
        Assert.Equal(["worker:21"], client.Calls(2));
        client.Ask("continue", new JsonObject { ["threadId"] = 2 });
        Assert.Equal("exited", About(client.Await("thread")).What);
        Assert.Equal("exited", About(client.Await("thread")).What);
        Assert.Equal(0, client.AwaitEnd());
        Assert.Equal("first\nsecond\nbye\n", client.Shown);
    }

    [Fact]
    public void A_deadlock_stops_the_program_and_can_be_looked_at()
    {
        _session.Write("wait.ttvm", "RECEIVE", "PRINT", "HALT");
        using var client = new DebugClient(_session.Folder);
        client.Start("wait.ttvm");
        var stop = client.Await("stopped");
        Assert.Equal(("exception", 1), ((string?)stop["reason"], (int)stop["threadId"]!));
        Assert.StartsWith("Deadlock", (string?)stop["description"], StringComparison.Ordinal);
        Assert.Equal(["wait.ttvm:1"], client.Calls());
        Assert.Equal("deadlock", (string?)client.Ask("exceptionInfo", new JsonObject { ["threadId"] = 1 })["exceptionId"]);
        Assert.Equal(35, client.Finish());
    }

    [Fact]
    public void Scheme_is_stepped_by_its_lines_and_its_libraries_are_subtle()
    {
        _session.Write(
            "sum.scm",
            "(define items (list 1 \"two\" 'three))",
            "(define (visit item)",
            "  (let ((twice (cons item item)))",
            "    (display twice)",
            "    (newline)))",
            "(for-each visit items)");
        using var client = new DebugClient(_session.Folder);
        client.Launch(new JsonObject { ["program"] = "sum.scm" });
        client.Break(_session.PathOf("sum.scm"), Line(4));
        client.Ask("configurationDone");
        client.Await("stopped");
        var frames = client.Frames();
        Assert.Equal(["visit", "for-each", "sum.scm"], frames.Select(frame => (string)frame!["name"]!));
        Assert.Equal([null, "subtle", null], frames.Select(frame => (string?)frame!["presentationHint"]));
        Assert.True(File.Exists((string)frames[1]!["source"]!["path"]!));
        Assert.Equal(["item = 1", "twice = (1 . 1)"], client.Values());
        var items = client.Variables("Globals").Single(row => (string?)row!["name"] == "items")!;
        Assert.Equal(("(1 \"two\" three)", 3), ((string?)items["value"], (int)items["indexedVariables"]!));
        Assert.Equal(["0 = 1", "1 = \"two\"", "2 = three"], DebugClient.Texts(client.Open((int)items["variablesReference"]!)));
        Assert.Equal("three", (string?)client.Evaluate("items[2]")["result"]);
        client.Go("next");
        Assert.Equal("visit:5", client.Calls()[0]);
        Assert.Equal("(1 . 1)", client.Shown);
        client.Break(_session.PathOf("sum.scm"));
        Assert.Equal(0, client.Finish());
        Assert.Contains((string)client.Ask("loadedSources")["sources"]![0]!["path"]!, (string[])[_session.PathOf("sum.scm")]);
    }

    [Fact]
    public void Circles_and_large_values_open_piece_by_piece()
    {
        _session.Write(
            "large.scm",
            "(define circle (list 1 2))",
            "(set-cdr! (cdr circle) circle)",
            "(define large (make-vector 100000 7))",
            "(define long (let loop ((n 5000) (items (quote ()))) (if (= n 0) items (loop (- n 1) (cons (- n 1) items)))))",
            "(define (f add) (lambda (x) (+ x add)))",
            "(define made (vector (f 3)))",
            "(display (vector-length made))",
            "(newline)");
        using var client = new DebugClient(_session.Folder);
        client.Launch(new JsonObject { ["program"] = "large.scm" });
        client.Break(_session.PathOf("large.scm"), Line(7));
        client.Ask("configurationDone");
        client.Await("stopped");
        var globals = client.Variables("Globals").ToDictionary(row => (string)row!["name"]!, row => row!);
        var circle = client.Open((int)globals["circle"]["variablesReference"]!);
        Assert.Equal(["0", "1", "rest"], circle.Select(row => (string)row!["name"]!));
        Assert.Equal(3, client.Open((int)circle[2]!["variablesReference"]!).Count);
        Assert.Equal(100_000, (int)globals["large"]["indexedVariables"]!);
        Assert.True(((string)globals["large"]["value"]!).Length < 300);
        int large = (int)globals["large"]["variablesReference"]!;
        Assert.Equal(["99998 = 7", "99999 = 7"], DebugClient.Texts(client.Open(large, start: 99_998, count: 50)));
        Assert.Empty(client.Open(large, start: 200_000, count: 5));
        Assert.Equal("... = and 99000 more", DebugClient.Texts(client.Open(large))[^1]);
        var chain = client.Open((int)globals["long"]["variablesReference"]!, start: 999, count: 2);
        Assert.Equal(["999", "rest"], chain.Select(row => (string)row!["name"]!));
        Assert.Equal("0 = 1000", DebugClient.Texts(client.Open((int)chain[1]!["variablesReference"]!))[0]);
        var closure = client.Open((int)globals["made"]["variablesReference"]!)[0]!;
        Assert.Equal(["add = 3"], DebugClient.Texts(client.Open((int)closure["variablesReference"]!)));
        Assert.True(((string)client.Evaluate("large")["result"]!).Length < 5000);
    }

    [Fact]
    public void Objects_and_lists_open_by_name_and_by_number()
    {
        _session.Write("values.ttvm", "PUSH_INT 1", "PUSH_STR \"b\"", "MAKE_LIST 2", "STORE xs", "MAKE_OBJECT", "LOAD xs", "SET_FIELD inner", "STORE o", "HALT");
        using var client = new DebugClient(_session.Folder);
        client.Launch(new JsonObject { ["program"] = "values.ttvm" });
        client.Break(_session.PathOf("values.ttvm"), Line(9));
        client.Ask("configurationDone");
        client.Await("stopped");
        var rows = client.Variables();
        Assert.Equal(["xs = [1, \"b\"]", "o = {\"inner\": [1, \"b\"]}"], DebugClient.Texts(rows));
        var inner = client.Open((int)rows[1]!["variablesReference"]!)[0]!;
        string expression = (string)inner["evaluateName"]!;
        Assert.Equal("[1, \"b\"]", (string?)client.Evaluate(expression)["result"]);
        Assert.Equal(["0 = 1", "1 = \"b\""], DebugClient.Texts(client.Open((int)inner["variablesReference"]!)));
    }

    [Fact]
    public void A_thrown_error_is_told_with_the_line_that_has_thrown_it()
    {
        _session.Write("throw.ttvm", "PUSH_INT 1", "POP", "PUSH_STR \"oops\"", "THROW");
        using var client = new DebugClient(_session.Folder);
        client.Launch(new JsonObject { ["program"] = "throw.ttvm" });
        client.Ask("setExceptionBreakpoints", new JsonObject { ["filters"] = new JsonArray("uncaught") });
        client.Ask("configurationDone");
        string expected = "Parse error on line 3: Unhandled exception: oops";
        Assert.Equal(expected, (string?)client.Await("stopped")["text"]);
        var error = client.Ask("exceptionInfo", new JsonObject { ["threadId"] = 1 });
        Assert.Equal((expected, expected), ((string?)error["description"], (string?)error["details"]!["message"]));
        Assert.Equal(1, client.Finish());
    }

    [Fact]
    public void In_the_past_the_processes_are_those_of_then()
    {
        _session.Write("late.ttvm", "PUSH_INT 1", "POP", "MAKE_FUNCTION child", "SPAWN", "POP", "PUSH_INT 2", "POP", "RECEIVE", "HALT", "LABEL child", "RECEIVE", "RET");
        using var client = new DebugClient(_session.Folder);
        client.Launch(new JsonObject { ["program"] = "late.ttvm" });
        client.Break(_session.PathOf("late.ttvm"), Line(6));
        client.Ask("configurationDone");
        client.Await("stopped");
        Assert.Equal(2, client.Ask("threads")["threads"]!.AsArray().Count);
        client.Go("stepBack");
        client.Go("stepBack");
        Assert.Equal("1 late.ttvm", (string?)client.Ask("threads")["threads"]!.AsArray().Single()!["name"]);
        client.Break(_session.PathOf("late.ttvm"));
        client.Go("continue");
        Assert.Equal(2, client.Ask("threads")["threads"]!.AsArray().Count);
    }

    [Fact]
    public void A_deep_stack_is_shown_page_by_page()
    {
        _session.Write("deep.ttvm", "PUSH_INT 50000", "CALL down n", "HALT", "LABEL down", "LOAD n", "JZ end", "LOAD n", "PUSH_INT 1", "SUB", "CALL down n", "RET", "LABEL end", "RET");
        using var client = new DebugClient(_session.Folder);
        client.Launch(new JsonObject { ["program"] = "deep.ttvm" });
        client.Break(_session.PathOf("deep.ttvm"), Line(13));
        client.Ask("configurationDone");
        client.Await("stopped");
        var page = client.Ask("stackTrace", new JsonObject { ["threadId"] = 1, ["startFrame"] = 50_000, ["levels"] = 20 });
        Assert.Equal(50_002, (int)page["totalFrames"]!);
        Assert.Equal(["down", "deep.ttvm"], page["stackFrames"]!.AsArray().Select(frame => (string)frame!["name"]!));
        Assert.Equal(10_000, client.Frames().Count);
        var beyond = client.Ask("stackTrace", new JsonObject { ["threadId"] = 1, ["startFrame"] = int.MaxValue, ["levels"] = int.MaxValue });
        Assert.Empty(beyond["stackFrames"]!.AsArray());
    }

    [Fact]
    public void Errors_stop_the_program_caught_ones_only_when_that_is_wanted()
    {
        _session.Write("fail.ttvm", "TRY handler", "PUSH_INT 1", "PUSH_INT 0", "DIV", "END_TRY", "HALT", "LABEL handler", "POP", "PUSH_INT 2", "PUSH_INT 0", "DIV", "HALT");
        using var client = new DebugClient(_session.Folder);
        client.Launch(new JsonObject { ["program"] = "fail.ttvm" });
        client.Ask("setExceptionBreakpoints", new JsonObject { ["filters"] = new JsonArray("all", "uncaught", "unknown") });
        client.Ask("configurationDone");
        Assert.Equal("exception", (string?)client.Await("stopped")["reason"]);
        Assert.Equal("always", (string?)client.Ask("exceptionInfo", new JsonObject { ["threadId"] = 1 })["breakMode"]);
        Assert.Equal(["0 (top) = 0", "1 = 1"], client.Values("Operand stack"));
        client.Go("continue");
        var error = client.Ask("exceptionInfo", new JsonObject { ["threadId"] = 1 });
        Assert.Equal(("Division by zero", "unhandled", "fail.ttvm (fail.ttvm:11:1)"), ((string?)error["description"], (string?)error["breakMode"], (string?)error["details"]!["stackTrace"]));
        client.Ask("restart");
        client.Await("stopped");
        Assert.Equal(["fail.ttvm:4"], client.Calls());
        client.Ask("setExceptionBreakpoints", new JsonObject { ["filters"] = new JsonArray() });
        Assert.Equal("there is no error here", BeyondError(client));
        Assert.Equal(1, client.Finish());
        Assert.StartsWith("<Error: Division by zero>", client.Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true, "--sandbox")]
    [InlineData(false, "--sandbox", "--allow-read=notes.txt")]
    public void A_file_that_the_program_may_not_read_is_not_opened_as_its_source(bool isClosed, params string[] permissions)
    {
        _session.Write("notes.txt", "what is written here");
        _session.Write("named.ttvm", "SOURCE \"notes.txt\" 1 1", "PUSH_INT 1", "PRINT");
        using var client = new DebugClient(_session.Folder);
        client.Launch(new JsonObject
        {
            ["program"] = "named.ttvm",
            ["stopOnEntry"] = true,
            ["permissions"] = new JsonArray([.. permissions.Select(word => JsonValue.Create(word))]),
        });
        client.Ask("configurationDone");
        client.Await("stopped");
        var source = client.Frames()[0]!["source"]!;
        Assert.Equal(isClosed, source["path"] is null);
        if (isClosed)
        {
            var content = client.Ask("source", new JsonObject { ["sourceReference"] = (int)source["sourceReference"]!, ["source"] = source.DeepClone() })["content"]!;
            Assert.StartsWith("    Source", (string)content!, StringComparison.Ordinal);
        }

        Assert.Equal(0, client.Finish());
    }

    [Fact]
    public void A_binary_program_has_its_instructions_as_source()
    {
        _session.Write("plain.ttvm", "PUSH_INT 3", "", "CALL twice n", "PRINT", "HALT", "", "LABEL twice", "LOAD n", "LOAD n", "ADD", "RET");
        Assert.Equal(0, _session.Run("compile", "plain.ttvm", "-o", "plain.ttb").ExitCode);
        using var client = new DebugClient(_session.Folder);
        client.Start("plain.ttb", stopOnEntry: true);
        var source = client.Frames()[0]!["source"]!;
        int reference = (int)source["sourceReference"]!;
        string[] lines = ((string)client.Ask("source", new JsonObject { ["sourceReference"] = reference, ["source"] = source.DeepClone() })["content"]!).Split('\n');
        int add = Array.IndexOf(lines, "    Add") + 1;
        Assert.Equal((10, "LABEL twice"), (add, lines[6]));
        var set = client.Ask("setBreakpoints", new JsonObject { ["source"] = source.DeepClone(), ["breakpoints"] = new JsonArray(Line(add)) })["breakpoints"]![0]!;
        Assert.Equal((true, add), ((bool)set["verified"]!, (int)set["line"]!));
        Assert.Equal("breakpoint", (string?)client.Go("continue")["reason"]);
        Assert.Equal(["0 (top) = 3", "1 = 3"], client.Values("Operand stack"));
        Assert.Equal(0, client.Finish());
        Assert.Equal("6\n", client.Shown);
    }

    [Fact]
    public void A_launch_says_where_and_with_what_a_program_runs()
    {
        _session.Write("inner/show.scm", "(display (cdr (command-line)))", "(display (get-environment-variable \"TTIL_DAP_TEST\"))", "(display (read-line))", "(display (read-line))", "(display (file-exists? \"show.scm\"))");
        _session.Write("inner/input.txt", "a line", "another");
        using var client = new DebugClient(_session.Folder);
        client.Launch(new JsonObject
        {
            ["program"] = "show.scm",
            ["cwd"] = _session.PathOf("inner"),
            ["args"] = new JsonArray("x", "y z"),
            ["env"] = new JsonObject { ["TTIL_DAP_TEST"] = "set", ["TTIL_DAP_NONE"] = null },
            ["input"] = "input.txt",
            ["seed"] = 7,
            ["history"] = 0,
            ["noDebug"] = true,
        });
        Assert.False((bool)client.Break(_session.PathOf("inner/show.scm"), Line(1))[0]!["verified"]!);
        client.Ask("configurationDone");
        Assert.Equal(0, client.AwaitEnd());
        Assert.Equal("(x y z)seta lineanother#t", client.Shown);
    }

    [Fact]
    public void What_other_programs_write_is_shown_and_they_do_not_read_the_conversation()
    {
        _session.Write("start.ttvm", "PUSH_STR \"sort\"", "PUSH_STR \"-\"", "MAKE_LIST 1", "EXEC", "PRINT", "PUSH_STR \"dotnet\"", "PUSH_STR \"--version\"", "MAKE_LIST 1", "EXEC", "PRINT", "HALT");
        using var client = new DebugClient(_session.Folder);
        client.Start("start.ttvm");
        Assert.Equal(0, client.AwaitEnd());
        Assert.Matches("^0\n[0-9.]+[^\n]*\n0\n$", client.Shown);
        Assert.Equal(0, client.Disconnect().ExitCode);
    }

    [Fact]
    public void A_program_may_be_kept_from_the_outside()
    {
        _session.Write("read.ttvm", "PUSH_STR \"read.ttvm\"", "READ_FILE", "PRINT", "HALT");
        using var client = new DebugClient(_session.Folder);
        client.Launch(new JsonObject { ["program"] = "read.ttvm", ["permissions"] = new JsonArray("--sandbox") });
        client.Ask("configurationDone");
        Assert.Contains("--allow-read", (string?)client.Await("stopped")["text"], StringComparison.Ordinal);
        Assert.Equal(1, client.Finish());
    }

    private static string BeyondError(DebugClient client)
    {
        client.Go("next");
        return client.Refused("exceptionInfo", new JsonObject { ["threadId"] = 1 });
    }

    private static (string? What, int Thread) About(JsonNode body) => ((string?)body["reason"], (int)body["threadId"]!);

    private static JsonObject Line(int line) => new() { ["line"] = line };
}
