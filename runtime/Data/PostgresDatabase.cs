using Npgsql;
using NpgsqlTypes;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Data;

/// <summary>A connection to a PostgreSQL server. Waiting for the server takes no thread.</summary>
/// <remarks>
/// Values come as the server's text, so that every type has a form, also those of extensions. Text goes without a type, as a literal in SQL does, so that
/// it fits columns of dates and the like.
/// </remarks>
internal sealed class PostgresDatabase : IDatabase
{
    /// <summary>Commands sent together; the server answers one after another.</summary>
    private const int CommandsAtOnce = 256;

    /// <summary>The text forms that <see cref="PostgresText"/> knows.</summary>
    private const string Session = "SET datestyle = 'ISO, YMD'; SET intervalstyle = 'iso_8601'; SET bytea_output = 'hex'; SET timezone = 'UTC'";

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;
    private readonly DatabaseSeat _seat;
    private int _cursors;

    private PostgresDatabase(NpgsqlDataSource source, NpgsqlConnection connection, DatabaseSeat seat) => (_source, _connection, _seat) = (source, connection, seat);

    /// <inheritdoc/>
    public string TablesQuery =>
        "SELECT table_name::text FROM information_schema.tables WHERE table_schema::text = ANY (current_schemas(false)::text[]) ORDER BY table_name::text COLLATE \"C\"";

    /// <summary>Connects to a server.</summary>
    /// <param name="target">Which.</param>
    /// <param name="isGuarded">Whether what the target does not say is left out; otherwise the library looks for it in the environment and the user's files.</param>
    /// <param name="cancellation">Gives it up.</param>
    public static Task<IDatabase> ConnectAsync(DatabaseTarget target, bool isGuarded, CancellationToken cancellation) => PostgresFailure.Convert<IDatabase>(async () =>
    {
        var source = PostgresSettings.Source(target, isGuarded);
        DatabaseSeat? seat = null;
        NpgsqlConnection? connection = null;
        try
        {
            seat = DatabaseSeat.Take();
            connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
            var database = new PostgresDatabase(source, connection, seat);
            await database.ExecuteAsync(Session, DatabaseParameters.None, cancellation).ConfigureAwait(false);
            return database;
        }
        catch
        {
            connection?.Dispose();
            source.Dispose();
            seat?.Dispose();
            throw;
        }
    });

    /// <inheritdoc/>
    public Task<DatabaseRows> QueryAsync(string sql, DatabaseParameters parameters, long maximumBytes, CancellationToken cancellation) =>
        PostgresFailure.Convert(async () =>
        {
            using var command = Command(sql, parameters);
            return await PostgresCancellation.Await(_connection, command.Cancel, () => ReadAsync(command, maximumBytes), cancellation).ConfigureAwait(false);
        });

    /// <inheritdoc/>
    public Task<long> ExecuteAsync(string sql, DatabaseParameters parameters, CancellationToken cancellation) => PostgresFailure.Convert(async () =>
    {
        using var command = Command(sql, parameters);
        int affected = await PostgresCancellation.Await(_connection, command.Cancel, command.ExecuteNonQueryAsync, cancellation).ConfigureAwait(false);
        return Math.Max(0L, affected);
    });

    /// <inheritdoc/>
    public Task<long> ExecuteManyAsync(string sql, IReadOnlyList<DatabaseParameters> parameters, CancellationToken cancellation) =>
        PostgresFailure.Convert(async () =>
        {
            long affected = 0;
            foreach (var chunk in parameters.Chunk(CommandsAtOnce))
            {
                using var batch = new NpgsqlBatch(_connection) { Timeout = 0 };
                foreach (var set in chunk)
                {
                    var command = new NpgsqlBatchCommand(sql);
                    AddParameters(command.Parameters, set);
                    batch.BatchCommands.Add(command);
                }

                int done = await PostgresCancellation.Await(_connection, batch.Cancel, () => batch.ExecuteNonQueryAsync(), cancellation).ConfigureAwait(false);
                affected += Math.Max(0, done);
            }

            return affected;
        });

    /// <inheritdoc/>
    public Task<IDatabaseCursor> OpenCursorAsync(string sql, DatabaseParameters parameters, CancellationToken cancellation) =>
        PostgresFailure.Convert<IDatabaseCursor>(async () =>
        {
            // Held by the server, so that it outlives the transaction and leaves the connection free for other statements.
            string name = $"ttil_cursor_{++_cursors}";
            using (var declare = Command($"DECLARE {name} NO SCROLL CURSOR WITH HOLD FOR {sql}", parameters))
            {
                await PostgresCancellation.Await(_connection, declare.Cancel, declare.ExecuteNonQueryAsync, cancellation).ConfigureAwait(false);
            }

            var cursor = new PostgresCursor(this, name);
            await cursor.BeginAsync(cancellation).ConfigureAwait(false);
            return cursor;
        });

    /// <inheritdoc/>
    public async Task<long> LastInsertIdAsync(CancellationToken cancellation)
    {
        var rows = await QueryAsync("SELECT lastval()", DatabaseParameters.None, long.MaxValue, cancellation).ConfigureAwait(false);
        return rows.Rows[0][0].AsInt;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection.Dispose();
        _source.Dispose();
        _seat.Dispose();
    }

    private static async Task<DatabaseRows> ReadAsync(NpgsqlCommand command, long maximumBytes)
    {
        using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        var result = DatabaseRows.None;
        do
        {
            if (reader.FieldCount > 0)
            {
                result = await ReadRowsAsync(reader, maximumBytes).ConfigureAwait(false);
            }
        }
        while (await reader.NextResultAsync().ConfigureAwait(false));

        return result;
    }

    private static async Task<DatabaseRows> ReadRowsAsync(NpgsqlDataReader reader, long maximumBytes)
    {
        var rows = new List<ListValue>();
        long room = maximumBytes;
        var types = new uint[reader.FieldCount];
        for (int i = 0; i < types.Length; i++)
        {
            types[i] = reader.GetDataTypeOID(i);
        }

        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            var row = new Value[types.Length];
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = reader.IsDBNull(i) ? Value.Null : PostgresText.ToValue(types[i], reader.GetString(i));
            }

            room -= ValueSize.Of(row);
            if (room < 0)
            {
                throw ValueSize.TooLarge(maximumBytes);
            }

            rows.Add(ListValue.FromOwned(row));
        }

        return new DatabaseRows([.. Enumerable.Range(0, types.Length).Select(reader.GetName)], rows);
    }

    private static void AddParameters(NpgsqlParameterCollection target, DatabaseParameters parameters)
    {
        if (parameters.AreNamed)
        {
            foreach (var (name, value) in parameters.Named)
            {
                target.Add(Parameter(value, name));
            }

            return;
        }

        foreach (var value in parameters.Values)
        {
            target.Add(Parameter(value, ""));
        }
    }

    private static NpgsqlParameter Parameter(Value value, string name) => value.Tag switch
    {
        null => new NpgsqlParameter<long>(name, NpgsqlDbType.Bigint) { TypedValue = value.AsInt },
        BytesValue bytes => new NpgsqlParameter<byte[]>(name, NpgsqlDbType.Bytea) { TypedValue = bytes.Bytes },
        _ when value.IsFloat => new NpgsqlParameter<double>(name, NpgsqlDbType.Double) { TypedValue = value.AsFloat },
        _ when value.IsBool => new NpgsqlParameter<bool>(name, NpgsqlDbType.Boolean) { TypedValue = value.AsBool },
        _ when value.IsText => new NpgsqlParameter<string>(name, NpgsqlDbType.Unknown) { TypedValue = value.AsText },
        _ => new NpgsqlParameter(name, NpgsqlDbType.Unknown) { Value = DBNull.Value },
    };

    private NpgsqlCommand Command(string sql, DatabaseParameters parameters)
    {
        var command = new NpgsqlCommand(sql, _connection) { AllResultTypesAreUnknown = true, CommandTimeout = 0 };
        AddParameters(command.Parameters, parameters);
        return command;
    }
}
