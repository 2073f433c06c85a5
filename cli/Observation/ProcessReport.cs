using System.Globalization;
using TinyTotIL.Cli.Tables;
using TinyTotIL.Runtime.Observation;

namespace TinyTotIL.Cli.Observation;

/// <summary>A snapshot of all processes as lines for people.</summary>
internal static class ProcessReport
{
    private const int MostLinks = 4;

    private const int MostSupervised = 30;

    /// <summary>Nobody nests supervisors deeper and reads the tree.</summary>
    private const int MostDepth = 20;

    /// <summary>The lines: totals, the table, and the tree of supervisors if there are any.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="before">The one before it, from which rates are computed; null for averages since the start.</param>
    public static IReadOnlyList<string> Lines(SystemSnapshot snapshot, SystemSnapshot? before)
    {
        string table = Table(snapshot).Render(withColour: false).TrimEnd('\n');
        IEnumerable<string> others = snapshot.Others > 0 ? [Invariant($"and {snapshot.Others} more")] : [];
        return [Totals(snapshot, before), .. table.Split('\n'), .. others, .. Tree(snapshot)];
    }

    private static string Totals(SystemSnapshot snapshot, SystemSnapshot? before)
    {
        var counts = snapshot.Counts;
        double seconds = (snapshot.Elapsed - (before?.Elapsed ?? TimeSpan.Zero)).TotalSeconds;
        string messages = seconds > 0 ? Invariant($"{(counts.Messages - (before?.Counts.Messages ?? 0)) / seconds:F0}/s") : "";
        string rate = messages.Length > 0 ? $" ({messages})" : "";
        return Invariant($"{snapshot.Elapsed.TotalSeconds:F1} s: {counts.Alive} alive of {counts.Spawned} processes, {counts.Queued} in run queues, {counts.Workers} workers, ")
            + Invariant($"{counts.Messages} messages{rate}, {counts.Reductions} reductions, {counts.Timers} timers");
    }

    private static ReportTable Table(SystemSnapshot snapshot)
    {
        var table = new ReportTable(
            new("pid", IsNumber: true),
            new("name"),
            new("at"),
            new("state"),
            new("mailbox", IsNumber: true),
            new("reductions", IsNumber: true),
            new("memory", IsNumber: true),
            new("links"),
            new("supervisor"));
        foreach (var process in snapshot.Processes)
        {
            table.AddRow(
                Number(process.Id),
                process.Name,
                process.Place,
                process.HasEnded ? $"ended: {process.State}" : process.State,
                Number(process.Mailbox),
                Number(process.Reductions),
                process.MemoryBytes is { } bytes ? Size(bytes) : "",
                Links(process),
                process.Supervisor == 0 ? "" : Invariant($"{process.Supervisor} {process.ChildId}"));
        }

        return table;
    }

    private static string Links(ProcessSnapshot process)
    {
        string links = string.Join(' ', process.Links.Take(MostLinks).Select(Number));
        return process.Links.Length > MostLinks ? Invariant($"{links} +{process.Links.Length - MostLinks}") : links;
    }

    /// <summary>Supervisors and their children, each level further in.</summary>
    private static List<string> Tree(SystemSnapshot snapshot)
    {
        var lines = new List<string>();
        var children = snapshot.Supervised.ToLookup(process => process.Supervisor);
        var known = snapshot.Supervised.Select(process => process.Id).ToHashSet();
        var pending = new Stack<(long Supervisor, ProcessSnapshot? Process, int Depth)>();
        foreach (long root in children.Select(group => group.Key).Where(id => !known.Contains(id)).Distinct().OrderDescending())
        {
            pending.Push((root, null, 0));
        }

        while (pending.TryPop(out var next) && lines.Count < MostSupervised)
        {
            string indent = new(' ', 2 * next.Depth);
            lines.Add(next.Process is { } process
                ? Invariant($"{indent}{process.ChildId} {process.Id} {(process.HasEnded ? $"ended: {process.State}" : process.State)}")
                : Invariant($"supervisor {next.Supervisor}"));
            if (next.Depth < MostDepth)
            {
                children[next.Supervisor].OrderByDescending(child => child.Id).ToList().ForEach(child => pending.Push((child.Id, child, next.Depth + 1)));
            }
        }

        int left = snapshot.Supervised.Count - lines.Count(line => line[0] == ' ');
        return left > 0 && lines.Count > 0 ? [.. lines, Invariant($"and {left} more")] : lines;
    }

    private static string Size(long bytes) => bytes switch
    {
        < 10_000 => Invariant($"{bytes}"),
        < 10_000 << 10 => Invariant($"{bytes >> 10}K"),
        _ => Invariant($"{bytes >> 20}M"),
    };

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
