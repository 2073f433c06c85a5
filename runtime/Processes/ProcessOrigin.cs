using System.Globalization;
using System.Text;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Runtime.Processes;

/// <summary>Which process has ended with an error: who started it and where, and whom its end concerns.</summary>
internal sealed record ProcessOrigin
{
    /// <summary>Processes named in a line; the others are only counted.</summary>
    private const int MostNamed = 10;

    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>The name it has had longest; null when it has none.</summary>
    public string? Name { get; init; }

    /// <summary>The process that started it; null for the first one.</summary>
    public long? StartedBy { get; init; }

    /// <summary>The instruction that started it; null when that is not certain.</summary>
    public LanguageFrame? StartedAt { get; init; }

    /// <summary>Its supervisor; null when it has none.</summary>
    public long? Supervisor { get; init; }

    /// <summary>Those it is linked with, ascending.</summary>
    public IReadOnlyList<long> Links { get; init; } = [];

    /// <summary>Those that watch it, ascending.</summary>
    public IReadOnlyList<long> Watchers { get; init; } = [];

    /// <summary>Describes a process.</summary>
    /// <param name="process">The process; it runs on this thread, and is about to end.</param>
    /// <param name="scheduler">Its scheduler.</param>
    public static ProcessOrigin Of(Process process, Scheduler scheduler)
    {
        // A link asked for when it started may be in its inbox still.
        process.TakeOver();
        var symbols = scheduler.Image.Symbols;
        return new ProcessOrigin
        {
            Id = process.Id,
            Name = scheduler.Names.NameOf(process),
            StartedBy = process.StartedBy,
            StartedAt = process.StartAddress is { } start && symbols.StartOf(start) is { } site ? scheduler.Image.FrameAt(site) : null,
            Supervisor = process.Details?.Supervised?.Supervisor.Id,
            Links = process.LinkedProcesses(),
            Watchers = process.Details is { } details ? [.. details.Watchers.ToArray().Select(monitor => monitor.Watcher.Id).Distinct().Order()] : [],
        };
    }

    /// <summary>In one line; null for a first process that nobody knows or waits for.</summary>
    public string? Line()
    {
        if (StartedBy is null && Name is null && Links.Count == 0 && Watchers.Count == 0)
        {
            return null;
        }

        var line = new StringBuilder().Append(CultureInfo.InvariantCulture, $"in process {Id}");
        if (Name is not null)
        {
            line.Append(CultureInfo.InvariantCulture, $" '{DisplayText.Escape(DisplayText.Shorten(Name))}'");
        }

        if (StartedBy is not null && StartedBy == Supervisor)
        {
            line.Append(CultureInfo.InvariantCulture, $", started by its supervisor {StartedBy}");
        }
        else if (StartedBy is not null)
        {
            line.Append(CultureInfo.InvariantCulture, $", started by {StartedBy}{(StartedAt is null ? "" : $" at {StartedAt}")}");
        }

        if (Supervisor is not null && StartedBy != Supervisor)
        {
            line.Append(CultureInfo.InvariantCulture, $", supervised by {Supervisor}");
        }

        AppendAll(line, ", linked to ", Links);
        AppendAll(line, ", monitored by ", Watchers);
        return line.ToString();
    }

    private static void AppendAll(StringBuilder line, string what, IReadOnlyList<long> processes)
    {
        if (processes.Count > 0)
        {
            string more = processes.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {processes.Count - MostNamed} more") : "";
            line.Append(what).AppendJoin(", ", processes.Take(MostNamed)).Append(more);
        }
    }
}
