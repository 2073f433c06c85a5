using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>What the handle of a running query stands for. Rows are fetched some at a time, so that each costs no journey of its own.</summary>
/// <param name="connection">The connection it runs on.</param>
/// <param name="cursor">The query.</param>
internal sealed class DatabaseCursor(DatabaseConnection connection, IDatabaseCursor cursor) : IHandleResource
{
    private const int RowsAtOnce = 256;
    private const long BytesAtOnce = 1 << 20;

    private readonly Queue<ListValue> _ready = [];
    private bool _isClosed;

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Columns => cursor.Columns;

    /// <summary>Takes the next row; null at the end.</summary>
    /// <param name="context">The running process. When it is leaving the stack afterwards, there is no result yet.</param>
    /// <exception cref="HostException">The query failed, or was closed.</exception>
    public ListValue? Next(ProcessContext context)
    {
        // When a process goes on that had to wait, its own row comes from what it waited for.
        bool hasWaited = context.Process?.Details?.Offload is not null;
        return !hasWaited && TryTake() is { } ready ? ready : connection.Use(context, (_, cancellation) => FetchAsync(cancellation));
    }

    /// <inheritdoc/>
    public bool Close()
    {
        lock (_ready)
        {
            if (_isClosed)
            {
                return false;
            }

            _isClosed = true;
            _ready.Clear();
        }

        connection.Abandon(cursor);
        return true;
    }

    private ListValue? TryTake()
    {
        lock (_ready)
        {
            return _ready.TryDequeue(out var row) ? row : null;
        }
    }

    private async Task<ListValue?> FetchAsync(CancellationToken cancellation)
    {
        // Another process may have fetched while this one waited for the connection.
        if (TryTake() is { } ready)
        {
            return ready;
        }

        lock (_ready)
        {
            if (_isClosed)
            {
                throw new HostException("the cursor is closed");
            }
        }

        var rows = await cursor.FetchAsync(RowsAtOnce, BytesAtOnce, cancellation).ConfigureAwait(false);
        lock (_ready)
        {
            for (int i = 1; i < rows.Count && !_isClosed; i++)
            {
                _ready.Enqueue(rows[i]);
            }
        }

        return rows.Count == 0 ? null : rows[0];
    }
}
