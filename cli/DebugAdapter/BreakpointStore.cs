using System.Globalization;
using System.Text.Json.Nodes;
using TinyTotIL.Compiler.Debugging;

namespace TinyTotIL.Cli.DebugAdapter;

/// <summary>All breakpoints that an editor has asked for, whether a program is there or not. The thread that answers requests changes them, the program's asks for their numbers.</summary>
internal sealed class BreakpointStore
{
    /// <summary>More in one group are not set: nobody made them.</summary>
    public const int MostInGroup = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<BreakpointGroup, List<EditorBreakpoint>> _groups = [];
    private int _lastId;

    /// <summary>The number that the next breakpoint gets.</summary>
    public int NextId() => ++_lastId;

    /// <summary>Replaces a group. Breakpoints that are in both keep their numbers, and what they have counted.</summary>
    /// <param name="group">The group.</param>
    /// <param name="wanted">What it holds from now on.</param>
    /// <param name="program">The program; null while there is none.</param>
    /// <returns>The breakpoints, in the same order.</returns>
    public List<EditorBreakpoint> Replace(BreakpointGroup group, IEnumerable<EditorBreakpoint> wanted, DebuggedProgram? program)
    {
        var before = _groups.GetValueOrDefault(group) ?? [];
        var now = new List<EditorBreakpoint>();
        foreach (var breakpoint in wanted)
        {
            int index = before.FindIndex(breakpoint.IsLike);
            now.Add(index < 0 ? breakpoint : before[index]);
            if (index >= 0)
            {
                before.RemoveAt(index);
            }
        }

        lock (_lock)
        {
            _groups[group] = now;
        }

        program?.Change(session =>
        {
            before.ForEach(breakpoint => session.Remove(breakpoint.Actual?.Number ?? 0));
            foreach (var breakpoint in now.Take(MostInGroup).Where(breakpoint => breakpoint.Actual is null))
            {
                group.Set(breakpoint, session, program.Sources);
            }
        });
        now.Skip(MostInGroup).ToList().ForEach(breakpoint => breakpoint.Problem = "there are too many breakpoints");
        return now;
    }

    /// <summary>Sets all of them in a program that has not begun.</summary>
    /// <param name="program">The program.</param>
    public IEnumerable<JsonObject> SetAll(DebuggedProgram program)
    {
        var rows = new List<JsonObject>();
        foreach (var (group, breakpoints) in _groups)
        {
            foreach (var breakpoint in breakpoints.Take(MostInGroup))
            {
                group.Set(breakpoint, program.Session, program.Sources);
                rows.Add(Describe(breakpoint, group, program, program.Sources.Numbers));
            }
        }

        return rows;
    }

    /// <summary>The numbers of the editor's breakpoints behind those of a session, and the kind of the first; null for none.</summary>
    /// <param name="met">Breakpoints of the session.</param>
    public (JsonArray Ids, BreakpointTarget? Kind) IdsOf(IEnumerable<Breakpoint> met)
    {
        var ids = new JsonArray();
        BreakpointTarget? kind = null;
        lock (_lock)
        {
            foreach (var breakpoint in met)
            {
                foreach (var (group, members) in _groups)
                {
                    if (members.Find(member => member.Actual == breakpoint) is { } found)
                    {
                        ids.Add(found.Id);
                        kind ??= group.Kind;
                    }
                }
            }
        }

        return (ids, kind);
    }

    /// <summary>A breakpoint as the editor is told of it.</summary>
    /// <param name="breakpoint">The breakpoint.</param>
    /// <param name="group">Its group.</param>
    /// <param name="program">The program; null while there is none.</param>
    /// <param name="numbers">How the editor counts.</param>
    public static JsonObject Describe(EditorBreakpoint breakpoint, BreakpointGroup group, DebuggedProgram? program, EditorNumbers numbers)
    {
        var row = new JsonObject { ["id"] = breakpoint.Id, ["verified"] = breakpoint.Actual is not null };
        if (breakpoint.Actual is not { } actual || program is null)
        {
            row["message"] = program is null ? "the program is not loaded yet" : breakpoint.Problem;
            if (group.Kind == BreakpointTarget.Line)
            {
                row["line"] = numbers.Line(int.Parse(breakpoint.Target, CultureInfo.InvariantCulture));
            }

            return row;
        }

        var (source, line, _) = program.Sources.PlaceOf(actual.Addresses[0]);
        if (source is not null)
        {
            (row["source"], row["line"]) = (source, line);
        }

        row["instructionReference"] = InstructionReference.Of(actual.Addresses[0]);
        return row;
    }
}
