using System.Diagnostics.CodeAnalysis;

namespace TinyTotIL.Runtime.Host;

/// <summary>What a connection string names.</summary>
public sealed class DatabaseTarget
{
    /// <summary>Which database.</summary>
    public required DatabaseKind Kind { get; init; }

    /// <summary>The file of SQLite; null for memory and for servers.</summary>
    public string? Path { get; init; }

    /// <summary>Whether the file may only be read.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>The server, or the folder of its socket when this begins with <c>/</c>; empty for SQLite.</summary>
    public string Host { get; init; } = "";

    /// <summary>The server's port.</summary>
    public int Port { get; init; }

    /// <summary>The database on the server; null for the one named like the user.</summary>
    public string? Database { get; init; }

    /// <summary>Who connects; null for the user of the system.</summary>
    public string? User { get; init; }

    /// <summary>The password; null for none.</summary>
    public string? Password { get; init; }

    /// <summary>Settings of the connection by their lower-case names.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether using it keeps a thread busy or waiting until it is done.</summary>
    public bool KeepsThread => Kind == DatabaseKind.Sqlite;

    /// <summary>What it is, without what is secret.</summary>
    public string Id => Kind == DatabaseKind.Sqlite
        ? $"sqlite:{Path ?? ":memory:"}"
        : $"postgres://{(User is null ? "" : User + "@")}{Host}:{Port}/{Database}";

    /// <summary>Reads a connection string.</summary>
    /// <param name="text">The connection string.</param>
    /// <param name="target">What it names.</param>
    /// <param name="problem">What is wrong with it; does not repeat what may be secret.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out DatabaseTarget? target, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        (target, problem) = DatabaseTargetReader.Read(text);
        return target is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Id;
}
