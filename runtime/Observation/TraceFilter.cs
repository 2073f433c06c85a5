using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Runtime.Observation;

/// <summary>Which events of processes a trace shows, and how many.</summary>
/// <remarks>
/// People write it as words between commas, in any order: kinds of events (<c>send</c>), numbers of processes (<c>3</c>, <c>5-9</c>) and the
/// number of lines (<c>lines=500</c>). Without kinds all are meant, and without numbers all processes.
/// </remarks>
public sealed record TraceFilter
{
    /// <summary>Enough to read, and not enough to fill a disk.</summary>
    public const int UsualLines = 10_000;

    private const string LinesWord = "lines=";

    /// <summary>Everything, in the usual number of lines.</summary>
    public static TraceFilter Everything { get; } = new();

    /// <summary>The kinds of events.</summary>
    public TraceKinds Kinds { get; init; } = TraceKinds.All;

    /// <summary>The processes, by the first and last number of each range; none means all.</summary>
    public ImmutableArray<(long First, long Last)> Processes { get; init; } = [];

    /// <summary>Most lines.</summary>
    public int MostLines { get; init; } = UsualLines;

    /// <summary>Reads a filter.</summary>
    /// <param name="text">The text; empty for everything.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="problem">What is wrong with the text, in one line; null when it is a filter.</param>
    /// <returns>Whether it is a filter.</returns>
    public static bool TryRead(string text, out TraceFilter filter, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        filter = Everything;
        problem = null;
        var kinds = TraceKinds.None;
        foreach (string word in text.Length == 0 ? [] : text.Split(','))
        {
            if (KindOf(word) is var kind and not TraceKinds.None)
            {
                kinds |= kind;
            }
            else if (TryReadRange(word) is { } range)
            {
                filter = filter with { Processes = filter.Processes.Add(range) };
            }
            else if (TryReadLines(word) is { } lines)
            {
                filter = filter with { MostLines = lines };
            }
            else
            {
                problem = Problem(word);
                return false;
            }
        }

        filter = kinds == TraceKinds.None ? filter : filter with { Kinds = kinds };
        return true;
    }

    /// <summary>Whether an event is shown.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="process">A process it concerns.</param>
    /// <param name="other">Another one, or the same.</param>
    public bool Shows(TraceKinds kind, long process, long other)
    {
        if ((Kinds & kind) == 0)
        {
            return false;
        }

        foreach (var (first, last) in Processes)
        {
            if ((process >= first && process <= last) || (other >= first && other <= last))
            {
                return true;
            }
        }

        return Processes.IsEmpty;
    }

    private static TraceKinds KindOf(string word) => word switch
    {
        "spawn" => TraceKinds.Spawn,
        "send" => TraceKinds.Send,
        "receive" => TraceKinds.Receive,
        "exit" => TraceKinds.Exit,
        _ => TraceKinds.None,
    };

    private static (long First, long Last)? TryReadRange(string word)
    {
        int dash = word.IndexOf('-', StringComparison.Ordinal);
        return IsNumber(dash < 0 ? word : word[..dash], out long first) && IsNumber(dash < 0 ? word : word[(dash + 1)..], out long last) && first >= 1 && first <= last
            ? (first, last)
            : null;
    }

    private static int? TryReadLines(string word) =>
        word.StartsWith(LinesWord, StringComparison.Ordinal) && IsNumber(word[LinesWord.Length..], out long lines) && lines is >= 1 and <= int.MaxValue ? (int)lines : null;

    private static bool IsNumber(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string Problem(string word) =>
        $"'{DisplayText.Escape(DisplayText.Shorten(word))}' is no part of a trace filter; it is made of spawn, send, receive, exit, process numbers such as 3 or 5-9, and lines=N, with commas between";
}
