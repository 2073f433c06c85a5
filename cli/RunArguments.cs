using System.CommandLine;

namespace TinyTotIL.Cli;

/// <summary>Finds where our part of a command line ends and the program's begins: right after FILE.</summary>
internal static class RunArguments
{
    private const string EndOfOptions = "--";

    /// <summary>FILE, if the arguments run it without any option; null otherwise.</summary>
    /// <param name="arguments">All arguments.</param>
    /// <param name="run">Name of the command that runs a program; it may be left out.</param>
    /// <param name="commands">Names of all commands.</param>
    public static string? FileWithoutOptions(string[] arguments, string run, IReadOnlyCollection<string> commands) => arguments switch
    {
        [var first, var second, ..] when first == run => IsOption(second) ? null : second,
        [var first, ..] => IsOption(first) || commands.Contains(first) ? null : first,
        [] => null,
    };

    /// <summary>Our part, in a form that leaves no doubt: the command, options, <c>--</c>, FILE.</summary>
    /// <param name="arguments">All arguments; the command's name may be left out.</param>
    /// <param name="run">The command that runs a program.</param>
    public static IReadOnlyList<string> WithoutProgramArguments(string[] arguments, Command run)
    {
        List<string> own = [run.Name];
        int next = arguments[0] == run.Name ? 1 : 0;
        while (next < arguments.Length && IsOption(arguments[next]))
        {
            string option = arguments[next++];
            if (option == EndOfOptions)
            {
                break;
            }

            own.Add(option);
            if (next < arguments.Length && TakesValue(option, run))
            {
                own.Add(arguments[next++]);
            }
        }

        return next < arguments.Length ? [.. own, EndOfOptions, arguments[next]] : own;
    }

    private static bool IsOption(string argument) => argument is ['-', _, ..];

    /// <summary>Whether the next argument belongs to an option; one with = or : brings its value along, and is not a name.</summary>
    private static bool TakesValue(string argument, Command run) =>
        run.Options.Any(option => option.Arity.MaximumNumberOfValues > 0 && (option.Name == argument || option.Aliases.Contains(argument)));
}
