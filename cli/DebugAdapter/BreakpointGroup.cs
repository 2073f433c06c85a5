using System.Globalization;
using TinyTotIL.Compiler.Debugging;

namespace TinyTotIL.Cli.DebugAdapter;

/// <summary>Breakpoints that an editor sets together, and replaces together: those of a file, those on functions, those on instructions.</summary>
/// <param name="Kind">What their targets are.</param>
/// <param name="Path">The file that the editor names; null when it names none.</param>
/// <param name="Reference">The number of a source that is no file; 0 for none.</param>
internal sealed record BreakpointGroup(BreakpointTarget Kind, string? Path = null, int Reference = 0)
{
    /// <summary>Sets a breakpoint where its target is.</summary>
    /// <param name="breakpoint">The breakpoint.</param>
    /// <param name="session">The session.</param>
    /// <param name="sources">The files of the program.</param>
    public void Set(EditorBreakpoint breakpoint, DebugSession session, ProgramSources sources)
    {
        switch (Kind)
        {
            case BreakpointTarget.Function:
                breakpoint.Set(session, () => session.BreakAtLabel(breakpoint.Target), "there is no function or label of this name");
                break;
            case BreakpointTarget.Instruction:
                bool isNumber = int.TryParse(breakpoint.Target, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int address);
                breakpoint.Set(session, () => isNumber ? session.BreakAtInstruction(address) : null, isNumber ? "there is no such instruction" : "the reference is none of an instruction");
                break;
            case BreakpointTarget.Line when Reference == ProgramSources.Listing:
                breakpoint.Set(session, () => session.BreakAtInstruction(Number(breakpoint) - 1), "there is no instruction on this line");
                break;
            default:
                string? file = Path is null ? sources.Find(Reference) : sources.Find(Path);
                breakpoint.Set(
                    session,
                    () => file is null ? null : session.BreakAtLine(file, Number(breakpoint)),
                    file is null ? "this file is no part of the program" : "there is no code on this line or behind it");
                break;
        }
    }

    private static int Number(EditorBreakpoint breakpoint) => int.Parse(breakpoint.Target, CultureInfo.InvariantCulture);
}
