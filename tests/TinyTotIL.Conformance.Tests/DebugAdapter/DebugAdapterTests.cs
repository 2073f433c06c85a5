using System.Text.Json.Nodes;

namespace TinyTotIL.Conformance.Tests.DebugAdapter;

/// <summary>Debugging with <c>ttil dap</c> as an editor does: stopping, looking, and going on.</summary>
public sealed class DebugAdapterTests : IDisposable
{
    private readonly CommandSession _session = new();

    public DebugAdapterTests() => _session.Write(
        "fact.ttvm",
        "PUSH_INT 5",
        "CALL fact n",
        "PRINT",
        "HALT",
        "",
        "LABEL fact",
        "LOAD n",
        "PUSH_INT 2",
        "LT",
        "JNZ one",
        "LOAD n",
        "LOAD n",
        "PUSH_INT 1",
        "SUB",
        "CALL fact n",
        "MUL",
        "RET",
        "LABEL one",
        "PUSH_INT 1",
        "RET");

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_program_stops_at_breakpoints_and_shows_calls_and_variables()
    {
        using var client = new DebugClient(_session.Folder);
        client.Launch(new JsonObject { ["program"] = "fact.ttvm" });
        var set = client.Break(_session.PathOf("fact.ttvm"), Line(6), Line(5000));
        Assert.Equal((true, 7), ((bool)set[0]!["verified"]!, (int)set[0]!["line"]!));
        Assert.Equal((false, "there is no code on this line or behind it"), ((bool)set[1]!["verified"]!, (string)set[1]!["message"]!));
        client.Ask("configurationDone");
        var stop = client.Await("stopped");
        Assert.Equal(("breakpoint", 1, true), ((string?)stop["reason"], (int)stop["threadId"]!, (bool)stop["allThreadsStopped"]!));
        client.Break(_session.PathOf("fact.ttvm"), Line(6));
        stop = client.Go("continue");
        Assert.Equal((int)set[0]!["id"]!, (int)stop["hitBreakpointIds"]![0]!);
        var frames = client.Frames();
        Assert.Equal(["fact:7", "fact:15", "fact.ttvm:2"], client.Calls());
        Assert.Equal((_session.PathOf("fact.ttvm"), 1), ((string?)frames[0]!["source"]!["path"], (int)frames[0]!["column"]!));
        Assert.Equal(["n = 4"], client.Values());
        Assert.Equal(["0 (top) = 5"], client.Values("Operand stack"));
        client.Break(_session.PathOf("fact.ttvm"));
        Assert.Equal(0, client.Finish());
        Assert.Equal("120\n", client.Shown);
        Assert.Equal(new CommandOutcome(0, "", ""), client.Disconnect());
    }

    [Fact]
    public void Steps_go_in_over_and_out_by_line_and_by_instruction()
    {
        using var client = new DebugClient(_session.Folder);
        client.Start("fact.ttvm", stopOnEntry: true);
        Assert.Equal(["fact.ttvm:1"], client.Calls());
        Assert.Equal("step", (string?)client.Go("next")["reason"]);
        client.Go("stepIn");
        Assert.Equal(["fact:7", "fact.ttvm:2"], client.Calls());
        client.Ask("stepIn", new JsonObject { ["threadId"] = 1, ["granularity"] = "instruction" });
        client.Await("stopped");
        Assert.Equal(["0 (top) = 5"], client.Values("Operand stack"));
        client.Go("stepOut");
        Assert.Equal(["fact.ttvm:3"], client.Calls());
        Assert.Equal(0, client.Finish());
    }

    [Fact]
    public void Breakpoints_have_conditions_and_counts_and_may_write_instead_of_stopping()
    {
        using var client = new DebugClient(_session.Folder);
        client.Launch(new JsonObject { ["program"] = "fact.ttvm" });
        var set = client.Break(
            _session.PathOf("fact.ttvm"),
            With(Line(7), "logMessage", "n is {n}"),
            With(Line(9), "condition", "n == 3"),
            With(Line(11), "hitCondition", "> 3"),
            With(Line(12), "condition", "n =="),
            With(Line(12), "hitCondition", "often"));
        Assert.Equal([true, true, true, false, false], set.Select(row => (bool)row!["verified"]!));
        client.Ask("configurationDone");
        client.Await("stopped");
        Assert.Equal(["n = 3"], client.Values());
        Assert.Equal("[n is 5][n is 4][n is 3]", client.Shown);
        client.Go("continue");
        Assert.Equal(["fact:11", "fact:15", "fact:15", "fact:15", "fact.ttvm:2"], client.Calls());
        Assert.Equal(0, client.Finish());
    }

    [Fact]
    public void Breakpoints_stand_on_functions_and_instructions()
    {
        using var client = new DebugClient(_session.Folder);
        client.Launch(new JsonObject { ["program"] = "fact.ttvm" });
        var set = Functions(client, "one", "nowhere");
        Assert.Equal((true, false), ((bool)set[0]!["verified"]!, (bool)set[1]!["verified"]!));
        client.Ask("configurationDone");
        Assert.Equal("function breakpoint", (string?)client.Await("stopped")["reason"]);
        Assert.Equal("one:19", client.Calls()[0].Replace("fact:", "one:", StringComparison.Ordinal));
        string reference = (string)client.Frames()[0]!["instructionPointerReference"]!;
        var instructions = client.Ask("disassemble", new JsonObject { ["memoryReference"] = reference, ["instructionOffset"] = 0, ["instructionCount"] = 2 })["instructions"]!;
        Assert.Equal((reference, "PushInt(1)", "Ret"), ((string?)instructions[0]!["address"], (string?)instructions[0]!["instruction"], (string?)instructions[1]!["instruction"]));
        var next = client.Ask("setInstructionBreakpoints", new JsonObject
        {
            ["breakpoints"] = new JsonArray(new JsonObject { ["instructionReference"] = reference, ["offset"] = 1 }, new JsonObject { ["instructionReference"] = "0x7fffffff" }, new JsonObject { ["instructionReference"] = "0xzz" }),
        })["breakpoints"]!;
        Assert.Equal([true, false, false], next.AsArray().Select(breakpoint => (bool)breakpoint!["verified"]!));
        Assert.Equal([null, "there is no such instruction", "the reference is none of an instruction"], next.AsArray().Select(breakpoint => (string?)breakpoint!["message"]));
        Assert.Equal("instruction breakpoint", (string?)client.Go("continue")["reason"]);
        Assert.Equal(["0 (top) = 1", "1 = 2", "2 = 3", "3 = 4", "4 = 5"], client.Values("Operand stack"));
        var before = client.Ask("disassemble", new JsonObject { ["memoryReference"] = "0x10000", ["instructionOffset"] = -1, ["instructionCount"] = 2 })["instructions"]!;
        Assert.Equal(("invalid", "PushInt(5)"), ((string?)before[0]!["presentationHint"], (string?)before[1]!["instruction"]));
    }

    [Fact]
    public void Calls_that_a_continuation_has_set_aside_are_in_the_stack()
    {
        _session.Write("capture.ttvm", "CALL outer", "PRINT", "HALT", "LABEL outer", "MAKE_FUNCTION body k", "CALL_CC", "RET", "LABEL body", "PUSH_INT 5", "RET");
        using var client = new DebugClient(_session.Folder);
        client.Launch(new JsonObject { ["program"] = "capture.ttvm" });
        Functions(client, "body");
        client.Ask("configurationDone");
        client.Await("stopped");
        Assert.Equal(["body:9", "outer:6", "capture.ttvm:1"], client.Calls());
        client.Go("stepOut");
        Assert.Equal(["outer:7", "capture.ttvm:1"], client.Calls());
        client.Go("stepBack");
        Assert.Equal(["outer:6", "capture.ttvm:1"], client.Calls());
    }

    [Fact]
    public void The_recorded_past_is_gone_through_backwards_and_forwards()
    {
        using var client = new DebugClient(_session.Folder);
        client.Launch(new JsonObject { ["program"] = "fact.ttvm" });
        Functions(client, "one");
        client.Ask("configurationDone");
        client.Await("stopped");
        Functions(client);
        client.Break(_session.PathOf("fact.ttvm"), With(Line(7), "condition", "n == 3"));
        Assert.Equal(["n = 1"], client.Values());
        client.Go("stepBack");
        Assert.Equal("fact:10", client.Calls()[0]);
        var stop = client.Go("reverseContinue");
        Assert.Equal("breakpoint", (string?)stop["reason"]);
        Assert.StartsWith("Paused in the past, ", (string?)stop["description"], StringComparison.Ordinal);
        Assert.Equal(["n = 3"], client.Values());
        Assert.Equal("the past cannot be changed", client.Refused("setVariable", Setting(client, "n", "9")));
        Assert.Equal("The recorded past begins here", (string?)client.Go("reverseContinue")["description"]);
        Assert.Equal(["fact.ttvm:1"], client.Calls());
        client.Go("next");
        Assert.Equal(["fact.ttvm:2"], client.Calls());
        client.Break(_session.PathOf("fact.ttvm"));
        Assert.Equal("This is the present again", (string?)client.Go("continue")["description"]);
        Assert.Equal(["n = 1"], client.Values());
        Assert.Equal(0, client.Finish());
        Assert.Equal("120\n", client.Shown);
    }

    [Fact]
    public void Expressions_are_evaluated_and_variables_get_other_values()
    {
        using var client = new DebugClient(_session.Folder);
        client.Launch(new JsonObject { ["program"] = "fact.ttvm" });
        client.Break(_session.PathOf("fact.ttvm"), With(Line(7), "condition", "n == 2"));
        client.Ask("configurationDone");
        client.Await("stopped");
        var result = client.Evaluate("n * 2 + $0");
        Assert.Equal(("7", "integer", 0), ((string?)result["result"], (string?)result["type"], (int)result["variablesReference"]!));
        int frame = (int)client.Frames()[0]!["id"]!;
        Assert.Equal("there is no variable 'x' here", client.Refused("evaluate", new JsonObject { ["expression"] = "x", ["frameId"] = frame }));
        Assert.Equal("division by zero", client.Refused("evaluate", new JsonObject { ["expression"] = "n / 0", ["frameId"] = frame }));
        Assert.Equal("the operand stack cannot be set, only variables can", client.Refused("setExpression", new JsonObject { ["expression"] = "$0", ["value"] = "1", ["frameId"] = frame }));
        Assert.NotEmpty(client.Refused("evaluate", new JsonObject { ["expression"] = ")", ["frameId"] = frame }));
        Assert.NotEmpty(client.Refused("evaluate", new JsonObject { ["expression"] = new string('(', 100_000), ["frameId"] = frame }));
        Assert.Equal("10", (string?)client.Ask("setVariable", Setting(client, "n", "n * 5"))["value"]);
        Assert.Equal("only a variable can be given another value, not a part of one", client.Refused("setVariable", Setting(client, "0 (top)", "1", "Operand stack")));
        Assert.Equal(["n = 10"], client.Values());
        frame = (int)client.Frames()[0]!["id"]!;
        Assert.Equal("1", (string?)client.Ask("setExpression", new JsonObject { ["expression"] = "n", ["value"] = "1", ["frameId"] = frame })["value"]);
        Assert.NotEmpty(client.Refused("setExpression", new JsonObject { ["expression"] = "n + 1", ["value"] = "1", ["frameId"] = frame }));
        client.Break(_session.PathOf("fact.ttvm"));
        Assert.Equal(0, client.Finish());
        Assert.Equal("60\n", client.Shown);
    }

    [Fact]
    public void A_program_that_runs_takes_breakpoints_is_paused_and_is_ended()
    {
        _session.Write("loop.ttvm", "PUSH_INT 0", "STORE i", "LABEL top", "LOAD i", "PUSH_INT 1", "ADD", "STORE i", "JMP top");
        using var client = new DebugClient(_session.Folder);
        client.Start("loop.ttvm");
        Assert.Equal("1 loop.ttvm", (string?)client.Ask("threads")["threads"]![0]!["name"]);
        Assert.Equal("the program is running", client.Refused("stackTrace", new JsonObject { ["threadId"] = 1 }));
        Assert.Equal("the program is running", client.Refused("next", new JsonObject { ["threadId"] = 1 }));
        Assert.True((bool)client.Break(_session.PathOf("loop.ttvm"), With(Line(6), "hitCondition", "% 100"))[0]!["verified"]!);
        client.Await("stopped");
        int first = int.Parse(client.Values()[0]["i = ".Length..], System.Globalization.CultureInfo.InvariantCulture);
        client.Go("continue");
        Assert.Equal([$"i = {first + 100}"], client.Values());
        client.Break(_session.PathOf("loop.ttvm"));
        client.Ask("continue", new JsonObject { ["threadId"] = 1 });
        Assert.Equal("pause", (string?)client.Go("pause")["reason"]);
        client.Ask("continue", new JsonObject { ["threadId"] = 1 });
        client.Ask("terminate");
        client.AwaitEnd();
        Assert.Equal("the program has ended", client.Refused("pause", new JsonObject { ["threadId"] = 1 }));
        Assert.Equal(new CommandOutcome(0, "", ""), client.Disconnect());
    }

    [Fact]
    public void A_program_begins_again_from_its_file_and_keeps_its_breakpoints()
    {
        using var client = new DebugClient(_session.Folder);
        client.Launch(new JsonObject { ["program"] = "fact.ttvm" });
        client.Break(_session.PathOf("fact.ttvm"), Line(3));
        client.Ask("configurationDone");
        client.Await("stopped");
        Assert.Equal(["0 (top) = 120"], client.Values("Operand stack"));
        _session.Write("fact.ttvm", "PUSH_INT 6", "; another one", "PRINT", "HALT");
        client.Ask("restart");
        Assert.True((bool)client.Await("breakpoint")["breakpoint"]!["verified"]!);
        client.Await("stopped");
        Assert.Equal(["0 (top) = 6"], client.Values("Operand stack"));
        Assert.Equal(0, client.Finish());
        Assert.Equal("6\n", client.Shown);
    }

    [Fact]
    public void Breakpoints_may_come_before_the_program()
    {
        using var client = new DebugClient(_session.Folder);
        client.Ask("initialize", new JsonObject { ["linesStartAt1"] = false });
        Assert.False((bool)client.Break(_session.PathOf("fact.ttvm"), Line(2))[0]!["verified"]!);
        client.Ask("launch", new JsonObject { ["program"] = "fact.ttvm" });
        var changed = client.Await("breakpoint")["breakpoint"]!;
        Assert.Equal((true, 2), ((bool)changed["verified"]!, (int)changed["line"]!));
        client.Await("initialized");
        client.Ask("configurationDone");
        client.Await("stopped");
        Assert.Equal(["fact.ttvm:2"], client.Calls());
    }

    private static JsonArray Functions(DebugClient client, params string[] names) => client.Ask("setFunctionBreakpoints", new JsonObject
    {
        ["breakpoints"] = new JsonArray([.. names.Select(name => new JsonObject { ["name"] = name })]),
    })["breakpoints"]!.AsArray();

    private static JsonObject Setting(DebugClient client, string name, string value, string scope = "Variables") =>
        new() { ["variablesReference"] = client.Reference(scope), ["name"] = name, ["value"] = value };

    private static JsonObject Line(int line) => new() { ["line"] = line };

    private static JsonObject With(JsonObject breakpoint, string name, string value)
    {
        breakpoint[name] = value;
        return breakpoint;
    }
}
