using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Runtime.Data;

/// <summary>Every kind of database this library knows.</summary>
public sealed class SqlDatabases : IDatabases
{
    /// <inheritdoc/>
    public Task<IDatabase> ConnectAsync(DatabaseTarget target, IDatabaseGuard? guard, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        return target.Kind switch
        {
            DatabaseKind.Sqlite => Task.FromResult<IDatabase>(SqliteDatabase.Open(target, guard)),
            DatabaseKind.Postgres => PostgresDatabase.ConnectAsync(target, guard is not null, cancellation),
        };
    }
}
