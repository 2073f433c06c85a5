using System.Globalization;
using TinyTotIL.Compiler.Debugging;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Cli.Debugging;

/// <content>Commands about where to stop.</content>
internal sealed partial class DebuggerShell
{
    private const string ProcessWord = "process";

    /// <summary>Does a command; false when it is none of these.</summary>
    private bool Place(string name, string rest)
    {
        switch (name)
        {
            case "break":
                SetBreakpoint(rest, isTemporary: false);
                break;
            case "tbreak":
                SetBreakpoint(rest, isTemporary: true);
                break;
            case "watch":
                SetWatch(rest);
                break;
            case "catch":
                ChooseErrors(rest);
                break;
            case "condition":
                SetCondition(rest);
                break;
            case "ignore":
                Ignore(rest);
                break;
            case "log":
                SetLog(rest);
                break;
            case "enable" or "disable":
                Enable(rest, name == "enable");
                break;
            case "delete":
                Delete(rest);
                break;
            default:
                return false;
        }

        return true;
    }

    private Breakpoint? SetBreakpoint(string rest, bool isTemporary)
    {
        if (!TryReadCondition(rest, out string location, out var expression))
        {
            return null;
        }

        if (location.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [ProcessWord, .. var which])
        {
            if ((which.Length == 0 ? 0 : Number(which[0], 1)) is { } process)
            {
                Tell(_session.BreakAtProcessStart(process), "");
            }

            return null;
        }

        if (Locate(location, isTemporary, out string snapped) is not { } breakpoint)
        {
            return null;
        }

        breakpoint.Condition = expression;
        Tell(breakpoint, snapped);
        return breakpoint;
    }

    private void Tell(Breakpoint breakpoint, string snapped)
    {
        string line = breakpoint.Place is { } place && DisplayText.Escape(breakpoint.Text) != PlaceText(place) ? $" ({PlaceText(place)})" : "";
        string places = breakpoint.Addresses.Length > 1 ? Invariant($", {breakpoint.Addresses.Length} places") : "";
        Say($"{(breakpoint.IsTemporary ? "temporary " : "")}breakpoint {breakpoint.Number}: {DisplayText.Escape(breakpoint.Text)}{line}{places}{snapped}");
    }

    /// <summary>Sets a breakpoint where a text says; null, with the reason written, when that is nowhere.</summary>
    private Breakpoint? Locate(string location, bool isTemporary, out string snapped)
    {
        snapped = "";
        if (location.Length == 0)
        {
            return Problem(SelectedFrame() is { } frame ? _session.BreakAtInstruction(frame.Address, isTemporary) : null, "there is no place here; say a line, a label or *instruction");
        }

        if (location[0] == '*')
        {
            bool isNumber = int.TryParse(location.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int address);
            return Problem(isNumber ? _session.BreakAtInstruction(address, isTemporary) : null, $"there is no instruction {Quoted(location)}; the last is *{_session.Map.Count - 1}");
        }

        if (ReadLine(location) is not var (file, line))
        {
            return Problem(_session.BreakAtLabel(location, isTemporary), $"there is no label or function {Quoted(location)}");
        }

        var breakpoint = _session.BreakAtLine(file, line, isTemporary);
        snapped = breakpoint?.Place is { } place && place.Line != line ? Invariant($"; line {line} has no code, this is the next that has") : "";
        string problem = file is not null && _session.Map.FilesNamed(file).Count == 0 ? $"no code comes from a file {Quoted(file)}" : Invariant($"there is no code from line {line} on");
        return Problem(breakpoint, problem);
    }

    private Breakpoint? Problem(Breakpoint? breakpoint, string problem)
    {
        if (breakpoint is null)
        {
            Say(problem);
        }

        return breakpoint;
    }

    /// <summary>A line, of a file or of that which is looked at; null when the text is a label.</summary>
    private (string? File, int Line)? ReadLine(string location)
    {
        int colon = location.LastIndexOf(':');
        if (!int.TryParse(location.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int line) || line < 1)
        {
            return null;
        }

        return (colon > 0 ? location[..colon] : SelectedFrame()?.Place?.File, line);
    }

    private static (string Location, string? Condition) DivideAtIf(string text)
    {
        string padded = $" {text} ";
        int position = padded.IndexOf(" if ", StringComparison.Ordinal);
        return position < 0 ? (text, null) : (padded[..position].Trim(), padded[(position + 4)..].Trim());
    }

    /// <summary>Divides what follows a command into a first part and a condition; false, with the reason written, when there is something wrong with the condition.</summary>
    private bool TryReadCondition(string text, out string rest, out DebugExpression? expression)
    {
        (rest, string? condition) = DivideAtIf(text);
        expression = null;
        if (condition is { Length: 0 })
        {
            Say("a condition is missing behind 'if'");
            return false;
        }

        return condition is null || (expression = ReadExpression(condition)) is not null;
    }

    private void SetWatch(string rest)
    {
        if (!TryReadCondition(rest, out string text, out var condition) || ReadExpression(text) is not { } expression)
        {
            return;
        }

        if (_session.AddWatch(expression, _process, SelectedFrame(), out string? problem) is not { } watch)
        {
            Say(problem!);
            return;
        }

        watch.Condition = condition;
        Say($"watch {watch.Number}: {DisplayText.Escape(expression.Text)} is {Shown(watch.Value)}{(condition is null ? "" : $"; stops if {DisplayText.Escape(condition.Text)}")}");
    }

    private void ChooseErrors(string rest)
    {
        switch (rest)
        {
            case "all":
                _session.ErrorStops = ErrorStops.All;
                break;
            case "uncaught":
                _session.ErrorStops = ErrorStops.Uncaught;
                break;
            case "none":
                _session.ErrorStops = ErrorStops.None;
                break;
            case "end":
                _session.StopsAtEnd = !_session.StopsAtEnd;
                break;
            case "":
                break;
            default:
                Say("catch what? all, uncaught, none, or end");
                return;
        }

        string errors = _session.ErrorStops switch
        {
            ErrorStops.All => "every error",
            ErrorStops.Uncaught => "errors that nothing catches",
            _ => "no error",
        };
        Say($"the program stops at {errors}{(_session.StopsAtEnd ? ", and at its end" : "")}");
    }

    private void SetCondition(string rest)
    {
        var (number, condition) = DivideNumber(rest);
        if (FindBreakpoint(number) is not { } breakpoint)
        {
            return;
        }

        if (condition.Length == 0)
        {
            breakpoint.Condition = null;
            Say($"breakpoint {breakpoint.Number} always stops");
        }
        else if (ReadExpression(condition) is { } expression)
        {
            breakpoint.Condition = expression;
            Say($"breakpoint {breakpoint.Number} stops if {DisplayText.Escape(expression.Text)}");
        }
    }

    private void Ignore(string rest)
    {
        var (number, count) = DivideNumber(rest);
        if (FindBreakpoint(number) is { } breakpoint && Number(count, 0) is { } times)
        {
            breakpoint.IgnoreCount = breakpoint.Hits + times;
            Say(Invariant($"breakpoint {breakpoint.Number} is passed {times} {(times == 1 ? "time" : "times")}"));
        }
    }

    private void SetLog(string rest)
    {
        var (number, text) = DivideNumber(rest);
        if (FindBreakpoint(number) is { } breakpoint)
        {
            breakpoint.LogText = text.Length == 0 ? null : text;
            Say(text.Length == 0 ? $"breakpoint {breakpoint.Number} stops" : $"breakpoint {breakpoint.Number} writes, and goes on");
            foreach (string problem in _session.ProblemsIn(text))
            {
                Say(problem);
            }
        }
    }

    private void Enable(string rest, bool isEnabled)
    {
        if (_session.Watches.FirstOrDefault(watch => watch.Number.ToString(CultureInfo.InvariantCulture) == rest) is { } watch)
        {
            watch.IsEnabled = isEnabled;
        }
        else if (FindBreakpoint(rest) is { } breakpoint)
        {
            breakpoint.IsEnabled = isEnabled;
        }
        else
        {
            return;
        }

        Say($"{rest} is {(isEnabled ? "on" : "off")}");
    }

    private void Delete(string rest)
    {
        if (rest.Length == 0)
        {
            int[] all = [.. _session.Breakpoints.Select(breakpoint => breakpoint.Number), .. _session.Watches.Select(watch => watch.Number)];
            Array.ForEach(all, number => _session.Remove(number));
            Say("there are no breakpoints and watches any more");
        }
        else if (Number(rest, 0) is { } number)
        {
            Say(number <= int.MaxValue && _session.Remove((int)number) ? Invariant($"{number} is gone") : Invariant($"there is no breakpoint or watch {number}"));
        }
    }

    private Breakpoint? FindBreakpoint(string text)
    {
        var found = _session.Breakpoints.FirstOrDefault(breakpoint => breakpoint.Number.ToString(CultureInfo.InvariantCulture) == text);
        return Problem(found, text.Length == 0 ? "which breakpoint? 'info breakpoints' shows them" : $"there is no breakpoint {Quoted(text)}");
    }

    private static (string Number, string Text) DivideNumber(string text)
    {
        int end = text.IndexOf(' ', StringComparison.Ordinal);
        return end < 0 ? (text, "") : (text[..end], text[end..].Trim());
    }

    private DebugExpression? ReadExpression(string text)
    {
        if (DebugExpression.TryRead(text, _session.IsLisp, out var expression, out string? problem))
        {
            return expression;
        }

        Say(problem);
        return null;
    }

    private static string Quoted(string text) => $"'{DisplayText.Escape(DisplayText.Shorten(text))}'";
}
