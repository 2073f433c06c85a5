using System.Diagnostics;
using System.Globalization;

namespace TinyTotIL.Runtime.Observation;

/// <summary>Profiles as a table for people.</summary>
internal static class ProfileReport
{
    private const int MostStarts = 40;

    /// <summary>A line for each process, in the order of their numbers.</summary>
    /// <param name="processes">What each did, by its number.</param>
    public static string OfProcesses(IReadOnlyDictionary<long, ProcessProfile> processes)
    {
        var table = new TextTable(">pid", "start", ">slices", ">reductions", ">ms", ">sent", ">received", ">peak mailbox", "exit");
        foreach (var (pid, profile) in processes)
        {
            table.AddRow([Number(pid), profile.Start, .. Figures(profile), profile.Reasons.Keys.FirstOrDefault("alive")]);
        }

        return table.ToString();
    }

    /// <summary>A line for each place where processes began, those that took longest first.</summary>
    /// <param name="groups">What those of each place did together.</param>
    public static string OfStarts(ICollection<ProcessProfile> groups)
    {
        var table = new TextTable("start", ">processes", ">slices", ">reductions", ">ms", ">sent", ">received", ">peak mailbox", "exit");
        foreach (var profile in groups.OrderByDescending(profile => profile.Ticks).ThenBy(profile => profile.Start, StringComparer.Ordinal).Take(MostStarts))
        {
            long alive = profile.Processes - profile.Reasons.Values.Sum();
            var reasons = profile.Reasons.Select(reason => $"{reason.Key} {Number(reason.Value)}").Concat(alive > 0 ? [$"alive {Number(alive)}"] : []);
            table.AddRow([profile.Start, Number(profile.Processes), .. Figures(profile), string.Join(", ", reasons)]);
        }

        return groups.Count > MostStarts ? $"{table}and {Number(groups.Count - MostStarts)} more places\n" : table.ToString();
    }

    private static string[] Figures(ProcessProfile profile) =>
    [
        Number(profile.Slices),
        Number(profile.Reductions),
        (profile.Ticks * 1000.0 / Stopwatch.Frequency).ToString("F2", CultureInfo.InvariantCulture),
        Number(profile.Sent),
        Number(profile.Received),
        Number(profile.PeakMailbox),
    ];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
