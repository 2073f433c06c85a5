using System.Text;
using SQLitePCL;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Data;

/// <summary>A connection to SQLite, which runs on the thread that calls it.</summary>
/// <remarks>
/// Work is given up by the progress handler and not by sqlite3_interrupt, which would end cursors that others read on the same connection too.
/// </remarks>
internal sealed class SqliteDatabase : IDatabase
{
    /// <summary>How long a statement waits for a file that another connection has locked.</summary>
    private const int BusyMilliseconds = 5000;

    /// <summary>Steps of SQLite's machine, some tenth of a millisecond, from one look at the cancellation to the next.</summary>
    private const int StepsAtOnce = 10_000;

    private const int OpenWithoutLinks = 0x01000000;
    private const int LengthLimit = 0;
    private const int Defensive = 1010;

    private readonly sqlite3 _handle;
    private readonly SqliteGuard _guard;
    private readonly DatabaseSeat _seat;
    private readonly Cancellation _work = new();

    static SqliteDatabase()
    {
        Batteries_V2.Init();
        raw.sqlite3_hard_heap_limit64(RuntimeLimits.DatabaseBytes);
        SystemSqliteFiles.Use();
    }

    private SqliteDatabase(sqlite3 handle, IDatabaseGuard? guard, DatabaseSeat seat)
    {
        _handle = handle;
        _seat = seat;
        _guard = new SqliteGuard(guard);
        raw.sqlite3_busy_timeout(handle, BusyMilliseconds);
        raw.sqlite3_limit(handle, LengthLimit, TextValue.MaximumLength);
        raw.sqlite3_db_config(handle, Defensive, 1, out _);
        if (guard is not null)
        {
            // What does not fit would go to files in a folder that nobody permitted.
            raw.sqlite3_exec(handle, "PRAGMA temp_store = MEMORY");
        }

        // SQLite keeps what it calls for ever, which must not keep a connection that the program has lost.
        var work = _work;
        raw.sqlite3_progress_handler(handle, StepsAtOnce, _ => work.Token.IsCancellationRequested ? 1 : 0, null);
        raw.sqlite3_set_authorizer(handle, _guard.Authorize, null);
    }

    /// <inheritdoc/>
    public string TablesQuery => "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";

    /// <summary>Opens a file, or a new database in memory.</summary>
    /// <param name="target">Which.</param>
    /// <param name="guard">Is asked about other files; null when all are allowed.</param>
    public static SqliteDatabase Open(DatabaseTarget target, IDatabaseGuard? guard)
    {
        var seat = DatabaseSeat.Take();
        int flags = raw.SQLITE_OPEN_FULLMUTEX | (target.IsReadOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        flags |= guard is null || target.Path is null ? 0 : OpenWithoutLinks;

        // A path such as ":x" is a file here, and so is one with a meaning to SQLite.
        string path = target.Path is { } file && !Path.IsPathRooted(file) ? "./" + file : target.Path ?? ":memory:";
        int code = raw.sqlite3_open_v2(path, out var handle, flags, null);
        if (code == raw.SQLITE_OK)
        {
            return new SqliteDatabase(handle, guard, seat);
        }

        string message = raw.sqlite3_errmsg(handle).utf8_to_string();
        handle.Dispose();
        seat.Dispose();
        throw new HostException(message);
    }

    /// <inheritdoc/>
    public Task<DatabaseRows> QueryAsync(string sql, DatabaseParameters parameters, long maximumBytes, CancellationToken cancellation)
    {
        var result = DatabaseRows.None;
        ForEach(sql, parameters, statement =>
        {
            if (statement.ColumnCount == 0)
            {
                RunToEnd(statement);
                return;
            }

            var rows = new List<ListValue>();
            long room = maximumBytes;
            while (Step(statement))
            {
                rows.Add(statement.ReadRow(ref room));
                if (room < 0)
                {
                    throw ValueSize.TooLarge(maximumBytes);
                }
            }

            result = new DatabaseRows(statement.Columns, rows);
        }, cancellation);
        return Task.FromResult(result);
    }

    /// <inheritdoc/>
    public Task<long> ExecuteAsync(string sql, DatabaseParameters parameters, CancellationToken cancellation)
    {
        long affected = 0;
        ForEach(sql, parameters, statement => affected += RunToEnd(statement), cancellation);
        return Task.FromResult(affected);
    }

    /// <inheritdoc/>
    public Task<long> ExecuteManyAsync(string sql, IReadOnlyList<DatabaseParameters> parameters, CancellationToken cancellation)
    {
        _work.Token = cancellation;
        long affected = 0;
        using var statement = PrepareOne(sql);
        foreach (var set in parameters)
        {
            cancellation.ThrowIfCancellationRequested();
            statement.Reset();
            statement.Bind(set);
            affected += RunToEnd(statement);
        }

        return Task.FromResult(affected);
    }

    /// <inheritdoc/>
    public Task<IDatabaseCursor> OpenCursorAsync(string sql, DatabaseParameters parameters, CancellationToken cancellation)
    {
        _work.Token = cancellation;
        var statement = PrepareOne(sql);
        try
        {
            statement.Bind(parameters);
        }
        catch
        {
            statement.Dispose();
            throw;
        }

        return Task.FromResult<IDatabaseCursor>(new SqliteCursor(this, statement));
    }

    /// <inheritdoc/>
    public Task<long> LastInsertIdAsync(CancellationToken cancellation) => Task.FromResult(raw.sqlite3_last_insert_rowid(_handle));

    /// <summary>Frees everything; statements of cursors first, or the file stays open until they are collected.</summary>
    public void Dispose()
    {
        _handle.Dispose();
        _seat.Dispose();
    }

    /// <summary>Goes to the next row of a statement; false at its end.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="cancellation">Gives it up.</param>
    internal bool Step(SqliteStatement statement, CancellationToken cancellation)
    {
        _work.Token = cancellation;
        return Step(statement);
    }

    private bool Step(SqliteStatement statement)
    {
        int code = statement.Step();
        return code switch
        {
            raw.SQLITE_ROW => true,
            raw.SQLITE_DONE => false,
            _ => throw Failure(),
        };
    }

    private long RunToEnd(SqliteStatement statement)
    {
        int before = raw.sqlite3_total_changes(_handle);
        while (Step(statement))
        {
            // A command may have rows nobody wants, such as those of RETURNING.
        }

        // The number of changes is that of the last command that made any, which may be an earlier one.
        return raw.sqlite3_total_changes(_handle) == before ? 0 : raw.sqlite3_changes(_handle);
    }

    private void ForEach(string sql, DatabaseParameters parameters, Action<SqliteStatement> action, CancellationToken cancellation)
    {
        _work.Token = cancellation;
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(sql);
        bool isFirst = true;
        while (!rest.IsEmpty)
        {
            using var statement = Prepare(ref rest);
            if (statement is null)
            {
                continue;
            }

            if (!isFirst && !parameters.AreNamed && parameters.Values.Count > 0)
            {
                throw new HostException("parameters in order go with one statement; name them for several");
            }

            isFirst = false;
            cancellation.ThrowIfCancellationRequested();
            statement.Bind(parameters);
            action(statement);
        }
    }

    private SqliteStatement PrepareOne(string sql)
    {
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(sql);
        SqliteStatement? only = null;
        while (!rest.IsEmpty)
        {
            if (Prepare(ref rest) is { } statement)
            {
                if (only is not null)
                {
                    only.Dispose();
                    statement.Dispose();
                    throw new HostException("this takes one statement");
                }

                only = statement;
            }
        }

        return only ?? throw new HostException("there is no statement");
    }

    /// <summary>Prepares the first statement; null for a comment or nothing.</summary>
    private SqliteStatement? Prepare(ref ReadOnlySpan<byte> sql)
    {
        int code = raw.sqlite3_prepare_v2(_handle, sql, out var handle, out sql);
        if (code != raw.SQLITE_OK)
        {
            handle?.Dispose();
            throw Failure();
        }

        return handle is null or { IsInvalid: true } ? null : new SqliteStatement(handle);
    }

    private HostException Failure()
    {
        _work.Token.ThrowIfCancellationRequested();
        return _guard.TakeRefusal() ?? new HostException(raw.sqlite3_errmsg(_handle).utf8_to_string());
    }

    /// <summary>What gives up the work under way.</summary>
    private sealed class Cancellation
    {
        public CancellationToken Token { get; set; }
    }
}
