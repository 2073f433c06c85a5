using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Data;

/// <summary>A query whose rows the server keeps.</summary>
/// <param name="database">The connection.</param>
/// <param name="name">What the server calls it.</param>
internal sealed class PostgresCursor(PostgresDatabase database, string name) : IDatabaseCursor
{
    /// <summary>Rows of the first journey, of which nobody knows yet how large they are.</summary>
    private int _rowsAtOnce = 16;

    private bool _isClosed;

    /// <inheritdoc/>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>Learns the names of the columns; takes no row.</summary>
    /// <param name="cancellation">Gives it up.</param>
    public async Task BeginAsync(CancellationToken cancellation)
    {
        var none = await FetchAsync(0, cancellation).ConfigureAwait(false);
        Columns = none.Columns;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ListValue>> FetchAsync(int maximumRows, long maximumBytes, CancellationToken cancellation)
    {
        if (_isClosed)
        {
            return [];
        }

        var fetched = await FetchAsync(Math.Min(_rowsAtOnce, maximumRows), cancellation).ConfigureAwait(false);
        long bytes = fetched.Rows.Sum(row => ValueSize.Of(row.ToArray()));
        _rowsAtOnce = bytes < maximumBytes / 4 ? Math.Min(2 * _rowsAtOnce, maximumRows)
            : bytes > maximumBytes ? Math.Max(1, _rowsAtOnce / 2)
            : _rowsAtOnce;
        return fetched.Rows;
    }

    /// <inheritdoc/>
    public async Task CloseAsync()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        try
        {
            await database.ExecuteAsync($"CLOSE {name}", DatabaseParameters.None, CancellationToken.None).ConfigureAwait(false);
        }
        catch (HostException)
        {
            // The server has closed it with the transaction that failed.
        }
    }

    private Task<DatabaseRows> FetchAsync(int rows, CancellationToken cancellation) =>
        database.QueryAsync($"FETCH {rows} FROM {name}", DatabaseParameters.None, long.MaxValue, cancellation);
}
