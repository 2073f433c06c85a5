using TinyTotIL.Compiler.Debugging;
using TinyTotIL.Runtime.Errors;

namespace TinyTotIL.Cli.Debugging;

/// <content>Places, sources, calls and processes.</content>
internal sealed partial class DebuggerShell
{
    private const int ListedLines = 10;
    private const int ReturnedRows = 5;

    private SourcePlace? _listed;

    private void ShowStop(DebugStop stop)
    {
        if (stop.Text is { } text && stop.Reason == StopReason.Deadlock)
        {
            text.Split('\n').ToList().ForEach(Say);
            return;
        }

        string reason = ReasonOf(stop);
        if (reason.Length > 0)
        {
            Say(reason);
        }

        ShowPlace();
        ShowReturned(stop);
    }

    /// <summary>What a function has left that a step went out of.</summary>
    private void ShowReturned(DebugStop stop)
    {
        if (stop.Reason != StopReason.Step || !_finishesFunction || SelectedFrame() is not { } frame)
        {
            return;
        }

        if (stop.Returned is not { } count)
        {
            // Without a record of the call nobody knows what was there before it.
            Say(_session.OperandCount(frame) == 0 ? "" : $"on top of the operand stack: $0 = {Shown(_session.Operand(frame, 0))}", unlessEmpty: true);
            return;
        }

        Say(count == 0 ? "the function has left no value" : Invariant($"the function has left {(count == 1 ? "a value" : $"{count} values")}:"));
        for (int depth = 0; depth < Math.Min(count, ReturnedRows); depth++)
        {
            Say(Invariant($"  ${depth} = {Shown(_session.Operand(frame, depth))}"));
        }
    }

    private string ReasonOf(DebugStop stop) => stop.Reason switch
    {
        StopReason.Breakpoint when stop.Breakpoints.All(breakpoint => breakpoint.IsTemporary) => "",
        StopReason.Breakpoint or StopReason.ProcessStart => string.Join(", ", stop.Breakpoints.Select(breakpoint => Invariant($"breakpoint {breakpoint.Number}"))),
        StopReason.Watch => $"watch {stop.Watch!.Number}: {DisplayText.Escape(stop.Watch.Expression.Text)} was {Shown(stop.Before)}, is {Shown(stop.After)}",
        StopReason.Error => $"{(stop.IsCaught ? "error, which will be caught" : "uncaught error")}: {DisplayText.Escape(stop.Text!)}",
        StopReason.Pause => "paused",
        StopReason.End => "the main program is at its end",
        StopReason.HistoryStart => _session.StepsRecorded == 0 ? "nothing is recorded" : "nothing older is recorded of this process",
        StopReason.Present => "this is the present",
        _ => "",
    };

    /// <summary>Shows the frame that is looked at: its function, and the line or instruction.</summary>
    private void ShowPlace()
    {
        if (SelectedFrame() is not { } frame)
        {
            Say("there is nothing to see of this process");
            return;
        }

        string process = _session.ProcessCount > 1 || _process != 1 ? Invariant($"[process {_process}] ") : "";
        Say(Paint($"{process}{Describe(frame)}"));
        string? text = frame.Place is { } place ? _sources.LineOf(place) : null;
        if (text is not null)
        {
            Say(Invariant($"{frame.Place!.Value.Line,5}  {Line(text)}"));
        }

        if (text is null || _isByInstruction)
        {
            Say(Invariant($"=> *{frame.Address}  {DisplayText.Escape(DisplayText.Shorten(_session.InstructionText(frame.Address)))}"));
        }
    }

    private static string Line(string text) => DisplayText.Escape(text.Length > MostInLine ? string.Concat(text.AsSpan(0, MostInLine), "...") : text);

    private static string Describe(DebugFrame frame) =>
        $"{DisplayText.Escape(DisplayText.Shorten(frame.Function ?? "top level"))} ({frame.Where})";

    private static string PlaceText(SourcePlace place) => DisplayText.Escape(Invariant($"{place.File}:{place.Line}"));

    private void List(string rest)
    {
        SourcePlace around;
        if (rest.Length > 0)
        {
            if (PlaceNamed(rest) is not { } named)
            {
                return;
            }

            (around, _listed) = (named, null);
        }
        else if (SelectedFrame()?.Place is { } here && (_listed is not null || _sources.LineOf(here) is not null))
        {
            around = here;
        }
        else
        {
            ShowInstructions("");
            return;
        }

        int first = _listed is { } listed ? listed.Line + 1 : Math.Max(1, around.Line - (ListedLines / 2));
        string file = _listed?.File ?? around.File;
        ListFrom(new SourcePlace(file, first));
    }

    private void ListFrom(SourcePlace first)
    {
        var current = SelectedFrame()?.Place;
        var marked = _session.Breakpoints.Select(breakpoint => breakpoint.Place).ToHashSet();
        int line = first.Line;
        for (; line < first.Line + ListedLines; line++)
        {
            var place = first with { Line = line };
            if (_sources.LineOf(place) is not { } text)
            {
                break;
            }

            string mark = place == current ? "=>" : "  ";
            string row = Invariant($"{mark}{(marked.Contains(place) ? '*' : ' ')}{line,5}  {Line(text)}").TrimEnd();
            Say(place == current ? Paint(row) : row);
            _listed = place;
        }

        Say(line == first.Line ? $"there are no lines to show of {DisplayText.Escape(first.File)} from here on" : "", unlessEmpty: true);
    }

    private SourcePlace? PlaceNamed(string location)
    {
        if (ReadLine(location) is var (file, line))
        {
            if (_session.Map.FilesNamed(file) is [var path, ..])
            {
                return new SourcePlace(path, line);
            }

            Say($"no code comes from a file {Quoted(file ?? "")}");
            return null;
        }

        if (_session.Map.AddressesOf(location) is [var address, ..] && _session.PlaceOf(address) is { } place)
        {
            return place;
        }

        Say($"there is no label or function {Quoted(location)} with a line");
        return null;
    }

    private void ShowBacktrace(string rest)
    {
        bool isAll = rest == "all";
        if (Number(isAll ? "" : rest, UsualFrames) is not { } wanted)
        {
            return;
        }

        bool before = _session.ShowsLibraries;
        _session.ShowsLibraries |= isAll;
        int shown = 0;
        foreach (var frame in _session.Frames(_process))
        {
            if (shown == Math.Min(wanted, MostFrames))
            {
                Say("  ... and more; 'bt N' shows N calls");
                break;
            }

            shown++;
            Say(Invariant($"{(frame.Number == _frame && !isAll ? '>' : ' ')} #{frame.Number}  {Describe(frame)}"));
        }

        _session.ShowsLibraries = before;
        Say(shown == 0 ? "there is nothing to see of this process" : "", unlessEmpty: true);
    }

    private void SelectFrame(long number)
    {
        if (number < 0 || number > int.MaxValue || !_session.Frames(_process).Skip((int)number).Any())
        {
            Say(number > _frame ? "there is no call further out" : "there is no such call; 'bt' shows them");
            return;
        }

        (_frame, _listed) = ((int)number, null);
        ShowPlace();
    }

    private void SelectProcess(string rest)
    {
        if (Number(rest, _process) is not { } id)
        {
            return;
        }

        if (_session.FindProcess(id) is not { } process)
        {
            Say(Invariant($"there is no process {id}"));
            return;
        }

        if (rest.Length > 0)
        {
            (_process, _frame, _listed) = (id, 0, null);
        }

        ShowProcess(process);
        if (rest.Length > 0)
        {
            ShowPlace();
        }
        else if (_session.StepsBack > 0)
        {
            Say("  its state, name, links and messages are not recorded; 'present' returns to where they are known");
        }
        else if (process.Facts is { } facts)
        {
            Say(Invariant($"  reductions {facts.Reductions}; traps exits: {(facts.TrapsExits ? "yes" : "no")}"));
            Say($"  links: {Numbers(facts.Links)}; watches: {Numbers(facts.Monitors)}; watched by: {Numbers(facts.Watchers)}{(facts.Supervisor == 0 ? "" : Invariant($"; child of supervisor {facts.Supervisor}"))}");
        }
    }

    private static string Numbers(IReadOnlyCollection<long> numbers) => numbers.Count == 0
        ? "none"
        : string.Join(", ", numbers.Take(UsualFrames)) + (numbers.Count > UsualFrames ? Invariant($" and {numbers.Count - UsualFrames} more") : "");

    private void ShowProcess(ProcessSummary process)
    {
        string name = process.Facts is { Name: { Length: > 0 } known } ? $" ({DisplayText.Escape(DisplayText.Shorten(known))})" : "";
        string messages = process.Facts is { Messages: > 0 and var count } ? Invariant($", {count} {(count == 1 ? "message" : "messages")}") : "";
        string place = process.Top is { } top ? $" at {Describe(top)}" : "";
        Say(Invariant($"{(process.Id == _process ? '>' : ' ')} process {process.Id}{name} {process.State}{place}{messages}"));
    }

    private void ShowProcesses(string rest)
    {
        if (Number(rest, UsualRows) is not { } most)
        {
            return;
        }

        var shown = _session.Processes(0, (int)Math.Min(most, MostFrames));
        shown.ToList().ForEach(ShowProcess);
        Say(_session.StepsBack > 0 ? "  [those alive then, each at the instruction it had started last; what they waited for, names and messages are not recorded]" : "", unlessEmpty: true);
        Say(_session.ProcessCount > shown.Count ? Invariant($"  and {_session.ProcessCount - shown.Count} more") : "", unlessEmpty: true);
    }

    private void ShowMailbox(string rest)
    {
        if (Number(rest, _process) is not { } id)
        {
            return;
        }

        int? known = _session.MailboxCount(id);
        if (known is null && (_session.StepsBack > 0 || _session.FindProcess(id) is null))
        {
            Say(Invariant($"there is no process {id}{(_session.StepsBack > 0 ? " now, and mailboxes of the past are not recorded" : "")}"));
            return;
        }

        int count = known ?? 0;
        var messages = _session.Mailbox(id, UsualRows);
        Say(Invariant($"{count} {(count == 1 ? "message" : "messages")} in the mailbox of process {id}{(_session.StepsBack > 0 ? " now" : "")}"));
        for (int i = 0; i < messages.Count; i++)
        {
            Say(Invariant($"  {i}: {Shown(messages[i])}"));
        }
    }

    private void ShowInstructions(string rest)
    {
        if (SelectedFrame() is not { } frame || Number(rest, InstructionsAround) is not { } around)
        {
            return;
        }

        int reach = (int)Math.Min(around, MostFrames);
        int last = frame.Address < _session.Map.Count ? Math.Min(_session.Map.Count - 1, frame.Address + reach) : frame.Address + reach;
        for (int address = Math.Max(0, frame.Address - reach); address <= last; address++)
        {
            Say(Invariant($"{(address == frame.Address ? "=>" : "  ")} *{address}  {DisplayText.Escape(DisplayText.Shorten(_session.InstructionText(address)))}"));
        }
    }
}
