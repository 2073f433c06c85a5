using TinyTotIL.Compiler.Debugging;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Cli.Debugging;

/// <content>Commands that show something.</content>
internal sealed partial class DebuggerShell
{
    private const int MostInLine = 160;
    private const int MostPrinted = 4000;
    private const int UsualFrames = 20;
    private const int MostFrames = 1000;
    private const int UsualRows = 30;
    private const int InstructionsAround = 5;

    private void Look(string name, string rest)
    {
        switch (name)
        {
            case "list":
                List(rest);
                break;
            case "print":
                Print(rest);
                break;
            case "set":
                Set(rest);
                break;
            case "backtrace":
                ShowBacktrace(rest);
                break;
            case "frame":
                SelectFrame(rest.Length == 0 ? _frame : long.TryParse(rest, out long wanted) ? wanted : -1);
                break;
            case "up" or "down":
                if (name == "down" && _frame == 0)
                {
                    Say("this is the innermost call");
                }
                else if (Number(rest, 1) is { } by)
                {
                    SelectFrame(name == "up" ? _frame + by : Math.Max(0, _frame - by));
                }

                break;
            case "process":
                SelectProcess(rest);
                break;
            case "help":
                ShowHelp(rest);
                break;
            case "info":
                Inform(rest);
                break;
            default:
                ShowPart(name, rest);
                break;
        }
    }

    private void ShowHelp(string rest)
    {
        if (DebuggerCommand.Help(rest) is { } lines)
        {
            lines.ToList().ForEach(Say);
        }
        else
        {
            Say($"there is no command {Quoted(rest)}; 'help' shows those there are");
        }
    }

    private void Inform(string rest)
    {
        string[] subjects = ["breakpoints", "watches", "locals", "stack", "globals", "functions", "labels", "history", "processes", "mailbox", "frame"];
        var (what, more) = DivideNumber(rest);
        string[] meant = [.. subjects.Where(subject => what.Length > 0 && subject.StartsWith(what, StringComparison.Ordinal))];
        if (meant is [var only] || (meant.Contains(what) && (only = what) == what))
        {
            ShowPart(only, more);
        }
        else
        {
            Say($"info about what? {string.Join(", ", subjects)}");
        }
    }

    private void ShowPart(string name, string rest)
    {
        switch (name)
        {
            case "breakpoints":
                ShowBreakpoints();
                ShowWatches();
                Say(_session.Breakpoints.Count + _session.Watches.Count == 0 ? "there are no breakpoints and watches" : "", unlessEmpty: true);
                break;
            case "watches":
                ShowWatches();
                Say(_session.Watches.Count == 0 ? "there are no watches" : "", unlessEmpty: true);
                break;
            case "locals":
                ShowVariables(SelectedFrame() is { } frame ? _session.Variables(frame) : [], "no variables");
                break;
            case "globals":
                ShowVariables([.. _session.Globals(_process).Where(global => !global.Key.Contains('@', StringComparison.Ordinal))], "no variables of the whole program");
                break;
            case "stack":
                ShowOperands(rest);
                break;
            case "x":
                ShowInstructions(rest);
                break;
            case "functions" or "labels":
                ShowLabels(functionsOnly: name == "functions");
                break;
            case "history":
                ShowHistory();
                break;
            case "processes":
                ShowProcesses(rest);
                break;
            case "mailbox":
                ShowMailbox(rest);
                break;
            case "frame":
                SelectFrame(_frame);
                break;
        }
    }

    private void Print(string rest)
    {
        if (ReadExpression(rest) is not { } expression)
        {
            return;
        }

        bool isKnown = _session.TryEvaluate(expression, _process, SelectedFrame(), out var value, out string? problem);
        Say(isKnown ? $"{DisplayText.Escape(expression.Text)} = {ValueDisplay.Of(value, _session.AddressesOf(_process), MostPrinted)}" : problem!);
        if (isKnown && _session.StepsBack > 0 && ValueParts.CanChange(value))
        {
            Say("[this can be changed in place; shown is what it holds now]");
        }
    }

    private void Set(string rest)
    {
        int equals = rest.IndexOf('=', StringComparison.Ordinal);
        if (equals < 1)
        {
            Say("set what? NAME = EXPR");
            return;
        }

        if (ReadExpression(rest[..equals]) is not { } target || ReadExpression(rest[(equals + 1)..]) is not { } source)
        {
            return;
        }

        if (target.Variable is not { } name)
        {
            Say("only a variable can be given another value, not a part of one");
            return;
        }

        var frame = SelectedFrame();
        bool hadValue = _session.TryEvaluate(target, _process, frame, out var before, out _);
        string? problem = _session.TryEvaluate(source, _process, frame, out var value, out string? unknown)
            ? _session.SetVariable(name, value, _process, frame)
            : unknown;
        Say(problem ?? $"{DisplayText.Escape(name)} = {Shown(value)}{(hadValue ? $" (was {Shown(before)})" : "")}");
    }

    private void ShowVariables(IReadOnlyList<KeyValuePair<string, Value>> variables, string none)
    {
        foreach (var (name, value) in variables.Take(MostFrames))
        {
            Say($"  {DisplayText.Escape(DisplayText.Shorten(name))} = {Shown(value)}");
        }

        Say(variables.Count == 0 ? none : variables.Count > MostFrames ? Invariant($"  and {variables.Count - MostFrames} more") : "", unlessEmpty: true);
    }

    private void ShowOperands(string rest)
    {
        if (SelectedFrame() is not { } frame || Number(rest, UsualRows) is not { } most)
        {
            return;
        }

        int height = _session.OperandCount(frame);
        Say(height == 0 ? "the operand stack is empty" : "", unlessEmpty: true);
        for (int depth = 0; depth < Math.Min(height, most); depth++)
        {
            var value = _session.Operand(frame, depth);
            Say(Invariant($"  ${depth} = {(value.IsUnset ? "not recorded" : Shown(value))}"));
        }

        Say(height > most ? Invariant($"  and {height - most} below") : "", unlessEmpty: true);
    }

    private void ShowLabels(bool functionsOnly)
    {
        foreach (string label in _session.Map.Labels.Where(label => !functionsOnly || _session.Map.IsFunction(label)).Take(MostFrames))
        {
            int address = _session.Map.AddressesOf(label)[0];
            if (!_session.Map.IsLibrary(address))
            {
                Say($"  {DisplayText.Escape(DisplayText.Shorten(label))}{(_session.PlaceOf(address) is { } place ? $" ({PlaceText(place)})" : "")}");
            }
        }
    }

    private void ShowHistory() => Say(_session.StepsRecorded == 0
        ? "nothing is recorded"
        : Invariant($"{_session.StepsRecorded} instructions have started; the last {_session.StepsKept} can be gone back through, {_session.StepsBack} back now"));

    private void ShowBreakpoints()
    {
        foreach (var breakpoint in _session.Breakpoints)
        {
            string place = breakpoint.Place is { } at && DisplayText.Escape(breakpoint.Text) != PlaceText(at) ? $" ({PlaceText(at)})" : "";
            string log = breakpoint.LogText is { } text ? $", writes \"{DisplayText.Escape(text)}\"" : "";
            string ignored = breakpoint.IgnoreCount > breakpoint.Hits ? Invariant($", passed {breakpoint.IgnoreCount - breakpoint.Hits} times more") : "";
            Say(Invariant($"  {breakpoint.Number}  {DisplayText.Escape(breakpoint.Text)}{place}{ConditionText(breakpoint.Condition)}, met {breakpoint.Hits} times{ignored}{log}{(breakpoint.IsEnabled ? "" : ", off")}"));
        }
    }

    private void ShowWatches()
    {
        foreach (var watch in _session.Watches)
        {
            Say(Invariant($"  {watch.Number}  watch {DisplayText.Escape(watch.Expression.Text)} = {Shown(watch.Value)}, changed {watch.Hits} times{(watch.Condition is null ? "" : ", stops")}{ConditionText(watch.Condition)}{(watch.IsEnabled ? "" : ", off")}"));
        }
    }

    private static string ConditionText(DebugExpression? condition) => condition is null ? "" : $" if {DisplayText.Escape(condition.Text)}";

    private void Say(string line, bool unlessEmpty)
    {
        if (!unlessEmpty || line.Length > 0)
        {
            Say(line);
        }
    }

    private string Shown(Value? value) => value is { } known ? ValueDisplay.Of(known, _session.AddressesOf(_process), MostInLine) : "not there";
}
