using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using TinyTotIL.Cli.Commands;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Hosting;

namespace TinyTotIL.Cli;

/// <summary>The options of <c>ttil explore</c>.</summary>
internal sealed class ExploreOptions
{
    private const int MostRuns = 10_000_000;

    private readonly Option<int?> _runs =
        ProcessOptions.Read<int>("--runs", "K", $"How many schedules to try; {ExploreCommand.UsualRuns} if left out", TryReadRuns);

    private readonly Option<ulong?> _seed =
        ProcessOptions.Read<ulong>("--seed", "FIRST", "The first seed; the others follow it; 1 if left out", RunSettings.TryReadSeed);

    private readonly Option<long?> _steps = ProcessOptions.Read<long>(
        "--max-steps", "N", $"Reductions and slices of all processes after which a run is given up; {ExploreCommand.UsualSteps} if left out", TryReadSteps);

    private readonly Option<bool> _allowErrors =
        new("--allow-errors") { Description = "Find nothing wrong with an error that ends another process than the main program", Arity = ArgumentArity.Zero };

    private readonly ProcessCeilings _ceilings;

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public ExploreOptions(Command command)
    {
        command.Options.Add(_runs);
        command.Options.Add(_seed);
        command.Options.Add(_steps);
        command.Options.Add(_allowErrors);
        _ceilings = new ProcessCeilings(command);
    }

    /// <summary>Puts what was asked for into a command.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="command">The command.</param>
    public ExploreCommand Apply(ParseResult result, ExploreCommand command) => command with
    {
        Runs = result.GetValue(_runs) ?? ExploreCommand.UsualRuns,
        FirstSeed = result.GetValue(_seed) ?? ExploreCommand.UsualSeed,
        MostSteps = result.GetValue(_steps) ?? ExploreCommand.UsualSteps,
        AllowErrors = result.GetValue(_allowErrors),
        Settings = _ceilings.Apply(result, command.Settings),
    };

    private static bool TryReadRuns(string text, out int runs, [NotNullWhen(false)] out string? problem)
    {
        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out runs) && runs is >= 1 and <= MostRuns;
        problem = isNumber ? null : Problem(text, $"a number of runs, which is 1 to {MostRuns}");
        return isNumber;
    }

    private static bool TryReadSteps(string text, out long steps, [NotNullWhen(false)] out string? problem)
    {
        bool isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out steps) && steps >= 1;
        problem = isNumber ? null : Problem(text, "a number of steps, which is 1 or more");
        return isNumber;
    }

    private static string Problem(string text, string kind) => $"'{DisplayText.Shorten(text)}' is not {kind}";
}
