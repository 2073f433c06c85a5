using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Permissions;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Operations;

/// <summary>Operations on SQL databases.</summary>
public static class DatabaseOperations
{
    /// <summary>The most memory that the rows of one query may take: enough for millions of them.</summary>
    private const long MostResultBytes = 256L << 20;

    /// <summary>DB_CONNECT: opens a database.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="text">The connection string.</param>
    [Suspends]
    [Needs(AccessKind.Read, AccessKind.Write, AccessKind.Net, AccessKind.Db)]
    public static Value Connect(ProcessContext context, Value text)
    {
        if (!text.IsText)
        {
            context.RaiseTypeMismatch("DB_CONNECT", "string (connection string)", text);
            return default;
        }

        if (!DatabaseTarget.TryParse(text.AsText, out var target, out string? problem))
        {
            context.Raise(ErrorText.DatabaseError(problem));
            return default;
        }

        if (context.Host.Databases is not { } databases)
        {
            context.Raise(ErrorText.Unsupported("this host has no databases"));
            return default;
        }

        // Made where it is opened, so that it is closed again when the process has ended meanwhile.
        async Task<DatabaseConnection> OpenAsync(CancellationToken cancellation) =>
            new(await databases.ConnectAsync(target, guard: null, cancellation).ConfigureAwait(false), target.KeepsThread);
        return Attempt(context, context => target.KeepsThread
            ? Offload.Await(context, cancellation => OpenAsync(cancellation).GetAwaiter().GetResult())
            : Offload.AwaitTask(context, OpenAsync)) is { } opened
            ? HandleOperations.Own(context, ValueKind.Connection, $"db:{target.Id}", opened)
            : default;
    }

    /// <summary>DB_QUERY: runs a query and gives its rows.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="connection">The database.</param>
    /// <param name="sql">The query.</param>
    [Suspends]
    public static Value Query(ProcessContext context, Value connection, Value sql) =>
        AreUsable(context, "DB_QUERY", "connection and string (SQL query)", connection, sql)
            ? Query(context, (HandleValue)connection.Tag!, sql.AsText, DatabaseParameters.None)
            : default;

    /// <summary>DB_EXEC: runs a command and gives the number of rows it affected.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="connection">The database.</param>
    /// <param name="sql">The command.</param>
    [Suspends]
    public static Value Execute(ProcessContext context, Value connection, Value sql) =>
        AreUsable(context, "DB_EXEC", "connection and string (SQL command)", connection, sql)
            ? Value.Int(Execute(context, (HandleValue)connection.Tag!, sql.AsText, DatabaseParameters.None))
            : default;

    /// <summary>Whether a handle is that of a database; an error otherwise.</summary>
    internal static bool IsDatabase(ProcessContext context, string operation, HandleValue handle)
    {
        if (handle.Resource is DatabaseConnection)
        {
            return true;
        }

        context.RaiseTypeMismatch(operation, "a connection to a database", Value.From(handle));
        return false;
    }

    /// <summary>Runs a query and gives its rows as DB_QUERY does.</summary>
    internal static Value Query(ProcessContext context, HandleValue connection, string sql, DatabaseParameters parameters)
    {
        var rows = Rows(context, connection, sql, parameters);
        if (rows is null)
        {
            return default;
        }

        var result = ObjectValue.Empty.Set("rows", Value.Int(rows.Rows.Count))
            .Set("columns", Texts(rows.Columns))
            .Set("data", Value.From(ListValue.FromOwned([.. rows.Rows.Select(Value.From)])));
        return Value.From(result);
    }

    /// <summary>Runs a query; null when there is no result, or none yet.</summary>
    internal static DatabaseRows? Rows(ProcessContext context, HandleValue connection, string sql, DatabaseParameters parameters) =>
        Use(context, connection, (database, token) => database.QueryAsync(sql, parameters, MostBytes(), token));

    /// <summary>Runs a command and gives the number of rows it affected.</summary>
    internal static long Execute(ProcessContext context, HandleValue connection, string sql, DatabaseParameters parameters) =>
        Use(context, connection, (database, token) => database.ExecuteAsync(sql, parameters, token));

    /// <summary>Runs a command for each set of parameters, all of them or none.</summary>
    internal static long ExecuteMany(ProcessContext context, HandleValue handle, string sql, IReadOnlyList<DatabaseParameters> parameters)
    {
        var connection = (DatabaseConnection)handle.Resource!;
        return Use(context, handle, (database, token) => connection.TransactAsync(() => database.ExecuteManyAsync(sql, parameters, token), token));
    }

    /// <summary>Begins a query whose rows are taken one by one.</summary>
    internal static Value OpenCursor(ProcessContext context, HandleValue handle, string sql, DatabaseParameters parameters)
    {
        var connection = (DatabaseConnection)handle.Resource!;
        var opened = Use(context, handle, async (database, token) =>
            new DatabaseCursor(connection, await database.OpenCursorAsync(sql, parameters, token).ConfigureAwait(false)));
        return opened is null ? default : HandleOperations.Own(context, ValueKind.Stream, $"cursor:{context.NextHandle()}", opened);
    }

    /// <summary>Does something with a database; failures become errors of the language.</summary>
    internal static T? Use<T>(ProcessContext context, HandleValue connection, Func<IDatabase, CancellationToken, Task<T>> work) =>
        Attempt(context, context => ((DatabaseConnection)connection.Resource!).Use(context, work));

    /// <summary>Does something; failures become errors of the language.</summary>
    internal static T? Attempt<T>(ProcessContext context, Func<ProcessContext, T?> action)
    {
        try
        {
            return action(context);
        }
        catch (HostException error)
        {
            context.Raise(ErrorText.DatabaseError(error.Message));
            return default;
        }
    }

    /// <summary>A list of texts.</summary>
    internal static Value Texts(IEnumerable<string> texts) => Value.From(ListValue.FromOwned([.. texts.Select(Value.Text)]));

    private static bool AreUsable(ProcessContext context, string operation, string expected, Value connection, Value sql)
    {
        if (connection.Tag is HandleValue { Resource: DatabaseConnection } && sql.IsText)
        {
            return true;
        }

        context.RaiseTypeMismatch(operation, expected, connection, sql);
        return false;
    }

    private static long MostBytes() => Math.Min(MostResultBytes, SystemMemory.AvailableBytes / 4);
}
