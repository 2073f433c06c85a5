using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Data;

/// <summary>A query of SQLite whose rows are read when they are asked for.</summary>
/// <param name="database">The connection.</param>
/// <param name="statement">The query.</param>
internal sealed class SqliteCursor(SqliteDatabase database, SqliteStatement statement) : IDatabaseCursor
{
    private bool _isClosed;

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; } = statement.Columns;

    /// <inheritdoc/>
    public Task<IReadOnlyList<ListValue>> FetchAsync(int maximumRows, long maximumBytes, CancellationToken cancellation)
    {
        var rows = new List<ListValue>();
        long room = maximumBytes;
        while (!_isClosed && rows.Count < maximumRows && room > 0)
        {
            if (!database.Step(statement, cancellation))
            {
                // Another step would begin again.
                CloseAsync();
                break;
            }

            rows.Add(statement.ReadRow(ref room));
        }

        return Task.FromResult<IReadOnlyList<ListValue>>(rows);
    }

    /// <inheritdoc/>
    public Task CloseAsync()
    {
        _isClosed = true;
        statement.Dispose();
        return Task.CompletedTask;
    }
}
