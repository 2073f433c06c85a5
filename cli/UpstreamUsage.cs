using System.CommandLine;
using System.CommandLine.Parsing;
using TinyTotIL.Cli.Commands;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Cli;

/// <summary>What TinyTotVM says of mistakes in a command line that it knows too.</summary>
internal static class UpstreamUsage
{
    private const string CollectorFlag = "--gc";

    /// <summary>Upstream's flags. It takes them before any command, whether they say anything to it or not.</summary>
    public static IReadOnlyList<string> Flags { get; } =
    [
        "--debug", "--optimize", CollectorFlag, "--gc-debug", "--gc-stats", "--run-tests", "--no-table", "--trace", "--profile", "--no-smp",
        "--trace-procs", "--profile-procs", "--use-ir",
    ];

    private static readonly string[] Collectors = ["mark-sweep", "no-gc"];

    /// <summary>Upstream's line; null when it knows no such mistake.</summary>
    /// <param name="result">The command line, in which something is wrong.</param>
    /// <param name="lacksFile">Whether it names no program and needs one.</param>
    public static string? LineOf(ParseResult result, bool lacksFile)
    {
        var command = result.CommandResult.Command;
        return command.Name == CommandNames.Run ? LineOfFlags(result.Tokens, lacksFile) : HasWrongCount(result) ? UsageOf(command.Name) : null;
    }

    /// <summary>How a command with two files is called, in upstream's form; null for the others.</summary>
    /// <param name="command">The command.</param>
    public static string? UsageOf(string command) => command switch
    {
        CommandNames.Compile => $"Usage: {CompileCommand.Usage}",
        CommandNames.Optimize => $"Usage: {OptimizeCommand.Usage}",
        CommandNames.CompileLisp => $"Usage: {CompileLispCommand.Usage}",
        _ => null,
    };

    private static string? LineOfFlags(IReadOnlyList<Token> tokens, bool lacksFile)
    {
        for (int i = 0; i < tokens.Count && tokens[i].Type != TokenType.DoubleDash; i++)
        {
            string word = tokens[i].Value;
            if (tokens[i].Type == TokenType.Argument && word.StartsWith(OptionScanner.EndOfOptions, StringComparison.Ordinal))
            {
                return $"Unknown flag: {DisplayText.Escape(word)}";
            }

            if (tokens[i].Type == TokenType.Option && word == CollectorFlag && LineOfCollector(tokens.ElementAtOrDefault(i + 1)) is { } line)
            {
                return line;
            }
        }

        return lacksFile ? "No program file specified" : null;
    }

    private static string? LineOfCollector(Token? value) =>
        value is not { Type: TokenType.Argument } ? $"{CollectorFlag} flag requires a garbage collector type"
            : Collectors.Contains(value.Value) ? null
            : $"Unknown GC type: {DisplayText.Escape(value.Value)}. Valid options: {string.Join(", ", Collectors)}";

    private static bool HasWrongCount(ParseResult result) =>
        result.UnmatchedTokens.Any(word => !PlainRun.IsOption(word))
        || result.CommandResult.Command.Arguments.Any(argument => argument.Arity.MinimumNumberOfValues > 0 && result.GetResult(argument) is not { Tokens.Count: > 0 });
}
