namespace TinyTotIL.Cli.Repl;

/// <summary>What a line editor asks its owner.</summary>
internal sealed record LineEditorOptions
{
    /// <summary>Shown before the first line.</summary>
    public required string Prompt { get; init; }

    /// <summary>Shown before each further line; as wide as the prompt.</summary>
    public required string Continuation { get; init; }

    /// <summary>Whether an entry can be taken as it is; otherwise it goes on with another line.</summary>
    public required Func<string, bool> IsComplete { get; init; }

    /// <summary>Columns by which the next line of an entry that is not complete is moved in.</summary>
    public required Func<string, int> IndentAfter { get; init; }

    /// <summary>Names that begin with a text, in order.</summary>
    public required Func<string, IReadOnlyList<string>> Complete { get; init; }
}
