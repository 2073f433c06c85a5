using System.Text.Json.Nodes;

namespace TinyTotIL.Conformance.Tests.LanguageServer;

/// <summary>An editor as far as the built <c>ttil lsp</c> can see: it writes and reads messages.</summary>
internal sealed class LanguageClient : IDisposable
{
    private readonly ProtocolProcess _server;
    private readonly Queue<JsonNode> _notes = new();
    private readonly List<JsonNode> _published = [];
    private int _lastId;

    /// <summary>Starts a server.</summary>
    /// <param name="folder">Its current directory.</param>
    /// <param name="arguments">What follows the command.</param>
    public LanguageClient(string folder, params string[] arguments)
    {
        _server = new ProtocolProcess(folder, ["lsp", .. arguments]);
    }

    /// <summary>Starts a conversation as editors do.</summary>
    /// <param name="folder">The folder that is open.</param>
    /// <param name="showsMarkdown">Whether the editor shows Markdown.</param>
    /// <returns>What the server can do.</returns>
    public JsonNode Initialize(string folder, bool showsMarkdown = true)
    {
        var result = Ask("initialize", new JsonObject
        {
            ["processId"] = null,
            ["rootUri"] = UriOf(folder),
            ["capabilities"] = JsonNode.Parse(
                $$$"""
                {"textDocument": {
                  "hover": {"contentFormat": [{{{(showsMarkdown ? "\"markdown\", " : "")}}}"plaintext"]},
                  "completion": {"completionItem": {"snippetSupport": true}},
                  "documentSymbol": {"hierarchicalDocumentSymbolSupport": true}} }
                """),
        })["result"]!;
        Tell("initialized", new JsonObject());
        return result;
    }

    /// <summary>The URI of a file.</summary>
    /// <param name="path">Its full path.</param>
    public static string UriOf(string path) => new Uri(path).AbsoluteUri;

    /// <summary>Sends a request and waits for its answer.</summary>
    /// <param name="method">The method.</param>
    /// <param name="parameters">Its parameters.</param>
    public JsonNode Ask(string method, JsonNode? parameters)
    {
        Send(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = ++_lastId, ["method"] = method, ["params"] = parameters });
        return AnswerTo(_lastId);
    }

    /// <summary>Waits for an answer.</summary>
    /// <param name="id">To which request.</param>
    public JsonNode AnswerTo(JsonNode id)
    {
        while (true)
        {
            var message = Read();
            if (message["method"] is null && JsonNode.DeepEquals(message["id"], id))
            {
                return message;
            }

            _notes.Enqueue(message);
        }
    }

    /// <summary>Sends a notification.</summary>
    /// <param name="method">The method.</param>
    /// <param name="parameters">Its parameters.</param>
    public void Tell(string method, JsonNode? parameters) => Send(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = parameters });

    /// <summary>The next message that is no answer.</summary>
    public JsonNode NextNote() => _notes.TryDequeue(out var note) ? note : Read();

    /// <summary>What the server says next about a text. What it says meanwhile about others is kept.</summary>
    /// <param name="uri">The text.</param>
    /// <param name="version">Its version.</param>
    public JsonArray DiagnosticsOf(string uri, int version)
    {
        while (true)
        {
            int index = _published.FindIndex(note => (string?)note["uri"] == uri && (int?)note["version"] == version);
            if (index >= 0)
            {
                var found = _published[index]["diagnostics"]!.AsArray();
                _published.RemoveAt(index);
                return found;
            }

            var next = NextNote();
            Assert.Equal("textDocument/publishDiagnostics", (string?)next["method"]);
            _published.Add(next["params"]!);
        }
    }

    /// <summary>Sends a message.</summary>
    /// <param name="message">The message.</param>
    public void Send(JsonObject message) => SendText(Framed(message.ToJsonString()));

    /// <summary>Sends what may be no message.</summary>
    /// <param name="text">The text.</param>
    public void SendText(string text) => _server.SendText(text);

    /// <summary>A text with its header.</summary>
    /// <param name="body">The text.</param>
    public static string Framed(string body) => ProtocolProcess.Framed(body);

    /// <summary>Ends the conversation as editors do, and gives the exit code.</summary>
    public int End()
    {
        Ask("shutdown", null);
        Tell("exit", null);
        return Wait().ExitCode;
    }

    /// <summary>Closes the input.</summary>
    public void Close() => _server.Close();

    /// <summary>Waits for the end of the server.</summary>
    public CommandOutcome Wait() => _server.Wait();

    /// <summary>Reads the next message.</summary>
    public JsonNode Read() => _server.Read();

    /// <inheritdoc/>
    public void Dispose() => _server.Dispose();
}
