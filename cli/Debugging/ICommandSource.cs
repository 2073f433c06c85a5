namespace TinyTotIL.Cli.Debugging;

/// <summary>Where the commands of a debugger come from.</summary>
internal interface ICommandSource
{
    /// <summary>Waits for a command.</summary>
    /// <param name="prompt">What to show before it.</param>
    /// <returns>The command, empty to repeat the last; null at the end.</returns>
    string? Read(string prompt);
}
