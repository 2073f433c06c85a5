using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>SQL databases: parameters, transactions and results of any length.</summary>
[TtvmLibrary("db", Needs = DataLibraries.Databases)]
public static class DatabaseNatives
{
    /// <summary>Runs a query with parameters and gives an object with the fields rows, columns and data, as DB_QUERY does.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="connection">The database.</param>
    /// <param name="sql">The query.</param>
    /// <param name="parameters">A list of the values for <c>$1</c>, <c>$2</c> and so on, or an object with those for <c>@name</c>; null for none.</param>
    [TtvmFunction("db.query"), Suspends]
    public static Value Query(ProcessContext context, HandleValue connection, string sql, Value parameters) =>
        DatabaseArguments.Read(context, "db.query", connection, parameters) is { } read
            ? DatabaseOperations.Query(context, connection, sql, read)
            : default;

    /// <summary>Runs a command with parameters and gives the number of rows it affected.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="connection">The database.</param>
    /// <param name="sql">The command.</param>
    /// <param name="parameters">A list of values, or an object with named ones; null for none.</param>
    [TtvmFunction("db.exec"), Suspends]
    public static long Execute(ProcessContext context, HandleValue connection, string sql, Value parameters) =>
        DatabaseArguments.Read(context, "db.exec", connection, parameters) is { } read
            ? DatabaseOperations.Execute(context, connection, sql, read)
            : 0;

    /// <summary>Runs a command once for each element of a list, in one transaction, and gives the number of rows all of them affected.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="connection">The database.</param>
    /// <param name="sql">The command, one statement.</param>
    /// <param name="rows">For each time, a list of values or an object with named ones.</param>
    [TtvmFunction("db.exec_many"), Suspends]
    public static long ExecuteMany(ProcessContext context, HandleValue connection, string sql, ListValue rows) =>
        DatabaseArguments.ReadMany(context, "db.exec_many", connection, rows) is { } read
            ? DatabaseOperations.ExecuteMany(context, connection, sql, read)
            : 0;

    /// <summary>Runs a query and gives its first row as an object with a field for each column, or null.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="connection">The database.</param>
    /// <param name="sql">The query.</param>
    /// <param name="parameters">A list of values, or an object with named ones; null for none.</param>
    [TtvmFunction("db.query_one"), Suspends]
    public static Value QueryOne(ProcessContext context, HandleValue connection, string sql, Value parameters)
    {
        if (DatabaseArguments.Read(context, "db.query_one", connection, parameters) is not { } read
            || DatabaseOperations.Rows(context, connection, sql, read) is not { } rows)
        {
            return default;
        }

        if (rows.Rows.Count == 0)
        {
            return Value.Null;
        }

        var first = ObjectValue.Empty;
        for (int i = 0; i < rows.Columns.Count; i++)
        {
            first = first.Set(rows.Columns[i], rows.Rows[0][i]);
        }

        return Value.From(first);
    }

    /// <summary>Begins a query whose rows db.next takes one by one, so that there may be more of them than fit into memory.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="connection">The database.</param>
    /// <param name="sql">The query.</param>
    /// <param name="parameters">A list of values, or an object with named ones; null for none.</param>
    [TtvmFunction("db.cursor"), Suspends]
    public static Value OpenCursor(ProcessContext context, HandleValue connection, string sql, Value parameters) =>
        DatabaseArguments.Read(context, "db.cursor", connection, parameters) is { } read
            ? DatabaseOperations.OpenCursor(context, connection, sql, read)
            : default;

    /// <summary>The next row of a cursor as a list, or null at the end.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="cursor">What db.cursor gave.</param>
    [TtvmFunction("db.next"), Suspends]
    public static Value Next(ProcessContext context, HandleValue cursor)
    {
        if (DatabaseArguments.CursorOf(context, "db.next", cursor) is not { } open)
        {
            return default;
        }

        var row = DatabaseOperations.Attempt(context, open.Next);
        return row is null ? Value.Null : Value.From(row);
    }

    /// <summary>The names of a cursor's columns.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="cursor">What db.cursor gave.</param>
    [TtvmFunction("db.columns")]
    public static Value Columns(ProcessContext context, HandleValue cursor) =>
        DatabaseArguments.CursorOf(context, "db.columns", cursor) is { } open ? DatabaseOperations.Texts(open.Columns) : default;

    /// <summary>Begins a transaction; within another one, a part of it that can be undone alone. Gives how deep it lies.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="connection">The database.</param>
    [TtvmFunction("db.begin"), Suspends]
    public static long Begin(ProcessContext context, HandleValue connection) =>
        DatabaseArguments.Of(context, "db.begin", connection) is { } open
            ? DatabaseOperations.Use(context, connection, (_, token) => open.BeginAsync(token))
            : 0;

    /// <summary>Ends the innermost transaction and keeps its changes. Gives how many are still open.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="connection">The database.</param>
    [TtvmFunction("db.commit"), Suspends]
    public static long Commit(ProcessContext context, HandleValue connection) =>
        DatabaseArguments.Of(context, "db.commit", connection) is { } open
            ? DatabaseOperations.Use(context, connection, (_, token) => open.CommitAsync(token))
            : 0;

    /// <summary>Ends the innermost transaction and undoes its changes. Gives how many are still open.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="connection">The database.</param>
    [TtvmFunction("db.rollback"), Suspends]
    public static long RollBack(ProcessContext context, HandleValue connection) =>
        DatabaseArguments.Of(context, "db.rollback", connection) is { } open
            ? DatabaseOperations.Use(context, connection, (_, _) => open.RollBackAsync())
            : 0;

    /// <summary>The key that the database made up for the row inserted last on this connection.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="connection">The database.</param>
    [TtvmFunction("db.last_insert_id"), Suspends]
    public static long LastInsertId(ProcessContext context, HandleValue connection) =>
        DatabaseArguments.Of(context, "db.last_insert_id", connection) is not null
            ? DatabaseOperations.Use(context, connection, (database, token) => database.LastInsertIdAsync(token))
            : 0;

    /// <summary>The names of the tables and views, in alphabetical order.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="connection">The database.</param>
    [TtvmFunction("db.tables"), Suspends]
    public static Value Tables(ProcessContext context, HandleValue connection)
    {
        if (DatabaseArguments.Of(context, "db.tables", connection) is null)
        {
            return default;
        }

        var rows = DatabaseOperations.Use(
            context, connection, (database, token) => database.QueryAsync(database.TablesQuery, Host.DatabaseParameters.None, long.MaxValue, token));
        return rows is null ? default : Value.From(ListValue.FromOwned([.. rows.Rows.Select(row => row[0])]));
    }
}
