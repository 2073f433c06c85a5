namespace TinyTotIL.Runtime.Host;

/// <summary>A connection to an SQL database. It is used by one caller at a time, who waits for each task.</summary>
/// <remarks>Every failure is a <see cref="HostException"/> with the database's own sentence; a cancelled task throws <see cref="OperationCanceledException"/>.</remarks>
public interface IDatabase : IDisposable
{
    /// <summary>SQL that gives the names of the tables and views that statements can name without a schema.</summary>
    string TablesQuery { get; }

    /// <summary>Runs statements and gives the rows of the last one that has any.</summary>
    /// <param name="sql">The statements.</param>
    /// <param name="parameters">Values for their parameters.</param>
    /// <param name="maximumBytes">The most memory that the rows may take, about.</param>
    /// <param name="cancellation">Gives it up.</param>
    Task<DatabaseRows> QueryAsync(string sql, DatabaseParameters parameters, long maximumBytes, CancellationToken cancellation);

    /// <summary>Runs statements.</summary>
    /// <param name="sql">The statements.</param>
    /// <param name="parameters">Values for their parameters.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <returns>Number of rows inserted, changed and removed.</returns>
    Task<long> ExecuteAsync(string sql, DatabaseParameters parameters, CancellationToken cancellation);

    /// <summary>Runs one statement once for each set of parameters.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">The sets.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <returns>Number of rows inserted, changed and removed by all together.</returns>
    Task<long> ExecuteManyAsync(string sql, IReadOnlyList<DatabaseParameters> parameters, CancellationToken cancellation);

    /// <summary>Begins a query whose rows are taken a few at a time, while the connection is used for other things too.</summary>
    /// <param name="sql">One statement.</param>
    /// <param name="parameters">Values for its parameters.</param>
    /// <param name="cancellation">Gives it up.</param>
    Task<IDatabaseCursor> OpenCursorAsync(string sql, DatabaseParameters parameters, CancellationToken cancellation);

    /// <summary>The key that the database made up for the row inserted last.</summary>
    /// <param name="cancellation">Gives it up.</param>
    Task<long> LastInsertIdAsync(CancellationToken cancellation);
}
