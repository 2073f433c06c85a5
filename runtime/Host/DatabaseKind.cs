namespace TinyTotIL.Runtime.Host;

/// <summary>The kinds of SQL database that programs can use.</summary>
public enum DatabaseKind
{
    /// <summary>SQLite, which is part of this process: a file, or memory.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server.</summary>
    Postgres,
}
