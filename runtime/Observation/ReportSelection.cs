using TinyTotIL.Runtime.Host;
using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Observation;

/// <summary>What each of the reports needs.</summary>
public static class ReportSelection
{
    /// <summary>What code must tell of itself for reports.</summary>
    /// <param name="reports">The reports.</param>
    public static Instrumentation NeededBy(ExecutionReports reports) =>
        (reports & (ExecutionReports.Trace | ExecutionReports.Log | ExecutionReports.Figures | ExecutionReports.GarbageCollection | ExecutionReports.Collections)) != 0
            ? Instrumentation.Instructions | ProfileOf(reports)
            : ProfileOf(reports);

    private static Instrumentation ProfileOf(ExecutionReports reports) => reports.HasFlag(ExecutionReports.Profile) ? Instrumentation.Profile : Instrumentation.None;

    /// <summary>Who makes reports, in the order in which they are shown.</summary>
    /// <param name="reports">The reports.</param>
    /// <param name="console">Where to they are written.</param>
    public static IEnumerable<ExecutionListener> Listeners(ExecutionReports reports, IConsole console)
    {
        if (reports.HasFlag(ExecutionReports.Trace))
        {
            yield return new InstructionTrace(console, withReturns: reports.HasFlag(ExecutionReports.Profile));
        }

        if (reports.HasFlag(ExecutionReports.Log))
        {
            yield return new InstructionLog(console, withFigures: reports.HasFlag(ExecutionReports.Figures));
        }
    }
}
