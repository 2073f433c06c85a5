namespace TinyTotIL.Cli;

/// <summary>The words that are commands and not programs.</summary>
internal static class CommandNames
{
    /// <summary>Runs a program; the word may be left out.</summary>
    public const string Run = "run";

    /// <summary>Writes a program in another form.</summary>
    public const string Compile = "compile";

    /// <summary>Says what is wrong with a program.</summary>
    public const string Check = "check";

    /// <summary>Shows a program between the stages.</summary>
    public const string Dump = "dump";

    /// <summary>Shows the help; a word that gives way to a file of that name.</summary>
    public const string Help = "help";

    /// <summary>All that take a file.</summary>
    public static IReadOnlyList<string> All { get; } = [Run, Compile, Check, Dump];
}
