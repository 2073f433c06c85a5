using TinyTotIL.Cli.Commands;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Cli;

/// <summary>The commonest command line: a program to run, without options of ours.</summary>
/// <remarks>
/// It needs no parser. Loading and preparing the one for the others takes about a tenth of the time of a small program,
/// so nothing here may name it.
/// </remarks>
internal static class PlainRun
{
    /// <summary>Runs the program, if this is such a command line; gives null otherwise.</summary>
    /// <param name="arguments">All arguments.</param>
    /// <param name="context">Shared by all commands.</param>
    public static int? TryExecute(string[] arguments, CommandContext context)
    {
        if (FileOf(arguments) is not { } file)
        {
            return null;
        }

        if (file == CommandNames.Help && arguments[0] == file && !context.Host.Files.Exists(file))
        {
            return null;
        }

        int program = arguments[0] == CommandNames.Run ? 1 : 0;
        context.SetProgramPosition(program);
        MisplacedPermission.Warn(arguments, program, context.Host.Console);
        return arguments[0] != CommandNames.Run && Meant(file, context) is { } command
            ? context.RefuseUsage($"there is no file '{DisplayText.Escape(file)}' and no such command; did you mean 'ttil {command}'?", "ttil")
            : RunOrHint(file, isCommandWord: arguments[0] != CommandNames.Run, context);
    }

    /// <summary>Runs a program; of a word without a folder or an extension, which may have been meant as a command, says that there is none.</summary>
    private static int RunOrHint(string file, bool isCommandWord, CommandContext context)
    {
        int code = new RunCommand(file).Execute(context);
        if (isCommandWord && code == ExitCodes.Failure && !file.AsSpan().ContainsAny('.', '/', '\\') && !context.Host.Files.Exists(file))
        {
            context.Host.Console.WriteErrorLine($"ttil: there is no command '{DisplayText.Escape(file)}' either{NearestCommand(file)}");
        }

        return code;
    }

    /// <summary>The demonstrations differ in what follows <c>test-</c>, which may be far from every name as a whole.</summary>
    private static string NearestCommand(string word)
    {
        const string Prefix = "test-";
        const string Unknown = "; 'ttil help' lists them";
        if (!word.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return Unknown;
        }

        var tests = CommandNames.All.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToLookup(name => name[Prefix.Length..].Split('-')[0]);
        string? subject = SpellingSuggestion.Nearest(word[Prefix.Length..].Split('-')[0], [.. tests.Select(group => group.Key)]);
        return subject is null ? Unknown : $"; did you mean the command '{tests[subject].First()}'?";
    }

    /// <summary>Whether a word looks like an option; a single - does not.</summary>
    /// <param name="argument">The word.</param>
    public static bool IsOption(string argument) => argument is ['-', _, ..];

    private static string? FileOf(string[] arguments) => arguments switch
    {
        [CommandNames.Run, var file, ..] => IsOption(file) ? null : file,
        [var file, ..] => IsOption(file) || CommandNames.All.Contains(file) ? null : file,
        [] => null,
    };

    /// <summary>What someone meant whose first word is neither a command nor a file; null when it may be a file after all.</summary>
    private static string? Meant(string word, CommandContext context)
    {
        if (context.Host.Files.Exists(word))
        {
            return null;
        }

        return SpellingSuggestion.Nearest(word, [.. CommandNames.All, CommandNames.Help]);
    }
}
