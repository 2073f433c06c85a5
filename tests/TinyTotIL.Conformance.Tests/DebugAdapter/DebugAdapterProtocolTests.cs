using System.Text.Json.Nodes;

namespace TinyTotIL.Conformance.Tests.DebugAdapter;

/// <summary>How a conversation with <c>ttil dap</c> begins and ends, and what it does with requests that make no sense.</summary>
public sealed class DebugAdapterProtocolTests : IDisposable
{
    private static readonly string[] Commands =
    [
        "initialize", "launch", "attach", "configurationDone", "restart", "setBreakpoints", "setFunctionBreakpoints", "setInstructionBreakpoints",
        "setExceptionBreakpoints", "breakpointLocations", "threads", "stackTrace", "scopes", "variables", "evaluate", "setVariable", "setExpression",
        "exceptionInfo", "source", "loadedSources", "disassemble", "stepBack", "pause", "cancel", "none", "",
    ];

    private readonly CommandSession _session = new();

    public DebugAdapterProtocolTests() => _session.Write("wait.ttvm", "PUSH_INT 1", "PRINT", "PUSH_INT 2", "PRINT", "HALT");

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_beginning_says_what_the_adapter_can_do()
    {
        using var client = new DebugClient(_session.Folder);
        Assert.Equal("'initialize' has to come first", client.Refused("launch", new JsonObject { ["program"] = "wait.ttvm" }));
        Assert.Equal("'initialize' has to come first", client.Refused("threads"));
        var abilities = client.Launch(new JsonObject { ["program"] = "wait.ttvm" });
        Assert.All(
            ["supportsConfigurationDoneRequest", "supportsStepBack", "supportsLogPoints", "supportsRestartRequest", "supportsExceptionInfoRequest", "supportsDisassembleRequest"],
            ability => Assert.True((bool)abilities[ability]!));
        Assert.Equal(["all", "uncaught"], abilities["exceptionBreakpointFilters"]!.AsArray().Select(filter => (string)filter!["filter"]!));
        Assert.Equal("the adapter is initialized already", client.Refused("initialize", new JsonObject()));
        Assert.Equal("there is a program already; an adapter serves one", client.Refused("launch", new JsonObject { ["program"] = "wait.ttvm" }));
        Assert.Equal(new CommandOutcome(0, "", ""), client.Disconnect());
    }

    [Fact]
    public void What_cannot_be_launched_is_said()
    {
        _session.Write("wrong.ttvm", "PUSH_INT 1", "NONSENSE");
        using var client = new DebugClient(_session.Folder);
        client.Ask("initialize");
        Assert.StartsWith("ttil cannot attach", client.Refused("attach", new JsonObject { ["pid"] = 1 }), StringComparison.Ordinal);
        Assert.Equal("there is no program yet; 'launch' has to come first", client.Refused("configurationDone"));
        Assert.Equal("'program' is missing: it is the file to debug", client.Refused("launch", new JsonObject()));
        Assert.Equal("'program' is not text", client.Refused("launch", new JsonObject { ["program"] = 5 }));
        Assert.Equal("'args' is a list of texts", client.Refused("launch", new JsonObject { ["program"] = "wait.ttvm", ["args"] = "x" }));
        Assert.StartsWith("'cwd': ", client.Refused("launch", new JsonObject { ["program"] = "wait.ttvm", ["cwd"] = "nowhere" }), StringComparison.Ordinal);
        Assert.StartsWith("'seed': ", client.Refused("launch", new JsonObject { ["program"] = "wait.ttvm", ["seed"] = -1 }), StringComparison.Ordinal);
        Assert.StartsWith("'permissions': ", client.Refused("launch", new JsonObject { ["program"] = "wait.ttvm", ["permissions"] = new JsonArray("--allow-all") }), StringComparison.Ordinal);
        Assert.StartsWith("cannot read 'nothing'", client.Refused("launch", new JsonObject { ["program"] = "wait.ttvm", ["input"] = "nothing" }), StringComparison.Ordinal);
        Assert.NotEmpty(client.Refused("launch", new JsonObject { ["program"] = "wait.ttvm", ["history"] = long.MaxValue }));
        Assert.NotEmpty(client.Refused("launch", new JsonObject { ["program"] = "wait.ttvm", ["env"] = new JsonObject { ["A=B"] = "c" } }));
        long number = 500;
        foreach (string field in (string[])["\"env\":{\"A\\ud800\":\"b\"}", "\"env\":{\"A\":\"\\ud800\"}", "\"args\":[\"\\ud800\"]", "\"permissions\":[\"\\ud800\"]"])
        {
            client.SendText(DebugClient.Framed($"{{\"seq\":{++number},\"type\":\"request\",\"command\":\"launch\",\"arguments\":{{\"program\":\"wait.ttvm\",{field}}}}}"));
            var answer = client.AnswerTo(number);
            Assert.False((bool)answer["success"]!);
            Assert.DoesNotContain("internal error", (string)answer["message"]!, StringComparison.Ordinal);
        }

        Assert.NotEmpty(client.Refused("launch", new JsonObject { ["program"] = "gone.ttvm" }));
        Assert.NotEmpty(client.Refused("launch", new JsonObject { ["program"] = "wrong.ttvm" }));
        Assert.Contains("wrong.ttvm:2:1: error", client.Shown, StringComparison.Ordinal);
        client.Ask("launch", new JsonObject { ["program"] = "wait.ttvm" });
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("-1")]
    [InlineData("""{"threadId":1e300,"frameId":-1,"variablesReference":4000000000,"line":-5,"startFrame":-1,"levels":-1,"expression":7,"source":[]}""")]
    [InlineData("""{"threadId":"1","frameId":null,"variablesReference":{},"source":{"path":"\u0000","sourceReference":2147483647},"sourceReference":1e9,"breakpoints":[{"line":2147483647},{"line":0}],"line":0,"filters":[1,null,{},"\ud800"],"filterOptions":[{"filterId":"\ud800"}]}""")]
    [InlineData("""{"threadId":1,"frameId":1,"variablesReference":1,"start":2147483647,"count":2147483647,"expression":"\ud800","name":"\ud800","value":"","memoryReference":"0xffffffffffffffff","instructionOffset":-2147483648,"instructionCount":2147483647,"source":{"path":"///"},"breakpoints":[7]}""")]
    [InlineData("""{"memoryReference":"0x0","instructionOffset":2147483647,"offset":2147483647,"instructionCount":2147483647,"breakpoints":[{"instructionReference":"0x7fffffff","offset":2147483647,"name":"\u0000"}]}""")]
    public void Every_request_is_answered_whatever_its_arguments_are(string arguments)
    {
        using var client = new DebugClient(_session.Folder);
        client.Start("wait.ttvm", stopOnEntry: true);
        long number = 1000;
        foreach (string command in Commands)
        {
            client.SendText(DebugClient.Framed($$"""{"seq":{{++number}},"type":"request","command":"{{command}}","arguments":{{arguments}}}"""));
            var answer = client.AnswerTo(number);
            Assert.DoesNotContain("internal error", (string?)answer["message"] ?? "", StringComparison.Ordinal);
        }

        client.Ask("threads");
        Assert.Equal(0, client.Disconnect().ExitCode);
    }

    [Fact]
    public void Messages_that_are_no_requests_are_passed_over()
    {
        using var client = new DebugClient(_session.Folder);
        client.SendText(DebugClient.Framed("{") + DebugClient.Framed("[1]") + DebugClient.Framed("{}") + DebugClient.Framed("{\"type\":\"response\",\"request_seq\":1}") + DebugClient.Framed("{\"type\":5}"));
        client.SendText(DebugClient.Framed(new string('[', 10_000)));
        client.SendText(DebugClient.Framed("{\"seq\":3,\"type\":\"request\"}"));
        Assert.Equal("a request needs a command", (string?)client.AnswerTo(3)["message"]);
        client.SendText(DebugClient.Framed("{\"seq\":\"x\",\"type\":\"request\",\"command\":\"initialize\"}"));
        Assert.True((bool)client.AnswerTo(0)["success"]!);
        var outcome = client.Disconnect();
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(5, outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("Content-Length: -5\r\n\r\n{}")]
    [InlineData("Content-Length: 99999999999999999999\r\n\r\n{}")]
    [InlineData("Content-Length: x\r\n\r\n{}")]
    public void A_length_that_is_none_ends_the_conversation(string text)
    {
        using var client = new DebugClient(_session.Folder);
        client.Start("wait.ttvm", stopOnEntry: true);
        client.SendText(text);
        var outcome = client.Wait();
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("ttil dap: ", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_end_of_the_input_ends_program_and_adapter(bool isRunning)
    {
        _session.Write("loop.ttvm", "LABEL top", "JMP top");
        using var client = new DebugClient(_session.Folder);
        client.Start("loop.ttvm", stopOnEntry: !isRunning);
        client.Close();
        Assert.Equal(1, client.Wait().ExitCode);
    }

    [Fact]
    public void Requests_after_the_end_of_the_program_are_refused()
    {
        using var client = new DebugClient(_session.Folder);
        client.Start("wait.ttvm");
        Assert.Equal(0, client.AwaitEnd());
        Assert.All(["continue", "next", "stepIn", "stepOut", "stepBack", "reverseContinue", "pause"], command =>
            Assert.Equal("the program has ended", client.Refused(command, new JsonObject { ["threadId"] = 1 })));
        Assert.All(["stackTrace", "scopes", "variables", "evaluate", "setVariable"], command => Assert.Equal("the program has ended", client.Refused(command)));
        Assert.Empty(client.Ask("threads")["threads"]!.AsArray());
        client.Ask("terminate");
        client.Ask("restart");
        Assert.Equal(0, client.AwaitEnd());
        Assert.Equal("1\n2\n1\n2\n", client.Shown);
        Assert.Equal(0, client.Disconnect().ExitCode);
    }

    [Fact]
    public void Numbers_from_before_the_program_went_on_mean_nothing()
    {
        using var client = new DebugClient(_session.Folder);
        client.Start("wait.ttvm", stopOnEntry: true);
        int frame = (int)client.Frames()[0]!["id"]!;
        int reference = client.Reference("Operand stack");
        client.Go("next");
        Assert.Equal("there is no such call any more", client.Refused("scopes", new JsonObject { ["frameId"] = frame }));
        Assert.Equal("these variables are not there any more", client.Refused("variables", new JsonObject { ["variablesReference"] = reference }));
        Assert.Equal("there is no process 9 any more", client.Refused("stackTrace", new JsonObject { ["threadId"] = 9 }));
    }
}
