using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Natives;

/// <summary>Reads what the functions of databases are given; each member gives null after raising an error.</summary>
internal static class DatabaseArguments
{
    /// <summary>The connection of a handle.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="function">The function's name.</param>
    /// <param name="handle">The handle.</param>
    public static DatabaseConnection? Of(ProcessContext context, string function, HandleValue handle) =>
        DatabaseOperations.IsDatabase(context, function, handle) ? (DatabaseConnection)handle.Resource! : null;

    /// <summary>The cursor of a handle.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="function">The function's name.</param>
    /// <param name="handle">The handle.</param>
    public static DatabaseCursor? CursorOf(ProcessContext context, string function, HandleValue handle)
    {
        if (handle.Resource is DatabaseCursor cursor)
        {
            return cursor;
        }

        context.RaiseTypeMismatch(function, "a cursor", Value.From(handle));
        return null;
    }

    /// <summary>Parameters for a statement on a connection.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="function">The function's name.</param>
    /// <param name="connection">The handle of the connection.</param>
    /// <param name="parameters">A list or an object; null for none.</param>
    public static DatabaseParameters? Read(ProcessContext context, string function, HandleValue connection, Value parameters) =>
        Of(context, function, connection) is null ? null : Read(context, function, parameters);

    /// <summary>Several sets of parameters for a statement on a connection.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="function">The function's name.</param>
    /// <param name="connection">The handle of the connection.</param>
    /// <param name="rows">Lists or objects.</param>
    public static DatabaseParameters[]? ReadMany(ProcessContext context, string function, HandleValue connection, ListValue rows)
    {
        if (Of(context, function, connection) is null)
        {
            return null;
        }

        var sets = new DatabaseParameters[rows.Count];
        for (int i = 0; i < sets.Length; i++)
        {
            if (Read(context, function, rows[i]) is not { } set)
            {
                return null;
            }

            sets[i] = set;
        }

        return sets;
    }

    private static DatabaseParameters? Read(ProcessContext context, string function, Value parameters)
    {
        var read = parameters.Tag switch
        {
            ListValue list => DatabaseParameters.Of(list),
            ObjectValue fields => DatabaseParameters.Of(fields),
            _ => parameters.IsNull ? DatabaseParameters.None : null,
        };
        if (read is null)
        {
            context.RaiseTypeMismatch(function, "list, object or null (parameters)", parameters);
        }
        else if (read.Foreign() is { } foreign)
        {
            context.Raise(ErrorText.DatabaseError($"a parameter is null, Bool, Int, Float, Str or Bytes, not {foreign.Kind}"));
            read = null;
        }

        return read;
    }
}
