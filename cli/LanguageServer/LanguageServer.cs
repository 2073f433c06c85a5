using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using TinyTotIL.Cli.Protocol;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Cli.LanguageServer;

/// <summary>Answers an editor, message by message, until it says that is enough.</summary>
/// <remarks>
/// Requests are answered in the order they come. What the compiler has to say about a text is sent when no message waits and, for
/// a text that takes long to compile, when none has come for a moment: a change is seldom the last of its kind, and what follows it
/// at once is often a request, which would have to wait for the compiler.
/// </remarks>
/// <param name="features">What the server can do.</param>
/// <param name="writer">Where answers go.</param>
/// <param name="log">Takes what is wrong with the client or with us.</param>
internal sealed class LanguageServer(LanguageFeatures features, MessageWriter writer, Action<string> log)
{
    private const string Initialize = "initialize";
    private const string Shutdown = "shutdown";
    private const string Exit = "exit";

    /// <summary>A text waits for a quarter of the time that it took to check it, at most so long: diagnostics are not to look late.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    private bool _isInitialized;
    private bool _isShutDown;

    /// <summary>Serves until the end.</summary>
    /// <param name="reader">Where messages come from.</param>
    /// <returns>The exit code.</returns>
    public int Run(MessageReader reader)
    {
        using var queue = new MessageQueue(reader);
        try
        {
            while (true)
            {
                var message = Next(queue);
                switch (message.Outcome)
                {
                    case MessageOutcome.Message when message.Body.Text("method") == Exit && message.Body.Field("id") is null:
                        return _isShutDown ? ExitCodes.Success : ExitCodes.Failure;
                    case MessageOutcome.Message:
                        Handle(message.Body, queue);
                        break;
                    case MessageOutcome.Unreadable:
                        log(message.Problem);
                        RespondWithError(null, ProtocolError.ParseError, message.Problem);
                        break;
                    case MessageOutcome.Broken:
                        log(message.Problem);
                        return ExitCodes.Failure;
                    case MessageOutcome.End:
                        return _isShutDown ? ExitCodes.Success : ExitCodes.Failure;
                }
            }
        }
        catch (IOException)
        {
            // The editor no longer reads.
            return ExitCodes.OutputClosed;
        }
    }

    /// <summary>Waits for the next message, and says what there is to say meanwhile.</summary>
    private ReceivedMessage Next(MessageQueue queue)
    {
        long begin = Stopwatch.GetTimestamp();
        while (features.NextStale() is { } stale)
        {
            var pause = TimeSpan.FromTicks(Math.Min(stale.CheckTime.Ticks / 4, LongestPause.Ticks));
            if (queue.TryTake(pause - Stopwatch.GetElapsedTime(begin), out var message))
            {
                return message;
            }

            Publish(stale);
        }

        return queue.Take();
    }

    private void Handle(JsonElement message, MessageQueue queue)
    {
        string? method = message.Text("method");
        if (message.Field("id") is { } id)
        {
            if (method is null && (message.Has("result") || message.Has("error")))
            {
                return;
            }

            if (id.ValueKind != JsonValueKind.Number && MessageFields.TextOf(id) is null)
            {
                RespondWithError(null, ProtocolError.InvalidRequest, "the id of a request is a number or text");
            }
            else if (method is null)
            {
                RespondWithError(id, ProtocolError.InvalidRequest, "a request needs a method");
            }
            else if (queue.IsWithdrawn(id))
            {
                RespondWithError(id, ProtocolError.Cancelled, "withdrawn");
            }
            else
            {
                Respond(id, method, message);
            }
        }
        else if (method is not null)
        {
            Notice(method, message);
        }
        else
        {
            RespondWithError(null, ProtocolError.InvalidRequest, "a message needs a method");
        }
    }

    private void Respond(JsonElement id, string method, JsonElement message)
    {
        if (_isShutDown || (method == Initialize && _isInitialized))
        {
            RespondWithError(id, ProtocolError.InvalidRequest, _isShutDown ? "the server was shut down" : "the server is initialized already");
            return;
        }

        if (method != Initialize && !_isInitialized)
        {
            RespondWithError(id, ProtocolError.NotInitialized, $"'{Initialize}' has to come first");
            return;
        }

        try
        {
            var parameters = message.Field("params") ?? default;
            JsonNode? result;
            switch (method)
            {
                case Initialize:
                    result = features.Initialize(parameters);
                    _isInitialized = true;
                    break;
                case Shutdown:
                    result = null;
                    _isShutDown = true;
                    break;
                default:
                    if (!features.TryAnswer(method, parameters, out result))
                    {
                        RespondWithError(id, ProtocolError.MethodNotFound, $"there is no method '{method}'");
                        return;
                    }

                    break;
            }

            writer.Write(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = JsonNode.Parse(id.GetRawText()), ["result"] = result });
        }
        catch (InvalidMessageException problem)
        {
            RespondWithError(id, ProtocolError.InvalidParameters, problem.Message);
        }
        catch (RequestFailedException problem)
        {
            RespondWithError(id, ProtocolError.RequestFailed, problem.Message);
        }
        catch (Exception fault) when (fault is not IOException)
        {
            log($"{method}: {fault}");
            RespondWithError(id, ProtocolError.InternalError, $"{fault.GetType().Name}: {fault.Message}");
        }
    }

    private void Notice(string method, JsonElement message)
    {
        if (!_isInitialized || _isShutDown)
        {
            return;
        }

        try
        {
            foreach (var closed in features.Notice(method, message.Field("params") ?? default))
            {
                Publish(closed, version: null, []);
            }
        }
        catch (InvalidMessageException problem)
        {
            log($"{method}: {problem.Message}");
        }
        catch (Exception fault) when (fault is not IOException)
        {
            log($"{method}: {fault}");
        }
    }

    private void Publish(OpenDocument document)
    {
        long begin = Stopwatch.GetTimestamp();
        try
        {
            Publish(document.Uri, document.Version, features.Check(document));
        }
        catch (Exception fault) when (fault is not IOException)
        {
            // The text is as it is; what the compiler says about it is lost, and the rest goes on.
            log($"{document.Uri}: {fault}");
        }

        document.CheckTime = Stopwatch.GetElapsedTime(begin);
    }

    private void Publish(string uri, int? version, JsonArray diagnostics)
    {
        var parameters = new JsonObject { ["uri"] = uri, ["diagnostics"] = diagnostics };
        if (version is { } number)
        {
            parameters["version"] = number;
        }

        writer.Write(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = "textDocument/publishDiagnostics", ["params"] = parameters });
    }

    private void RespondWithError(JsonElement? id, ProtocolError error, string message) => writer.Write(new JsonObject
    {
        ["jsonrpc"] = "2.0",
        ["id"] = id is { } known ? JsonNode.Parse(known.GetRawText()) : null,
        ["error"] = new JsonObject { ["code"] = (int)error, ["message"] = message },
    });
}
