using System.Globalization;
using System.Text;
using TinyTotIL.Cli.Commands;
using TinyTotIL.Cli.Tables;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Cli.Exploration;

/// <summary>What the runs of a program showed, for people.</summary>
/// <param name="exploration">The runs.</param>
/// <param name="command">What was asked for.</param>
internal sealed class ExplorationReport(ScheduleExploration exploration, ExploreCommand command)
{
    /// <summary>Most outcomes that get a row each.</summary>
    private const int MostRows = 20;

    /// <summary>Most outcomes that are explained.</summary>
    private const int MostExplained = 5;

    private const int MostReportLines = 20;

    private readonly OutcomeGroup[] _groups = [.. exploration.Groups];

    /// <summary>Whether all runs ended by themselves and agree.</summary>
    public bool IsClean => _groups is [{ Outcome.Kind: OutcomeKind.Ended }];

    /// <summary>The report, in lines.</summary>
    public string Render()
    {
        long runs = _groups.Sum(group => group.Runs) + exploration.RunsElsewhere;
        var text = new StringBuilder();
        string seeds = runs == 1 ? $"seed {Number(command.FirstSeed)}" : $"seeds {Number(command.FirstSeed)} to {Number(command.FirstSeed + (ulong)runs - 1)}";
        text.Append(Invariant($"{Counted(runs, "run")} with {seeds}, of at most {command.MostSteps} steps each: "));
        text.Append(IsClean ? "no difference, no error, no deadlock\n" : $"{Counted(_groups.Length, "outcome")}{(exploration.RunsElsewhere > 0 ? " or more" : "")}\n");
        text.Append('\n').Append(Table());
        OutcomeGroup[] findings = [.. _groups.Where((group, index) => index > 0 || group.Outcome.Kind != OutcomeKind.Ended)];
        foreach (var group in findings.OrderBy(group => Severity(group.Outcome.Kind)).Take(MostExplained))
        {
            Explain(text, group);
        }

        return text.ToString();
    }

    private static int Severity(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Deadlock => 0,
        OutcomeKind.Error => 1,
        OutcomeKind.Ended => 2,
        OutcomeKind.Unfinished => 3,
    };

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static string Number(ulong number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Counted(long count, string what) => count == 1 ? $"1 {what}" : Invariant($"{count} {what}s");

    private static int LinesOf(string text) => text.AsSpan().Count('\n') + (text.Length > 0 && !text.EndsWith('\n') ? 1 : 0);

    private string Table()
    {
        var table = new ReportTable(hasBorders: false, new("runs", IsNumber: true), new("first seed", IsNumber: true), new("outcome"));
        foreach (var group in _groups.Take(MostRows))
        {
            table.AddRow(group.Runs.ToString(CultureInfo.InvariantCulture), Number(group.Seed), Summary(group));
        }

        long others = _groups.Skip(MostRows).Sum(group => group.Runs) + exploration.RunsElsewhere;
        if (others > 0)
        {
            table.AddRow(others.ToString(CultureInfo.InvariantCulture), "", "others");
        }

        return table.Render(withColour: false);
    }

    private string Summary(OutcomeGroup group)
    {
        var outcome = group.Outcome;
        return outcome.Kind switch
        {
            OutcomeKind.Deadlock => $"deadlock after {Counted(LinesOf(outcome.Output), "line")} of output",
            OutcomeKind.Error => $"exit code {outcome.ExitCode}, {DisplayText.Escape(DisplayText.Shorten(outcome.Errors.Split('\n')[0]))}",
            OutcomeKind.Unfinished => Invariant($"no end within {command.MostSteps} steps"),
            OutcomeKind.Ended => $"exit code {outcome.ExitCode}, {Counted(LinesOf(outcome.Output), "line")} of output",
        };
    }

    private void Explain(StringBuilder text, OutcomeGroup group)
    {
        text.Append('\n').Append(Invariant($"seed {group.Seed}: "));
        switch (group.Outcome.Kind)
        {
            case OutcomeKind.Deadlock:
                AppendLines(text, group.DeadlockReport);
                break;
            case OutcomeKind.Error:
                AppendLines(text, ["uncaught error", .. group.Outcome.Errors.Split('\n').Select(line => $"  {line}")]);
                break;
            case OutcomeKind.Unfinished:
                text.Append("no end; --max-steps N lets it run for longer\n");
                break;
            case OutcomeKind.Ended:
                AppendDifference(text, group);
                break;
        }

        string[] words = ["ttil run", .. ReplayWords(group), CommandWord(command.File)];
        text.Append("  to replay: ").Append(string.Join(' ', words)).Append('\n');
    }

    private IEnumerable<string> ReplayWords(OutcomeGroup group) =>
        [Invariant($"--seed {group.Seed}"), .. command.Engine == Engine.Interpreter ? ["--engine interpreter"] : Array.Empty<string>(), .. CeilingWords.Of(command.Settings)];

    /// <summary>A word as a shell takes it.</summary>
    private static string CommandWord(string word) =>
        word.All(character => char.IsAsciiLetterOrDigit(character) || "._-/+".Contains(character, StringComparison.Ordinal)) && !PlainRun.IsOption(word)
            ? word
            : $"{(PlainRun.IsOption(word) ? "-- " : "")}'{DisplayText.Escape(word.Replace("'", @"'\''", StringComparison.Ordinal))}'";

    private static void AppendLines(StringBuilder text, IReadOnlyList<string> lines)
    {
        foreach (string line in lines.Take(MostReportLines))
        {
            text.Append(DisplayText.Escape(line)).Append('\n');
        }

        if (lines.Count > MostReportLines)
        {
            text.Append(Invariant($"  and {lines.Count - MostReportLines} more lines\n"));
        }
    }

    /// <summary>Says what differs from the first run.</summary>
    private void AppendDifference(StringBuilder text, OutcomeGroup group)
    {
        var (first, outcome) = (_groups[0], group.Outcome);
        if (outcome.ExitCode != first.Outcome.ExitCode)
        {
            text.Append(Invariant($"exit code {outcome.ExitCode}, not {first.Outcome.ExitCode} as with seed {first.Seed}\n"));
        }

        if (outcome.Output == first.Outcome.Output)
        {
            return;
        }

        string[] expected = first.Outcome.Output.Split('\n');
        string[] actual = outcome.Output.Split('\n');
        int same = expected.Zip(actual).TakeWhile(pair => pair.First == pair.Second).Count();
        text.Append(outcome.ExitCode != first.Outcome.ExitCode ? "  and " : "").Append(Invariant($"other output than with seed {first.Seed}, from line {same + 1} on\n"));
        text.Append(Invariant($"  seed {first.Seed}: {LineAt(expected, same)}\n  seed {group.Seed}: {LineAt(actual, same)}\n"));
    }

    private static string LineAt(string[] lines, int index) =>
        index >= lines.Length - 1 && (index >= lines.Length || lines[index].Length == 0) ? "(end of output)" : DisplayText.Escape(DisplayText.Shorten(lines[index]));
}
