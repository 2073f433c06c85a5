using TinyTotIL.Cli.Benchmarks;
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

    /// <summary>What other output is compared with: the first that ended by itself; null when none did.</summary>
    private readonly OutcomeGroup? _usual = exploration.Groups.FirstOrDefault(group => group.Outcome.Kind == OutcomeKind.Ended);

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
        var findings = _groups.Where(group => group != _usual).DistinctBy(Summary);
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

    private string Table()
    {
        var table = new ReportTable(new("runs", IsNumber: true), new("first seed", IsNumber: true), new("outcome"));
        OutcomeGroup[][] rows = [.. _groups.GroupBy(Summary, (_, groups) => groups.ToArray())];
        foreach (var groups in rows.Take(MostRows))
        {
            string kinds = groups.Length == 1 ? "" : Invariant($" ({groups.Length} kinds)");
            table.AddRow(RunsOf(groups).ToString(CultureInfo.InvariantCulture), Number(groups[0].Seed), Summary(groups[0]) + kinds);
        }

        long others = rows.Skip(MostRows).Sum(RunsOf) + exploration.RunsElsewhere;
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
            OutcomeKind.Deadlock => $"deadlock after {Lines(group)} of output",
            OutcomeKind.Error => $"exit code {outcome.ExitCode}, {DisplayText.Escape(DisplayText.Shorten(outcome.Signs.Split('\n')[0]))}",
            OutcomeKind.Unfinished => Invariant($"no end within {command.MostSteps} steps"),
            OutcomeKind.Ended => $"exit code {outcome.ExitCode}, {Lines(group)} of {(group != _usual && outcome.ExitCode == _usual!.Outcome.ExitCode ? "other " : "")}output",
        };
    }

    private static long RunsOf(OutcomeGroup[] groups) => groups.Sum(group => group.Runs);

    private static string Lines(OutcomeGroup group) =>
        group.FewestLines == group.MostLines ? Counted(group.MostLines, "line") : Invariant($"{group.FewestLines} to {group.MostLines} lines");

    private void Explain(StringBuilder text, OutcomeGroup group)
    {
        text.Append('\n').Append(Invariant($"seed {group.Seed}: "));
        switch (group.Outcome.Kind)
        {
            case OutcomeKind.Deadlock or OutcomeKind.Error:
                AppendLines(text, group.Report);
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
        [Invariant($"--seed {group.Seed}"), .. command.Engine == Engine.Compiled ? Array.Empty<string>() : [$"--engine {BenchmarkReport.Name(command.Engine)}"], .. CeilingWords.Of(command.Settings)];

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

    /// <summary>Says what differs from the first run that ended by itself.</summary>
    private void AppendDifference(StringBuilder text, OutcomeGroup group)
    {
        var (first, outcome) = (_usual!, group.Outcome);
        if (outcome.ExitCode != first.Outcome.ExitCode)
        {
            text.Append(Invariant($"exit code {outcome.ExitCode}, not {first.Outcome.ExitCode} as with seed {first.Seed}\n"));
        }

        if (outcome.Output == first.Outcome.Output)
        {
            if (outcome.Signs != first.Outcome.Signs)
            {
                text.Append(Invariant($"other output than with seed {first.Seed}, after the first million characters\n"));
            }

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
