namespace TinyTotIL.Cli.Repl;

/// <summary>The commands of the REPL, which begin with a comma.</summary>
internal static class ReplCommands
{
    /// <summary>What <c>,help</c> shows.</summary>
    public const string Help =
        """
        Enter an expression to see its value, or a definition. An entry may have several lines.
          ,help            this text
          ,time EXPR       evaluates an expression and says how long it took and what it allocated
          ,expand EXPR     shows an expression after macro expansion
          ,dis EXPR        shows the instructions an expression is compiled to
          ,load "FILE"     evaluates a file
          ,quit            leaves, as Ctrl-D does; (exit N) leaves with an exit code
        Tab completes names, Up and Down go through the history, Ctrl-R searches it, Ctrl-C stops an evaluation.
        """;

    /// <summary>The words of the commands.</summary>
    public static IReadOnlyList<string> Names { get; } = [",dis", ",expand", ",help", ",load", ",quit", ",time"];

    /// <summary>Whether a text is a command.</summary>
    /// <param name="text">The text.</param>
    public static bool IsCommand(string text) => text.TrimStart().StartsWith(',');

    /// <summary>Divides a command into its word and the rest.</summary>
    /// <param name="text">The text.</param>
    public static (string Name, string Argument) Split(string text)
    {
        string trimmed = text.Trim();
        int end = 0;
        while (end < trimmed.Length && !char.IsWhiteSpace(trimmed[end]) && trimmed[end] != '(')
        {
            end++;
        }

        return (trimmed[..end], trimmed[end..].Trim());
    }
}
