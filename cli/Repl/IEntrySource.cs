namespace TinyTotIL.Cli.Repl;

/// <summary>Where entries come from.</summary>
internal interface IEntrySource
{
    /// <summary>Waits for a text of whole data, or a command; null at the end.</summary>
    string? Read();
}
