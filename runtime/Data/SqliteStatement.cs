using System.Globalization;
using System.Text;
using SQLitePCL;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Data;

/// <summary>A prepared statement of SQLite.</summary>
/// <param name="handle">The statement.</param>
internal sealed class SqliteStatement(sqlite3_stmt handle) : IDisposable
{
    /// <summary>Number of columns; none for a command.</summary>
    public int ColumnCount => raw.sqlite3_column_count(handle);

    /// <summary>The names of the columns.</summary>
    public string[] Columns => [.. Enumerable.Range(0, ColumnCount).Select(i => raw.sqlite3_column_name(handle, i).utf8_to_string())];

    /// <summary>Gives the parameters their values.</summary>
    /// <param name="parameters">The values.</param>
    /// <exception cref="HostException">There are too few values or too many.</exception>
    public void Bind(DatabaseParameters parameters)
    {
        int count = raw.sqlite3_bind_parameter_count(handle);
        int used = 0;
        for (int i = 1; i <= count; i++)
        {
            string? name = raw.sqlite3_bind_parameter_name(handle, i).utf8_to_string();
            if (parameters.AreNamed)
            {
                Bind(i, name is not null && parameters.Named.TryGetValue(name[1..], out var named)
                    ? named
                    : throw new HostException($"there is no value for the parameter {name ?? i.ToString(CultureInfo.InvariantCulture)}"));
                continue;
            }

            // $1 is a name to SQLite, and a place in PostgreSQL; it means the place here as well.
            int place = name is not null && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : i;
            used = Math.Max(used, place);
            if (place == 0 || place > parameters.Values.Count)
            {
                throw new HostException($"there is no value for the parameter {name ?? i.ToString(CultureInfo.InvariantCulture)}");
            }

            Bind(i, parameters.Values[place - 1]);
        }

        if (!parameters.AreNamed && used < parameters.Values.Count)
        {
            throw new HostException($"there are {parameters.Values.Count} values for {used} parameters");
        }
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>SQLite's code.</returns>
    public int Step() => raw.sqlite3_step(handle);

    /// <summary>Makes it ready to run again.</summary>
    public void Reset() => raw.sqlite3_reset(handle);

    /// <summary>The values of the row it stands at.</summary>
    /// <param name="room">Bytes that rows may take; less those of this one afterwards.</param>
    public ListValue ReadRow(ref long room)
    {
        var row = new Value[ColumnCount];
        for (int i = 0; i < row.Length; i++)
        {
            row[i] = raw.sqlite3_column_type(handle, i) switch
            {
                raw.SQLITE_INTEGER => Value.Int(raw.sqlite3_column_int64(handle, i)),
                raw.SQLITE_FLOAT => Value.Float(raw.sqlite3_column_double(handle, i)),
                raw.SQLITE_TEXT => Value.Text(ReadText(i)),
                raw.SQLITE_BLOB => Value.From(new BytesValue(raw.sqlite3_column_blob(handle, i).ToArray())),
                _ => Value.Null,
            };
        }

        room -= ValueSize.Of(row);
        return ListValue.FromOwned(row);
    }

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();

    private string ReadText(int column)
    {
        // The first call makes it UTF-8, whatever the database holds; the second knows the length, so that NUL may be part of it.
        raw.sqlite3_column_text(handle, column);
        return Encoding.UTF8.GetString(raw.sqlite3_column_blob(handle, column));
    }

    private void Bind(int place, Value value)
    {
        int code = value.Tag switch
        {
            null => raw.sqlite3_bind_int64(handle, place, value.AsInt),
            BytesValue bytes => raw.sqlite3_bind_blob(handle, place, bytes.Bytes),
            _ when value.IsText => raw.sqlite3_bind_text(handle, place, Encoding.UTF8.GetBytes(value.AsText)),
            _ when value.IsFloat => raw.sqlite3_bind_double(handle, place, value.AsFloat),
            _ when value.IsBool => raw.sqlite3_bind_int64(handle, place, value.AsBool ? 1 : 0),
            _ => raw.sqlite3_bind_null(handle, place),
        };
        if (code != raw.SQLITE_OK)
        {
            throw new HostException(raw.sqlite3_errstr(code).utf8_to_string());
        }
    }
}
