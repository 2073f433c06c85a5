using System.Globalization;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Cli.Cases;

/// <summary>Compares a run with what its program states, and says in one line where they part.</summary>
internal static class CaseComparison
{
    private const string Unended = " (without a line end)";

    /// <summary>The first difference; null when the run did what was stated.</summary>
    /// <param name="expected">What is stated.</param>
    /// <param name="actual">The run.</param>
    public static string? Difference(CaseFile expected, ProgramOutcome actual) =>
        Ending(expected, actual) is { } ending && expected.Error != actual.Error ? ending
            : Lines(expected.Output, actual.Output, from: 0, to: int.MaxValue) ?? Ending(expected, actual);

    /// <summary>The first difference in a range of lines; null when there is none.</summary>
    /// <param name="expected">All lines that should have been written.</param>
    /// <param name="actual">All lines that were.</param>
    /// <param name="from">The first line of the range, from 0.</param>
    /// <param name="to">The line behind the range.</param>
    public static string? Lines(string expected, string actual, int from, int to)
    {
        string[] stated = LinesOf(expected), written = LinesOf(actual);
        int end = Math.Min(to, Math.Max(stated.Length, written.Length));
        for (int line = from; line < end; line++)
        {
            string? should = stated.ElementAtOrDefault(line), did = written.ElementAtOrDefault(line);
            if (should != did)
            {
                string place = string.Create(CultureInfo.InvariantCulture, $"line {line + 1} of the output");
                return should is null ? $"{place}, '{Cut(did!)}', should not be there" : did is null ? $"{place}, '{Cut(should)}', is missing" : $"{place} is '{Cut(did)}', not '{Cut(should)}'";
            }
        }

        return null;
    }

    /// <summary>What is wrong with the error, the exit code and standard error; null when nothing is.</summary>
    /// <param name="expected">What is stated.</param>
    /// <param name="actual">The run.</param>
    public static string? Ending(CaseFile expected, ProgramOutcome actual)
    {
        if (expected.Error != actual.Error)
        {
            return expected.Error is null ? actual.Error : $"it ended {(actual.Error is null ? "without an error" : $"with '{Cut(actual.Error)}'")}, not with '{Cut(expected.Error)}'";
        }

        if (expected.ExitCode != actual.ExitCode)
        {
            return string.Create(CultureInfo.InvariantCulture, $"the exit code is {actual.ExitCode}, not {expected.ExitCode}");
        }

        return Missing("standard error", expected.Notices, [.. actual.Notices])
            ?? (expected.Trace.Count > 0 ? Missing("the trace", expected.Trace, [.. actual.Trace]) : null);
    }

    private static string? Missing(string where, IReadOnlyList<string> expected, string[] actual)
    {
        if (expected.SequenceEqual(actual))
        {
            return null;
        }

        int line = 0;
        while (line < expected.Count && line < actual.Length && expected[line] == actual[line])
        {
            line++;
        }

        return line < expected.Count
            ? $"{where} lacks '{Cut(expected[line])}'"
            : $"{where} says '{Cut(actual[line])}' besides";
    }

    /// <summary>The lines of a text; one that is not ended has a mark that no other line has.</summary>
    private static string[] LinesOf(string text) =>
        text.Length == 0 ? [] : text.EndsWith('\n') ? text[..^1].Split('\n') : [.. (text + Unended).Split('\n')];

    private static string Cut(string text) => DisplayText.Escape(DisplayText.Shorten(text));
}
