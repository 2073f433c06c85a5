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

    /// <summary>Waits for the next message.</summary>
    public ReceivedMessage Take()
    {
        ForgetWithdrawn();
        return _waiting.Take();
    }

    /// <summary>Waits a while for the next message.</summary>
    /// <param name="patience">How long; not at all when it is not above zero.</param>
    /// <param name="message">The message.</param>
    /// <returns>Whether one came.</returns>
    public bool TryTake(TimeSpan patience, out ReceivedMessage message)
    {
        ForgetWithdrawn();
        return _waiting.TryTake(out message, patience > TimeSpan.Zero ? patience : TimeSpan.Zero);
    }

    /// <summary>Whether a request was withdrawn; says so once.</summary>
    /// <param name="id">The request.</param>
    public bool IsWithdrawn(JsonElement id) => _withdrawn.TryRemove(id.GetRawText(), out _);

    /// <inheritdoc/>
    public void Dispose() => _waiting.Dispose();

    private void ForgetWithdrawn()
    {
        if (_waiting.Count == 0)
        {
            // What could have been withdrawn has been answered.
            _withdrawn.Clear();
        }
    }

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
