using System.Diagnostics;
using System.Globalization;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Observation;

namespace TinyTotIL.Runtime.Profiling;

/// <summary>A profile for people, in upstream's form with the names of the functions.</summary>
internal static class CallProfileReport
{
    /// <summary>The profile as tables or as plain lines; empty when no function was called.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="withTables">Whether there are tables.</param>
    /// <param name="withColour">Whether a terminal shows them.</param>
    public static string Render(CallProfile profile, bool withTables, bool withColour) =>
        profile.Functions.Count == 0 ? "" : withTables ? Tables(profile, withColour) : Lines(profile);

    private static string Tables(CallProfile profile, bool withColour)
    {
        var functions = new BoxTable("Function", ">Calls", ">Time (ms)", ">Instructions", ">Avg Time/Call (μs)");
        foreach (var function in profile.Functions)
        {
            double microseconds = Milliseconds(function.Ticks) * 1000 / function.Calls;
            string name = function.Name is null ? function.Address : $"{function.Address} {DisplayText.Escape(function.Name)}";
            functions.AddRow(name, Number(function.Calls), Fixed(Milliseconds(function.Ticks)), Number(function.Instructions), Fixed(microseconds));
        }

        var metrics = new BoxTable("Performance Metric", ">Value");
        metrics.AddRow("Peak Stack Depth", $"{Number(profile.PeakStackDepth)} frames");
        metrics.AddRow("Total Allocations", Number(profile.Allocations));
        metrics.AddRow("Peak Heap Size", $"{Number(profile.PeakHeapBytes)} bytes");
        return "\n" + BoxTable.Title("Profiling Results", withColour) + functions.Render(withColour) + metrics.Render(withColour);
    }

    private static string Lines(CallProfile profile)
    {
        var lines = new List<string> { "Function Summary:" };
        foreach (var function in profile.Functions)
        {
            string name = function.Name is null ? "" : $" ({DisplayText.Escape(function.Name)})";
            lines.Add($"  {function.Address} - {Number(function.Calls)} calls - {Fixed(Milliseconds(function.Ticks))} ms - {Number(function.Instructions)} instructions{name}");
        }

        lines.Add("");
        lines.Add($"Peak Stack Depth: {Number(profile.PeakStackDepth)} frames");
        lines.Add($"Total Allocations: {Number(profile.Allocations)}");
        lines.Add($"Peak Heap Size: {Number(profile.PeakHeapBytes)} bytes");
        return string.Concat(lines.Select(line => line + "\n"));
    }

    private static double Milliseconds(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;

    private static string Fixed(double number) => number.ToString("F3", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
