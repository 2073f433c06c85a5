using System.Diagnostics;
using System.Globalization;
using System.Text;
using TinyTotIL.Runtime.Observation;

namespace TinyTotIL.Runtime.Accounting;

/// <summary>The figures of a <see cref="HeapAccount"/>, first in upstream's form.</summary>
public static class HeapReport
{
    /// <summary>The report as text.</summary>
    /// <param name="account">The account.</param>
    /// <param name="framework">What .NET says.</param>
    /// <param name="region">What keeps .NET from collecting; null when nothing does.</param>
    /// <param name="withTables">Whether there are tables.</param>
    /// <param name="withProcesses">Whether what each process made is shown.</param>
    /// <param name="withColour">Whether a terminal shows it, which understands colour.</param>
    public static string Render(HeapAccount account, FrameworkHeap framework, NoCollectionRegion? region, bool withTables, bool withProcesses, bool withColour)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(framework);
        var text = new StringBuilder("\n");
        text.Append(BoxTable.Title("GC Statistics", withColour));
        var total = account.Total;
        var metrics = withTables
            ? Table(("GC Metric", ">Value"), ("Total Allocated", total.Allocated), ("Total Freed", total.Freed), ("Currently Allocated", total.Current), ("Collections Performed", account.Collections))
            : Table(("GC Metric", ">Value"), ("Total allocated", total.Allocated), ("Total freed", total.Freed), ("Currently allocated", total.Current), ("Collections performed", account.Collections));
        Append(text, metrics, withTables, withColour);
        Append(text, Kinds(account), withTables, withColour);
        if (withProcesses)
        {
            Append(text, Processes(account), withTables, withColour);
        }

        Append(text, Figures(account, framework, region), withTables, withColour);
        return text.ToString();
    }

    private static BoxTable Kinds(HeapAccount account)
    {
        var table = new BoxTable("Kind", ">Allocated", ">Freed", ">Current", ">Bytes");
        foreach (var (kind, count) in account.ByKind)
        {
            table.AddRow(kind.ToString(), Number(count.Allocated), Number(count.Freed), Number(count.Current), Number(count.CurrentBytes));
        }

        return table;
    }

    private static BoxTable Processes(HeapAccount account)
    {
        var table = new BoxTable("Process", ">Allocated", ">Bytes", ">Current", ">Current bytes");
        foreach (var (process, count) in account.ByProcess)
        {
            table.AddRow(Number(process), Number(count.Allocated), Number(count.AllocatedBytes), Number(count.Current), Number(count.CurrentBytes));
        }

        return table;
    }

    private static BoxTable Figures(HeapAccount account, FrameworkHeap framework, NoCollectionRegion? region)
    {
        var table = new BoxTable("Memory", ">Value");
        void Add(string name, string value) => table.AddRow(name, value);
        Add("Bytes allocated", Number(account.Total.AllocatedBytes));
        Add("Bytes freed", Number(account.Total.FreedBytes));
        Add("Peak bytes", Number(account.PeakBytes));
        Add("Reachable objects at the end", Number(account.Reachable.Objects));
        Add("Reachable bytes at the end", Number(account.Reachable.Bytes));
        Add("Pauses (ms)", Milliseconds(Stopwatch.GetElapsedTime(0, account.PauseTicks)));
        Add("Longest pause (ms)", Milliseconds(Stopwatch.GetElapsedTime(0, account.LongestPauseTicks)));
        Add(".NET bytes allocated", Number(framework.AllocatedBytes));
        Add(".NET collections, generations 0, 1, 2", $"{framework.Collections(0)}, {framework.Collections(1)}, {framework.Collections(2)}");
        Add(".NET pauses (ms)", Milliseconds(framework.Paused));
        Add(".NET heap bytes", Number(FrameworkHeap.HeapBytes));
        if (region is not null)
        {
            Add("Budget without collections", region.Problem is null ? $"{Number(region.Budget)}, {(region.Collections == 0 ? "kept" : "used up")}" : "none");
        }

        return table;
    }

    private static BoxTable Table((string Name, string Value) titles, params ReadOnlySpan<(string Name, long Value)> rows)
    {
        var table = new BoxTable(titles.Name, titles.Value);
        foreach (var (name, value) in rows)
        {
            table.AddRow(name, Number(value));
        }

        return table;
    }

    private static void Append(StringBuilder text, BoxTable table, bool withTables, bool withColour) =>
        text.Append(withTables ? table.Render(withColour) : table.RenderPlain());

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("F3", CultureInfo.InvariantCulture);
}
