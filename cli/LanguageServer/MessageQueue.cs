using System.Collections.Concurrent;
using System.Text.Json;
using TinyTotIL.Cli.Protocol;

namespace TinyTotIL.Cli.LanguageServer;

/// <summary>Messages that came and wait, read by a thread of their own: so a request can be withdrawn before its turn.</summary>
internal sealed class MessageQueue : IDisposable
{
    private const int MostWaiting = 256;

    private readonly BlockingCollection<ReceivedMessage> _waiting = new(MostWaiting);
    private readonly ConcurrentDictionary<string, bool> _withdrawn = new();

    /// <summary>Begins to read.</summary>
    /// <param name="reader">Where messages come from.</param>
    public MessageQueue(MessageReader reader) =>
        new Thread(() => ReadAll(reader)) { IsBackground = true, Name = "messages" }.Start();

    /// <summary>Whether none waits.</summary>
    public bool IsEmpty => _waiting.Count == 0;

    /// <summary>Waits for the next message.</summary>
    public ReceivedMessage Take()
    {
        if (IsEmpty)
        {
            // What could have been withdrawn has been answered.
            _withdrawn.Clear();
        }

        return _waiting.Take();
    }

    /// <summary>Whether a request was withdrawn; says so once.</summary>
    /// <param name="id">The request.</param>
    public bool IsWithdrawn(JsonElement id) => _withdrawn.TryRemove(id.GetRawText(), out _);

    /// <inheritdoc/>
    public void Dispose() => _waiting.Dispose();

    private void ReadAll(MessageReader reader)
    {
        try
        {
            ReceivedMessage message;
            do
            {
                message = Next(reader);
                if (message.Outcome == MessageOutcome.Message && message.Body.Text("method") == "$/cancelRequest" && message.Body.FieldAt("params", "id") is { } id && IsId(id))
                {
                    _withdrawn[id.GetRawText()] = true;
                }

                _waiting.Add(message);
            }
            while (message.Outcome is MessageOutcome.Message or MessageOutcome.Unreadable);
        }
        catch (ObjectDisposedException)
        {
            // The server has ended meanwhile.
        }
    }

    /// <summary>What is no text cannot even be asked how it was written.</summary>
    private static bool IsId(JsonElement id) => id.ValueKind == JsonValueKind.Number || MessageFields.TextOf(id) is not null;

    private static ReceivedMessage Next(MessageReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (IOException error)
        {
            return new ReceivedMessage(MessageOutcome.Broken, default, error.Message);
        }
    }
}
