namespace TinyTotIL.Runtime.Values;

/// <summary>An opaque handle of something outside the program: a connection, a stream or a future.</summary>
public sealed class HandleValue : HeapValue
{
    /// <summary>Makes a handle.</summary>
    /// <param name="kind">Connection, stream or future.</param>
    /// <param name="id">The text that identifies it when printed.</param>
    /// <param name="resource">What it stands for; null for a handle that only prints.</param>
    /// <exception cref="ArgumentOutOfRangeException">The kind is not one of the three.</exception>
    public HandleValue(ValueKind kind, string id, object? resource = null)
    {
        if (kind is not (ValueKind.Connection or ValueKind.Stream or ValueKind.Future))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "Only connections, streams and futures are handles.");
        }

        Kind = kind;
        Id = id;
        Resource = resource;
    }

    /// <summary>The text that identifies it when printed.</summary>
    public string Id { get; }

    /// <summary>What it stands for; the operations that accept it know the type. Processes on several threads may use it at once.</summary>
    public object? Resource { get; }

    /// <inheritdoc/>
    public override ValueKind Kind { get; }
}
