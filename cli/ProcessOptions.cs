using System.CommandLine;
using System.CommandLine.Parsing;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Hosting;
using TinyTotIL.Runtime.Observation;

namespace TinyTotIL.Cli;

/// <summary>The options of <c>ttil run</c> that say how processes are run and what is shown of them.</summary>
internal sealed class ProcessOptions
{
    private const string TraceName = "--trace-procs";

    private readonly Option<int?> _workers = Read<int>("--workers", "N", "Number of threads that run processes; one per core if left out", RunSettings.TryReadWorkers);
    private readonly Option<bool> _noSmp = Flag("--no-smp", "Run all processes on one thread, as --workers 1 does");
    private readonly Option<ulong?> _seed = Read<ulong>("--seed", "N", "Run deterministically, on a virtual clock, with choices drawn from this number", RunSettings.TryReadSeed);
    private readonly Option<bool> _observe = Flag("--observe", "Show a table of all processes on standard error while they run");
    private readonly Option<TraceFilter?> _trace = new(TraceName)
    {
        HelpName = "FILTER",
        Description = "Show on standard error what processes do; =FILTER such as =send,exit,3,5-9,lines=500 says what of it",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = ReadTrace,
    };

    private readonly Option<bool> _profile = Flag("--profile-procs", "Show on standard error, at the end, what each process used");
    private readonly ProcessCeilings _ceilings;

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public ProcessOptions(Command command)
    {
        command.Options.Add(_workers);
        command.Options.Add(_noSmp);
        command.Options.Add(_seed);
        _ceilings = new ProcessCeilings(command);
        command.Options.Add(_observe);
        command.Options.Add(_trace);
        command.Options.Add(_profile);
        command.Validators.Add(RefuseContradictions);
    }

    /// <summary>An option whose value is read as the environment's setting of the same meaning is.</summary>
    /// <typeparam name="T">What the value stands for.</typeparam>
    /// <param name="name">The option.</param>
    /// <param name="helpName">What the help calls the value.</param>
    /// <param name="description">What it does.</param>
    /// <param name="parser">Reads the value.</param>
    public static Option<T?> Read<T>(string name, string helpName, string description, SettingParser<T> parser)
        where T : struct =>
        new(name)
        {
            HelpName = helpName,
            Description = description,
            CustomParser = result =>
            {
                if (parser(result.Tokens[0].Value, out var value, out string? problem))
                {
                    return value;
                }

                result.AddError(problem);
                return null;
            },
        };

    /// <summary>A filter of traces that was taken for FILE, because a space stands in place of the equals sign; null when there is none.</summary>
    /// <param name="words">The command line, in the form that <see cref="OptionScanner.WithoutProgramArguments"/> gives it.</param>
    /// <param name="files">Says whether it is a file after all.</param>
    /// <returns>What is wrong.</returns>
    public static string? DetachedFilter(IReadOnlyList<string> words, IFileSystem files) =>
        words is [.., TraceName, OptionScanner.EndOfOptions, { Length: > 0 } word] && RunSettings.TryReadTrace(word, out _, out _) && !files.Exists(word)
            ? $"there is no file '{DisplayText.Escape(word)}'; a filter needs the equals sign: {TraceName}={DisplayText.Escape(word)}"
            : null;

    /// <summary>Whether the processes are to be shown while they run.</summary>
    /// <param name="result">The command line.</param>
    public bool WantsTable(ParseResult result) => result.GetValue(_observe);

    /// <summary>Puts what was asked for into the settings of a run.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="settings">The other settings.</param>
    public RunSettings Apply(ParseResult result, RunSettings settings) => _ceilings.Apply(result, settings) with
    {
        Workers = result.GetValue(_noSmp) ? 1 : result.GetValue(_workers),
        Seed = result.GetValue(_seed),
        Trace = result.GetResult(_trace) is null ? null : result.GetValue(_trace) ?? TraceFilter.Everything,
        Profile = result.GetValue(_profile),
    };

    private static Option<bool> Flag(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };

    private static TraceFilter? ReadTrace(ArgumentResult result)
    {
        if (RunSettings.TryReadTrace(result.Tokens is [var token] ? token.Value : "", out var filter, out string? problem))
        {
            return filter;
        }

        result.AddError(problem);
        return null;
    }

    private static string? WordOf(CommandResult result, Option option) => result.GetResult(option) is { Tokens: [var token, ..] } ? token.Value : null;

    private void RefuseContradictions(CommandResult result)
    {
        // Read from the words: a value that makes no sense contradicts nothing, and is refused elsewhere.
        int? workers = WordOf(result, _workers) is { } count && RunSettings.TryReadWorkers(count, out int number, out _) ? number : null;
        ulong? seed = WordOf(result, _seed) is { } start && RunSettings.TryReadSeed(start, out ulong first, out _) ? first : null;
        if (result.GetValue(_noSmp) && workers > 1)
        {
            result.AddError($"--no-smp means one worker, not {workers}");
        }
        else if (new RunSettings { Workers = workers, Seed = seed }.Contradiction is { } contradiction)
        {
            result.AddError($"--seed and --workers: {contradiction}");
        }
    }
}
