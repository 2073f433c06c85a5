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

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Run, Compile, Check, Dump];
}
