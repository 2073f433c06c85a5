using System.Text.Json;
using TinyTotIL.Cli.Protocol;
using TinyTotIL.Compiler.Debugging;

namespace TinyTotIL.Cli.DebugAdapter;

/// <summary>A breakpoint as an editor asks for it. It outlives the session that it is set in, so that a program that begins again has it.</summary>
/// <param name="Id">Its number, which the editor is told.</param>
/// <param name="Target">Where: a line, the name of a function, or an instruction, as text.</param>
/// <param name="Condition">What must be true; null for nothing.</param>
/// <param name="HitCondition">At which times it counts; null for all.</param>
/// <param name="LogMessage">What it writes in place of stopping; null to stop.</param>
internal sealed record EditorBreakpoint(int Id, string Target, string? Condition, string? HitCondition, string? LogMessage)
{
    /// <summary>The breakpoint of the session; null while there is none.</summary>
    public Breakpoint? Actual { get; set; }

    /// <summary>Why there is none.</summary>
    public string? Problem { get; set; }

    /// <summary>Takes one out of what an editor sent.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="target">Where.</param>
    /// <param name="request">What was sent.</param>
    public static EditorBreakpoint Read(int id, string target, JsonElement request) =>
        new(id, target, Given(request, "condition"), Given(request, "hitCondition"), Given(request, "logMessage"));

    /// <summary>Whether another one asks for the same.</summary>
    /// <param name="other">The other one.</param>
    public bool IsLike(EditorBreakpoint other) =>
        (Target, Condition, HitCondition, LogMessage) == (other.Target, other.Condition, other.HitCondition, other.LogMessage);

    /// <summary>Sets it.</summary>
    /// <param name="session">Where.</param>
    /// <param name="place">Sets it where it belongs; null when there is no such place.</param>
    /// <param name="nowhere">What to say then.</param>
    public void Set(DebugSession session, Func<Breakpoint?> place, string nowhere)
    {
        (Actual, Problem) = (null, null);
        DebugExpression? condition = null;
        if (Condition is not null && !DebugExpression.TryRead(Condition, session.IsLisp, out condition, out string? wrong))
        {
            Problem = $"the condition is no expression: {wrong}";
            return;
        }

        Predicate<long>? times = null;
        if (HitCondition is not null && !DebugAdapter.HitCondition.TryRead(HitCondition, out times))
        {
            Problem = "a hit count is a number, or one behind ==, >, >=, <, <= or %";
            return;
        }

        if (place() is not { } breakpoint)
        {
            Problem = nowhere;
            return;
        }

        (breakpoint.Condition, breakpoint.HitTest, breakpoint.LogText) = (condition, times, LogMessage);
        Actual = breakpoint;
    }

    private static string? Given(JsonElement request, string name) => request.Text(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
}
