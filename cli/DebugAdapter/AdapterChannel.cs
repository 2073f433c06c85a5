using System.Text.Json;
using System.Text.Json.Nodes;
using TinyTotIL.Cli.Protocol;

namespace TinyTotIL.Cli.DebugAdapter;

/// <summary>What goes to the editor: answers and events, numbered in the order in which they are sent. Any thread may send.</summary>
/// <param name="writer">Where they go.</param>
internal sealed class AdapterChannel(MessageWriter writer)
{
    private readonly Lock _lock = new();
    private int _last;

    /// <summary>Sends an event.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="body">What there is to say; null for nothing.</param>
    public void SendEvent(string name, JsonObject? body = null)
    {
        var message = new JsonObject { ["type"] = "event", ["event"] = name };
        if (body is not null)
        {
            message["body"] = body;
        }

        Send(message);
    }

    /// <summary>Sends text that is shown to the person.</summary>
    /// <param name="category">Where it comes from: <c>stdout</c>, <c>stderr</c>, <c>console</c> or <c>important</c>.</param>
    /// <param name="text">The text.</param>
    public void SendOutput(string category, string text) => SendEvent("output", new JsonObject { ["category"] = category, ["output"] = text });

    /// <summary>Answers a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="body">The answer; null for a mere yes.</param>
    public void Answer(JsonElement request, JsonObject? body)
    {
        var message = AnswerTo(request, isDone: true);
        if (body is not null)
        {
            message["body"] = body;
        }

        Send(message);
    }

    /// <summary>Refuses a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="problem">Why.</param>
    public void Refuse(JsonElement request, string problem)
    {
        var message = AnswerTo(request, isDone: false);
        message["message"] = problem;
        message["body"] = new JsonObject
        {
            ["error"] = new JsonObject { ["id"] = 1, ["format"] = "{problem}", ["variables"] = new JsonObject { ["problem"] = problem }, ["showUser"] = true },
        };
        Send(message);
    }

    private static JsonObject AnswerTo(JsonElement request, bool isDone) => new()
    {
        ["type"] = "response",
        ["request_seq"] = request.Field("seq") is { ValueKind: JsonValueKind.Number } number ? JsonNode.Parse(number.GetRawText()) : 0,
        ["command"] = request.Text("command") ?? "",
        ["success"] = isDone,
    };

    private void Send(JsonObject message)
    {
        lock (_lock)
        {
            message["seq"] = ++_last;
            writer.Write(message);
        }
    }
}
