namespace TinyTotIL.Runtime.Host;

/// <summary>Databases that a flag names: <c>sqlite</c> or <c>postgres</c> for all of a kind, a file or folder of SQLite's, or a database of a server.</summary>
internal sealed class DatabaseRule
{
    private readonly DatabaseKind? _kind;
    private readonly DatabaseTarget? _target;
    private readonly PathRule? _file;

    /// <summary>Prepares a rule.</summary>
    /// <param name="text">As the flag says it; it has been checked.</param>
    /// <param name="bind">Finds a file.</param>
    public DatabaseRule(string text, Func<string, PathRule> bind)
    {
        _kind = text switch { "sqlite" => DatabaseKind.Sqlite, "postgres" => DatabaseKind.Postgres, _ => null };
        if (_kind is null && DatabaseTarget.TryParse(text, out _target, out _))
        {
            _file = _target.Path is { } path ? bind(path) : null;
        }
    }

    /// <summary>Whether a database is meant.</summary>
    /// <param name="target">The database; the path of a file is without links.</param>
    public bool Covers(DatabaseTarget target) => Covers(target, file => file.Covers(target.Path!));

    /// <summary>Whether a database is meant, or is spelled as if it were: enough to deny it.</summary>
    /// <param name="target">The database; the path of a file is without links.</param>
    /// <param name="path">Its path as the program gave it.</param>
    public bool Touches(DatabaseTarget target, string? path) => Covers(target, file => file.Touches(path!, target.Path!));

    private bool Covers(DatabaseTarget target, Func<PathRule, bool> covers)
    {
        if (_target is null)
        {
            return _kind == target.Kind;
        }

        if (_target.Kind != target.Kind || target.Kind == DatabaseKind.Sqlite)
        {
            return _target.Kind == target.Kind && (_file is null ? target.Path is null : target.Path is not null && covers(_file));
        }

        return _target.Port == target.Port
            && string.Equals(_target.Host, target.Host, StringComparison.OrdinalIgnoreCase)
            && (_target.Database is null || _target.Database == target.Database)
            && (_target.User is null || _target.User == target.User);
    }
}
