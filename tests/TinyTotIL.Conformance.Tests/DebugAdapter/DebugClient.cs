using System.Text;
using System.Text.Json.Nodes;

namespace TinyTotIL.Conformance.Tests.DebugAdapter;

/// <summary>An editor as far as the built <c>ttil dap</c> can see: it asks, reads answers, and collects events.</summary>
internal sealed class DebugClient : IDisposable
{
    private readonly ProtocolProcess _server;
    private readonly Queue<JsonNode> _events = new();
    private readonly StringBuilder _shown = new();
    private int _lastRequest;
    private int _lastMessage;

    /// <summary>Starts an adapter.</summary>
    /// <param name="folder">Its current directory.</param>
    public DebugClient(string folder)
    {
        _server = new ProtocolProcess(folder, "dap");
    }

    /// <summary>What the program has written so far, as the editor shows it; errors in angle brackets, notes in square ones.</summary>
    public string Shown => _shown.ToString();

    /// <summary>Begins as editors do, up to where breakpoints are set.</summary>
    /// <param name="launch">The launch configuration.</param>
    /// <returns>What the adapter can do.</returns>
    public JsonNode Launch(JsonObject launch)
    {
        var abilities = Ask("initialize", new JsonObject { ["adapterID"] = "ttil", ["linesStartAt1"] = true, ["columnsStartAt1"] = true, ["pathFormat"] = "path" });
        Ask("launch", launch);
        Await("initialized");
        return abilities;
    }

    /// <summary>Begins, and lets the program run.</summary>
    /// <param name="program">The program.</param>
    /// <param name="stopOnEntry">Whether it stops at once, which is waited for.</param>
    public void Start(string program, bool stopOnEntry = false)
    {
        Launch(new JsonObject { ["program"] = program, ["stopOnEntry"] = stopOnEntry });
        Ask("configurationDone");
        if (stopOnEntry)
        {
            Assert.Equal("entry", (string?)Await("stopped")["reason"]);
        }
    }

    /// <summary>Asks for what has to be done.</summary>
    /// <param name="command">The request.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The answer; an empty object when there is none besides yes.</returns>
    public JsonNode Ask(string command, JsonObject? arguments = null)
    {
        var answer = AnswerTo(Send(command, arguments));
        Assert.True((bool)answer["success"]!, $"{command}: {answer["message"]}");
        Assert.Equal(command, (string?)answer["command"]);
        return answer["body"] ?? new JsonObject();
    }

    /// <summary>Asks for what has to be refused.</summary>
    /// <param name="command">The request.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>Why it was.</returns>
    public string Refused(string command, JsonObject? arguments = null)
    {
        var answer = AnswerTo(Send(command, arguments));
        Assert.False((bool)answer["success"]!, $"{command} was done");
        return (string)answer["message"]!;
    }

    /// <summary>Lets the program go on, and waits until it stands still again.</summary>
    /// <param name="command">How.</param>
    /// <param name="thread">The thread.</param>
    /// <returns>Why it does.</returns>
    public JsonNode Go(string command, int thread = 1)
    {
        Ask(command, new JsonObject { ["threadId"] = thread });
        return Await("stopped");
    }

    /// <summary>Waits for an event; those before it are passed over.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>What it says.</returns>
    public JsonNode Await(string name)
    {
        while (true)
        {
            var next = _events.TryDequeue(out var kept) ? kept : Read();
            Assert.Equal("event", (string?)next["type"]);
            if ((string?)next["event"] == name)
            {
                return next["body"] ?? new JsonObject();
            }

            Assert.False((string?)next["event"] == "terminated", $"the program has ended before '{name}': {Shown}");
        }
    }

    /// <summary>Lets the program run to its end, and gives its exit code.</summary>
    public int Finish()
    {
        Ask("continue", new JsonObject { ["threadId"] = 1 });
        return AwaitEnd();
    }

    /// <summary>Waits for the end of the program, and gives its exit code.</summary>
    public int AwaitEnd()
    {
        int code = (int)Await("exited")["exitCode"]!;
        Await("terminated");
        return code;
    }

    /// <summary>Sets breakpoints on lines of a file.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="wanted">What is asked for.</param>
    public JsonArray Break(string path, params JsonObject[] wanted) => Ask("setBreakpoints", new JsonObject
    {
        ["source"] = new JsonObject { ["path"] = path },
        ["breakpoints"] = new JsonArray([.. wanted]),
    })["breakpoints"]!.AsArray();

    /// <summary>The calls of a process as <c>function:line</c>, innermost first.</summary>
    /// <param name="thread">The process.</param>
    public string[] Calls(int thread = 1) => [.. Frames(thread).Select(frame => $"{frame!["name"]}:{frame["line"]}")];

    /// <summary>The calls of a process.</summary>
    /// <param name="thread">The process.</param>
    public JsonArray Frames(int thread = 1) => Ask("stackTrace", new JsonObject { ["threadId"] = thread })["stackFrames"]!.AsArray();

    /// <summary>What a scope of the innermost call opens into.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="thread">The process.</param>
    public JsonArray Variables(string scope = "Variables", int thread = 1) => Open(Reference(scope, thread));

    /// <summary>What a scope of the innermost call opens into, as <c>name = value</c>.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="thread">The process.</param>
    public string[] Values(string scope = "Variables", int thread = 1) => Texts(Variables(scope, thread));

    /// <summary>Rows as <c>name = value</c>.</summary>
    /// <param name="rows">The rows.</param>
    public static string[] Texts(JsonArray rows) => [.. rows.Select(row => $"{row!["name"]} = {row["value"]}")];

    /// <summary>The number of a scope of the innermost call.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="thread">The process.</param>
    public int Reference(string scope, int thread = 1)
    {
        var scopes = Ask("scopes", new JsonObject { ["frameId"] = (int)Frames(thread)[0]!["id"]! })["scopes"]!.AsArray();
        return (int)scopes.Single(found => (string?)found!["name"] == scope)!["variablesReference"]!;
    }

    /// <summary>What a number opens into.</summary>
    /// <param name="reference">The number.</param>
    /// <param name="start">Rows to leave out; null to say nothing of that.</param>
    /// <param name="count">Most rows; null to say nothing of that.</param>
    public JsonArray Open(int reference, int? start = null, int? count = null)
    {
        var arguments = new JsonObject { ["variablesReference"] = reference };
        if (start is not null)
        {
            (arguments["start"], arguments["count"], arguments["filter"]) = (start, count, "indexed");
        }

        return Ask("variables", arguments)["variables"]!.AsArray();
    }

    /// <summary>The value of an expression in the innermost call.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="thread">The process.</param>
    public JsonNode Evaluate(string expression, int thread = 1) =>
        Ask("evaluate", new JsonObject { ["expression"] = expression, ["frameId"] = (int)Frames(thread)[0]!["id"]!, ["context"] = "watch" });

    /// <summary>Ends the conversation as editors do, and gives what is left.</summary>
    public CommandOutcome Disconnect()
    {
        Ask("disconnect", new JsonObject { ["terminateDebuggee"] = true });
        return Wait();
    }

    /// <summary>Sends a request, and gives its number.</summary>
    /// <param name="command">The request.</param>
    /// <param name="arguments">Its arguments.</param>
    public int Send(string command, JsonNode? arguments = null)
    {
        SendText(Framed(new JsonObject { ["seq"] = ++_lastRequest, ["type"] = "request", ["command"] = command, ["arguments"] = arguments }.ToJsonString()));
        return _lastRequest;
    }

    /// <summary>Sends what may be no message.</summary>
    /// <param name="text">The text.</param>
    public void SendText(string text) => _server.SendText(text);

    /// <summary>A text with its header.</summary>
    /// <param name="body">The text.</param>
    public static string Framed(string body) => ProtocolProcess.Framed(body);

    /// <summary>Waits for an answer; events before it are kept.</summary>
    /// <param name="request">The number of the request.</param>
    public JsonNode AnswerTo(long request)
    {
        while (true)
        {
            var message = Read();
            if ((string?)message["type"] == "response")
            {
                Assert.Equal(request, (long)message["request_seq"]!);
                return message;
            }

            _events.Enqueue(message);
        }
    }

    /// <summary>Closes the input.</summary>
    public void Close() => _server.Close();

    /// <summary>Waits for the end of the adapter.</summary>
    public CommandOutcome Wait() => _server.Wait();

    /// <inheritdoc/>
    public void Dispose() => _server.Dispose();

    private JsonNode Read()
    {
        var message = _server.Read();
        Assert.Equal(++_lastMessage, (int)message["seq"]!);
        if ((string?)message["event"] == "output")
        {
            string text = (string)message["body"]!["output"]!;
            _shown.Append((string?)message["body"]!["category"] switch { "stdout" => text, "stderr" => $"<{text.TrimEnd('\n')}>", _ => $"[{text.TrimEnd('\n')}]" });
        }

        return message;
    }
}
