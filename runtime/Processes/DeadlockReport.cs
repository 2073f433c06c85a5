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

    private const string UnknownPlace = "an unknown place";

    private readonly Dictionary<Wait, Row> _rows;
    private readonly long _count;

    private DeadlockReport(IReadOnlyList<string> lines, IReadOnlyList<string> places, Dictionary<Wait, Row> rows, long count) =>
        (Lines, Places, _rows, _count) = (lines, places, rows, count);

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
            var wait = new Wait(scheduler.Names.NameOf(process), PlaceOf(process, scheduler.Image), probe.Ask(process)?.ToString(), process.MailboxLength);
            places.Add(wait.At?.ToString() ?? UnknownPlace);
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
        return new DeadlockReport([$"Deadlock: {who}", .. lines], [.. places], rows, count);
    }

    /// <summary>The report, for tools: how many processes wait, and in each row which ones, how many they are, where, and for what.</summary>
    public string Json() => JsonLine.Of("deadlock", writer =>
    {
        writer.WriteString("text", Lines[0]);
        writer.WriteNumber("processes", _count);
        writer.WriteStartArray("waiting");
        foreach (var (wait, row) in _rows)
        {
            writer.WriteStartObject();
            writer.WriteNumbers("processes", row.Named);
            writer.WriteNumber("count", row.Count);
            writer.WriteKnown("name", wait.Name);
            if (wait.At is { } frame)
            {
                writer.WritePropertyName("at");
                writer.WriteFrame(frame);
            }

            writer.WriteKnown("patterns", wait.Patterns);
            writer.WriteNumber("messages", wait.Messages);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static string Line(Wait wait, Row row)
    {
        bool isOne = row.Count == 1;
        string who = isOne ? $"process {row.Named[0]}{NameOf(wait)} waits" : $"processes {row} wait";
        string purpose = wait.Patterns switch
        {
            null => "",
            "any" => " for any message",
            var patterns => $" for {DisplayText.Escape(DisplayText.Shorten(patterns))}",
        };
        return $"  {who} at {wait.At?.ToString() ?? UnknownPlace}{purpose}{MessagesOf(wait.Messages, isOne ? "its mailbox" : "the mailbox of each")}";
    }

    /// <summary>A message that does not match is the usual reason.</summary>
    private static string MessagesOf(int messages, string where) => messages switch
    {
        0 => "",
        1 => $", not for the message in {where}",
        _ => $", not for any of the {messages} messages in {where}",
    };

    private static string NameOf(Wait wait) =>
        wait.Name is { } name ? $" ({DisplayText.Escape(DisplayText.Shorten(name))})" : "";

    /// <summary>Where a process waits: the instruction of its innermost frame that knows one.</summary>
    /// <param name="process">The process; it does not run.</param>
    /// <param name="image">The program.</param>
    private static LanguageFrame? PlaceOf(Process process, ProgramImage image)
    {
        for (var frame = process.Frames; frame is not null; frame = frame.Caller)
        {
            if (frame.Address >= 0)
            {
                return image.FrameAt(frame.Address);
            }
        }

        return null;
    }

    /// <summary>What a row says of its processes; those of which it says the same share it.</summary>
    /// <param name="Name">The name; null for a process without.</param>
    /// <param name="At">Where it waits; null when that is not known.</param>
    /// <param name="Patterns">The messages it waits for; null when it waits for something else.</param>
    /// <param name="Messages">Messages in the mailbox.</param>
    private readonly record struct Wait(string? Name, LanguageFrame? At, string? Patterns, int Messages);

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
