namespace TinyTotIL.Compiler.Debugging;

/// <content>Going back through what is recorded, and forth again.</content>
public sealed partial class DebugSession
{
    private DebugStop? _present;

    /// <summary>The step one has gone back to; null in the present.</summary>
    private long? _past;

    private DebugStop Travel(Resumption wish)
    {
        if (_history is not { End: > 0 } history || history.LatestOf(Focus, _past ?? history.End - 1) is not (>= 0 and var now))
        {
            return _present! with { Reason = StopReason.HistoryStart };
        }

        _change = null;
        var returned = ReturnFrom(wish);
        var met = new List<Breakpoint>();
        long? found = wish switch
        {
            Resumption.ToPresent => history.End - 1,
            Resumption.ReverseContinue => FindBreakpoint(history, now, -1, met),
            Resumption.ReverseInstruction => PreviousOf(history, now),
            Resumption.ReverseIn or Resumption.ReverseOver => LineBefore(history, now, wish == Resumption.ReverseOver),
            Resumption.ReverseOut => CallBefore(history, now),
            Resumption.Continue => FindBreakpoint(history, now, 1, met),
            _ => EndOfStep(history, now, wish),
        };
        bool isBack = wish is >= Resumption.ReverseContinue and < Resumption.ToPresent;
        if (found is { } step && step < history.End - 1)
        {
            return _change is { } change
                ? StopAt(step, StopReason.Watch, met) with { Watch = change.Watch, Before = change.Before, After = change.After }
                : StopAt(step, met.Count > 0 ? StopReason.Breakpoint : StopReason.Step, met) with { Returned = returned?.CountOn(history[step].Machine.Track, history[step].Machine.Height) };
        }

        if (isBack)
        {
            return StopAt(OldestOf(history, now), StopReason.HistoryStart, met);
        }

        _past = null;
        Focus = _present!.Process;
        return _present with { Reason = StopReason.Present };
    }

    private DebugStop StopAt(long step, StopReason reason, List<Breakpoint> met)
    {
        var history = _history!;
        _past = step == history.End - 1 ? null : step;
        Focus = history[step].Process;
        return new DebugStop(reason, history[step].Process)
        {
            Address = history[step].Machine.Address,
            StepsBack = history.End - 1 - step,
            Breakpoints = [.. met],
        };
    }

    private static StepPoint PointOf(HistoryStep step) => new(step.Process, step.Machine.Address, step.Machine.Depth);

    private long? EndOfStep(ExecutionHistory history, long now, Resumption wish)
    {
        var plan = new StepPlan(wish, PointOf(history[now]), PlaceOf, IsHidden);
        for (long step = now + 1; step < history.End; step++)
        {
            if (history[step] is var at && at.Process == plan.Process && plan.IsDone(at.Machine.Address, at.Machine.Depth))
            {
                return step;
            }
        }

        return null;
    }

    private long? FindBreakpoint(ExecutionHistory history, long now, int direction, List<Breakpoint> met)
    {
        var values = new Dictionary<Watch, WatchedMoment>();
        FindChange(now, direction, values);
        for (long step = now + direction; history.Holds(step); step += direction)
        {
            var at = history[step];
            if (FindChange(step, direction, values))
            {
                return step;
            }

            if (!_breakpointAddresses.TryGetValue(at.Machine.Address, out var there))
            {
                continue;
            }

            met.AddRange(Meet(there, at.Process, ScopeAt(step, at, level: 0), isCounted: false));
            if (met.Count > 0)
            {
                return step;
            }
        }

        return null;
    }

    private FrameScope ScopeAt(long step, HistoryStep at, int level) => new(at.Machine, level, name => GlobalAt(step, at.Process, name));

    private Runtime.Values.Value? GlobalAt(long step, long process, string name)
    {
        long? past = _past;
        _past = step;
        var value = GlobalNamed(process, name);
        _past = past;
        return value;
    }

    /// <summary>The step of the same process before one; null when none is kept.</summary>
    private static long? PreviousOf(ExecutionHistory history, long step) => history.LatestOf(history[step].Process, step - 1) is >= 0 and var before ? before : null;

    private static long OldestOf(ExecutionHistory history, long step)
    {
        long oldest = step;
        while (PreviousOf(history, oldest) is { } before)
        {
            oldest = before;
        }

        return oldest;
    }

    /// <summary>The beginning of the line, from its middle; otherwise that of the line before.</summary>
    private long? LineBefore(ExecutionHistory history, long now, bool isOver)
    {
        var from = PointOf(history[now]);
        long? step = PreviousOf(history, now);
        while (step is { } at && PointOf(history[at]) is var point && (IsHidden(point.Address) || (isOver && point.Depth > from.Depth)))
        {
            step = PreviousOf(history, at);
        }

        if (step is not { } found)
        {
            return null;
        }

        var line = PointOf(history[found]);
        for (long? before = PreviousOf(history, found); before is { } at; before = PreviousOf(history, at))
        {
            var point = PointOf(history[at]);
            if (point.Depth > line.Depth && isOver)
            {
                continue;
            }

            if (point.Depth != line.Depth || PlaceOf(point.Address) is not { } place || place != PlaceOf(line.Address))
            {
                break;
            }

            found = at;
        }

        return found;
    }

    /// <summary>What is below the values that the current function will leave, as far as its call is recorded.</summary>
    private ReturnPlace? ReturnFrom(Resumption wish)
    {
        if (wish != Resumption.StepOut || _history is not { End: > 0 } history || history.LatestOf(Focus, _past ?? history.End - 1) is not (>= 0 and var now) || CallBefore(history, now) is not { } call)
        {
            return null;
        }

        var machine = history[call].Machine;
        return new ReturnPlace(machine.Track, machine.Height - _image!.Facts[machine.Address].Takes);
    }

    private long? CallBefore(ExecutionHistory history, long now)
    {
        int depth = history[now].Machine.Depth;
        long? step = PreviousOf(history, now);
        while (step is { } at && (history[at].Machine.Depth >= depth || IsHidden(history[at].Machine.Address)))
        {
            step = PreviousOf(history, at);
        }

        return step;
    }
}
