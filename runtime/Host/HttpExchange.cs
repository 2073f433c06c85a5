using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Host;

/// <summary>A request that an HTTP server has received, until it is answered. Closed without an answer, it is answered 500.</summary>
internal sealed class HttpExchange : IHandleResource
{
    private readonly TaskCompletionSource<HttpAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>The path, with its percent encoding undone.</summary>
    public required string Path { get; init; }

    /// <summary>What stands behind the question mark, as it was sent.</summary>
    public required string Query { get; init; }

    /// <summary>The header lines.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>The body.</summary>
    public required byte[] Body { get; init; }

    /// <summary>Address and port of the client.</summary>
    public required string Peer { get; init; }

    /// <summary>Whether the client wants to go on with the same connection.</summary>
    public required bool KeepsAlive { get; init; }

    /// <summary>The answer, once there is one.</summary>
    public Task<HttpAnswer> Answered => _answer.Task;

    /// <summary>Answers it; false when it was answered before.</summary>
    /// <param name="answer">The answer.</param>
    public bool Reply(HttpAnswer answer) => _answer.TrySetResult(answer);

    /// <inheritdoc/>
    public bool Close() => Reply(HttpAnswer.Of(500, "The server did not answer."));
}
