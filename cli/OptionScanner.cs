using System.CommandLine;
using System.CommandLine.Parsing;
using TinyTotIL.Compiler.Formats;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;

namespace TinyTotIL.Cli;

/// <summary>What the command-line library does not do: stop at FILE, whatever follows, and tell a mistyped option from a file name.</summary>
internal static class OptionScanner
{
    /// <summary>After this word every other is a file.</summary>
    public const string EndOfOptions = "--";

    private const string LevelPrefix = "-O";

    /// <summary>The part before the program's own arguments, in a form that leaves no doubt: the command, options, <c>--</c>, FILE.</summary>
    /// <param name="arguments">All arguments; the command's name may be left out.</param>
    /// <param name="run">The command that runs a program.</param>
    /// <param name="program">Where in the arguments FILE stands; their number if it is missing.</param>
    public static IReadOnlyList<string> WithoutProgramArguments(string[] arguments, Command run, out int program)
    {
        List<string> own = [run.Name];
        int next = arguments[0] == run.Name ? 1 : 0;
        while (next < arguments.Length && PlainRun.IsOption(arguments[next]))
        {
            string option = arguments[next++];
            if (option == EndOfOptions)
            {
                break;
            }

            own.Add(option);
            if (next < arguments.Length && Find(option, run) is { Arity.MinimumNumberOfValues: > 0 })
            {
                own.Add(arguments[next++]);
            }
        }

        program = next;
        return next < arguments.Length ? [.. own, EndOfOptions, arguments[next]] : own;
    }

    /// <summary>The command line with its command first: TinyTotVM's flags may stand before the command.</summary>
    /// <param name="arguments">All arguments.</param>
    /// <param name="root">All commands; the flags are the options of the one that runs a program.</param>
    /// <param name="files">Says whether the command's word is a file after all, which is then run.</param>
    /// <param name="idle">Upstream's flags that say nothing to this command; they are left out.</param>
    public static string[] WithCommandFirst(string[] arguments, RootCommand root, IFileSystem files, out IReadOnlyList<string> idle)
    {
        var dropped = new List<string>();
        idle = dropped;
        if (!PlainRun.IsOption(arguments[0]) || arguments.Contains(EndOfOptions))
        {
            return arguments;
        }

        var run = root.Subcommands.First(command => command.Name == CommandNames.Run);
        WithoutProgramArguments(arguments, run, out int position);
        if (position == arguments.Length || !CommandNames.All.Contains(arguments[position]) || files.Exists(arguments[position]))
        {
            return arguments;
        }

        var meant = root.Subcommands.First(command => command.Name == arguments[position]);
        List<string> kept = [meant.Name];
        for (int next = 0; next < position; next++)
        {
            bool hasValue = Find(arguments[next], run) is { Arity.MinimumNumberOfValues: > 0 };
            bool isIdle = UpstreamUsage.Flags.Contains(arguments[next]) && Find(arguments[next], meant) is null;
            (isIdle ? dropped : kept).Add(arguments[next]);
            if (hasValue && ++next < position && !isIdle)
            {
                kept.Add(arguments[next]);
            }
        }

        return [.. kept, .. arguments[(position + 1)..]];
    }

    /// <summary>An option nobody knows, or one without its value; null when there is none.</summary>
    /// <param name="tokens">The command line as the library took it apart.</param>
    /// <param name="command">The command it is for.</param>
    public static string? Problem(IReadOnlyList<Token> tokens, Command command)
    {
        for (int i = 0; i < tokens.Count && tokens[i].Type != TokenType.DoubleDash; i++)
        {
            string word = tokens[i].Value;
            if (tokens[i].Type == TokenType.Argument && PlainRun.IsOption(word))
            {
                return Unknown(word, command);
            }

            if (tokens[i].Type == TokenType.Option && Find(word, command) is { Arity.MinimumNumberOfValues: > 0 } option
                && (++i == tokens.Count || tokens[i].Type != TokenType.Argument))
            {
                return $"{word} needs {option.HelpName}";
            }
        }

        return null;
    }

    /// <summary>An option that brings along a value although it takes none; null when there is no such.</summary>
    /// <param name="words">The command line, as far as it is not the program's own.</param>
    /// <param name="command">The command it is for.</param>
    public static string? SurplusValue(IReadOnlyList<string> words, Command command)
    {
        foreach (string word in words.TakeWhile(word => word != EndOfOptions))
        {
            string[] parts = word.Split(['=', ':'], 2);
            if (parts is [{ Length: > 0 } name, var value] && PlainRun.IsOption(word) && Find(name, command) is { Arity.MaximumNumberOfValues: 0 })
            {
                return $"{DisplayText.Escape(name)} takes no value: '{DisplayText.Escape(DisplayText.Shorten(value))}' is not understood";
            }
        }

        return null;
    }

    /// <summary>The option of exactly this spelling: one with = or : in it brings its value along.</summary>
    private static Option? Find(string spelling, Command command) =>
        command.Options.FirstOrDefault(option => option.Name == spelling || option.Aliases.Contains(spelling));

    private static string Unknown(string word, Command command)
    {
        string name = word.Split('=', ':')[0];
        if (name is "-v" or "-V" or "-version")
        {
            return $"there is no option '{name}'; 'ttil --version' shows the version";
        }

        if (command.Name == CommandNames.Optimize && name is ("-o" or "--output"))
        {
            return $"there is no option '{name}'; OUT is the word after FILE";
        }

        if (command.Name == CommandNames.Compile && name == "--hook")
        {
            return $"there is no option '{name}'; --hooks KINDS makes a program that tells hooks, and TTIL_HOOK names their assemblies when it runs";
        }

        string hint = Hint(name, [.. command.Options.SelectMany(option => option.Aliases.Append(option.Name))]) is { } text ? $"; {text}" : "";
        return $"there is no option '{DisplayText.Escape(name)}'{hint}";
    }

    /// <summary>One letter is near to every other, so it is only taken for the same in another case.</summary>
    private static string? Hint(string name, List<string> options)
    {
        var levels = options.FindAll(option => option.StartsWith(LevelPrefix, StringComparison.Ordinal));
        if (name.StartsWith(LevelPrefix, StringComparison.Ordinal) && levels.Count > 0)
        {
            return $"the levels are {string.Join(", ", levels)}";
        }

        string? near = name.Length > 2 ? SpellingSuggestion.Nearest(name, options) : options.Find(option => option.Equals(name, StringComparison.OrdinalIgnoreCase));
        return near is null ? null : $"did you mean '{near}'?";
    }
}
