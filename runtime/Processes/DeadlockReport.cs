using System.Runtime.InteropServices;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Says which processes wait, where, and for what, when nothing can wake them.</summary>
internal sealed class DeadlockReport
{
    /// <summary>Rows of the report; the processes of others are only counted.</summary>
    private const int MostRows = 20;

    /// <summary>Processes named in a row; the others in it are only counted.</summary>
    private const int MostNamed = 5;

    private DeadlockReport(IReadOnlyList<string> lines, IReadOnlyList<string> places) => (Lines, Places) = (lines, places);

    /// <summary>The report, for people.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>The places where processes wait, each once, in the order of their texts.</summary>
    public IReadOnlyList<string> Places { get; }

    /// <summary>Asks all processes.</summary>
    /// <param name="scheduler">The scheduler; none of its processes runs.</param>
    public static DeadlockReport Of(Scheduler scheduler)
    {
        long count = 0;
        var places = new SortedSet<string>(StringComparer.Ordinal);
        var probe = new WaitProbe(scheduler);
        var rows = new Dictionary<Wait, Row>();
        foreach (var process in scheduler.Processes)
        {
            count++;
            var wait = new Wait(NameOf(process, scheduler), PlaceOf(process, scheduler.Image), probe.Ask(process)?.ToString(), process.MailboxLength);
            places.Add(wait.Place);
            if (rows.Count < MostRows || rows.ContainsKey(wait))
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(rows, wait, out _) ??= new Row()).Add(process.Id);
            }
        }

        var lines = rows.Select(row => Line(row.Key, row.Value)).ToList();
        long others = count - rows.Values.Sum(row => row.Count);
        if (others > 0)
        {
            lines.Add($"  ... {others} more");
        }

        string who = count == 1 ? "process 1 waits and nothing can wake it" : $"{count} processes wait and nothing can wake them";
        return new DeadlockReport([$"Deadlock: {who}", .. lines], [.. places]);
    }

    private static string Line(Wait wait, Row row)
    {
        bool isOne = row.Count == 1;
        string who = isOne ? $"process {row.Named[0]}{wait.Name} waits" : $"processes {row} wait";
        string purpose = wait.Patterns switch
        {
            null => "",
            "any" => " for any message",
            var patterns => $" for {DisplayText.Escape(DisplayText.Shorten(patterns))}",
        };
        return $"  {who} at {wait.Place}{purpose}{MessagesOf(wait.Messages, isOne ? "its mailbox" : "the mailbox of each")}";
    }

    /// <summary>A message that does not match is the usual reason.</summary>
    private static string MessagesOf(int messages, string where) => messages switch
    {
        0 => "",
        1 => $", not for the message in {where}",
        _ => $", not for any of the {messages} messages in {where}",
    };

    private static string NameOf(Process process, Scheduler scheduler) =>
        scheduler.Names.NameOf(process) is { } name ? $" ({DisplayText.Escape(DisplayText.Shorten(name))})" : "";

    /// <summary>Where a process waits: the instruction of its innermost frame that knows one.</summary>
    /// <param name="process">The process; it does not run.</param>
    /// <param name="image">The program.</param>
    private static string PlaceOf(Process process, ProgramImage image)
    {
        for (var frame = process.Frames; frame is not null; frame = frame.Caller)
        {
            if (frame.Address >= 0)
            {
                return DisplayText.Escape(image.Symbols.Describe(frame.Address));
            }
        }

        return "an unknown place";
    }

    /// <summary>What a row says of its processes; those of which it says the same share it.</summary>
    /// <param name="Name">The name in parentheses; empty for a process without.</param>
    /// <param name="Place">Where it waits.</param>
    /// <param name="Patterns">The messages it waits for; null when it waits for something else.</param>
    /// <param name="Messages">Messages in the mailbox.</param>
    private readonly record struct Wait(string Name, string Place, string? Patterns, int Messages);

    /// <summary>The processes of a row.</summary>
    private sealed class Row
    {
        /// <summary>The numbers of the first ones.</summary>
        public List<long> Named { get; } = [];

        /// <summary>How many they are.</summary>
        public long Count { get; private set; }

        public void Add(long process)
        {
            Count++;
            if (Named.Count < MostNamed)
            {
                Named.Add(process);
            }
        }

        public override string ToString() => Count > Named.Count
            ? $"{string.Join(", ", Named)} and {Count - Named.Count} more"
            : $"{string.Join(", ", Named.SkipLast(1))} and {Named[^1]}";
    }
}
