using System.Globalization;
using System.Text.Json.Nodes;
using TinyTotIL.Compiler.Debugging;

namespace TinyTotIL.Cli.DebugAdapter;

/// <summary>Says to an editor why a program stands still.</summary>
internal static class StopDescription
{
    /// <summary>What the event says.</summary>
    /// <param name="stop">Where and why.</param>
    /// <param name="process">The process to show.</param>
    /// <param name="breakpoints">The breakpoints of the editor.</param>
    public static JsonObject Of(DebugStop stop, long process, BreakpointStore breakpoints)
    {
        var (ids, kind) = breakpoints.IdsOf(stop.Breakpoints);
        var body = new JsonObject
        {
            ["reason"] = stop.Reason == StopReason.Breakpoint ? BreakpointReason(kind) : ReasonOf(stop.Reason),
            ["threadId"] = process,
            ["allThreadsStopped"] = true,
        };
        if (Describe(stop) is { } description)
        {
            body["description"] = description;
        }

        if (stop.Text is { } text)
        {
            body["text"] = text;
        }

        if (ids.Count > 0)
        {
            body["hitBreakpointIds"] = ids;
        }

        return body;
    }

    private static string BreakpointReason(BreakpointTarget? kind) => kind switch
    {
        BreakpointTarget.Function => "function breakpoint",
        BreakpointTarget.Instruction => "instruction breakpoint",
        _ => "breakpoint",
    };

    private static string ReasonOf(StopReason reason) => reason switch
    {
        StopReason.Entry => "entry",
        StopReason.Error or StopReason.Deadlock => "exception",
        StopReason.Pause => "pause",
        StopReason.Watch => "data breakpoint",
        StopReason.ProcessStart => "breakpoint",
        _ => "step",
    };

    private static string? Describe(DebugStop stop) => stop.Reason switch
    {
        StopReason.Deadlock => "Deadlock: all processes wait, and nothing can wake them",
        StopReason.Error => stop.IsCaught ? "Paused at an error that a handler is open for" : "Paused at an uncaught error",
        StopReason.HistoryStart => "The recorded past begins here",
        StopReason.Present => "This is the present again",
        StopReason.ProcessEnd => "The process that was stepped through has ended; another goes on here",
        _ when stop.StepsBack > 0 => string.Create(CultureInfo.InvariantCulture, $"Paused in the past, {stop.StepsBack} instructions back"),
        _ => null,
    };
}
