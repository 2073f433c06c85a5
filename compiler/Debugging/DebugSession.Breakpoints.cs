using System.Collections.Immutable;
using System.Text;
using TinyTotIL.Runtime.Errors;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Debugging;

/// <content>Breakpoints and watches.</content>
public sealed partial class DebugSession
{
    private const int MostInLog = 200;
    private const int MostCompared = 10_000;

    private readonly List<Breakpoint> _breakpoints = [];
    private readonly List<Watch> _watches = [];
    private readonly Dictionary<int, List<Breakpoint>> _breakpointAddresses = [];
    private bool _hasProcessBreakpoints;
    private int _numbers;

    /// <summary>The breakpoints, in the order in which they were set.</summary>
    public IReadOnlyList<Breakpoint> Breakpoints => _breakpoints;

    /// <summary>The watches, in the order in which they were set.</summary>
    public IReadOnlyList<Watch> Watches => _watches;

    /// <summary>Sets a breakpoint on a line, or on the next one that has code.</summary>
    /// <param name="file">The file or the end of its path; null for the main program.</param>
    /// <param name="line">The line.</param>
    /// <param name="isTemporary">Whether it goes away when it has stopped the program.</param>
    /// <returns>The breakpoint, whose place says where it is; null when there is no such file, or no code from there on.</returns>
    public Breakpoint? BreakAtLine(string? file, int line, bool isTemporary = false)
    {
        var addresses = Map.AddressesOf(file, line, out var place);
        return addresses.IsEmpty ? null : Add(new Breakpoint(++_numbers, BreakpointKind.Code, addresses) { Text = $"{place.File}:{place.Line}", Place = place, IsTemporary = isTemporary });
    }

    /// <summary>Sets a breakpoint on a label or function.</summary>
    /// <param name="label">Its name.</param>
    /// <param name="isTemporary">Whether it goes away when it has stopped the program.</param>
    /// <returns>The breakpoint; null when there is no such label.</returns>
    public Breakpoint? BreakAtLabel(string label, bool isTemporary = false)
    {
        var addresses = Map.AddressesOf(label);
        return addresses.IsEmpty ? null : Add(new Breakpoint(++_numbers, BreakpointKind.Code, addresses) { Text = label, Place = Map.PlaceOf(addresses[0]), IsTemporary = isTemporary });
    }

    /// <summary>Sets a breakpoint on an instruction.</summary>
    /// <param name="address">Its index in the linked program.</param>
    /// <param name="isTemporary">Whether it goes away when it has stopped the program.</param>
    /// <returns>The breakpoint; null when there is no such instruction.</returns>
    public Breakpoint? BreakAtInstruction(int address, bool isTemporary = false) => (uint)address < (uint)Map.Count
        ? Add(new Breakpoint(++_numbers, BreakpointKind.Code, [address]) { Text = $"*{address}", Place = Map.PlaceOf(address), IsTemporary = isTemporary })
        : null;

    /// <summary>Sets a breakpoint on the start of a process.</summary>
    /// <param name="process">Its number; 0 for every process.</param>
    public Breakpoint BreakAtProcessStart(long process) =>
        Add(new Breakpoint(++_numbers, BreakpointKind.ProcessStart, []) { Text = process == 0 ? "start of a process" : $"start of process {process}", Process = process });

    /// <summary>Watches an expression in a frame, or one of variables of the whole program.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="process">The process.</param>
    /// <param name="frame">The frame; null for variables of the whole program only.</param>
    /// <param name="problem">Why it cannot be watched; null when it is.</param>
    public Watch? AddWatch(DebugExpression expression, long process, DebugFrame? frame, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(expression);
        if (!expression.Variables.Any())
        {
            problem = $"'{DisplayText.Escape(DisplayText.Shorten(expression.Text))}' never changes; watch a variable, or an expression with one";
            return null;
        }

        if (!TryEvaluate(expression, process, frame, out var value, out problem))
        {
            return null;
        }

        bool isLocal = frame?.View is { } view && expression.Variables.Any(name => name.StartsWith('$') || view.VariablesAt(frame.Level).TryGet(name, out _));
        if (isLocal && frame!.View is RecordedMachine)
        {
            problem = "variables of the past do not change; go to the present first";
            return null;
        }

        var watch = new Watch(++_numbers, expression, process)
        {
            Track = isLocal ? MachineTrack.Of(frame!.View!).Origin : null,
            Frame = isLocal ? frame!.View!.FrameCount - frame.Level : 0,
        };
        watch.Begin = BeginOf(watch);
        Note(watch, value);
        _watches.Add(watch);
        return watch;
    }

    /// <summary>Takes a breakpoint or watch away.</summary>
    /// <param name="number">Its number.</param>
    /// <returns>Whether there was one.</returns>
    public bool Remove(int number)
    {
        bool isGone = _breakpoints.RemoveAll(breakpoint => breakpoint.Number == number) + _watches.RemoveAll(watch => watch.Number == number) > 0;
        IndexBreakpoints();
        return isGone;
    }

    private Breakpoint Add(Breakpoint breakpoint)
    {
        _breakpoints.Add(breakpoint);
        IndexBreakpoints();
        return breakpoint;
    }

    private void IndexBreakpoints()
    {
        _breakpointAddresses.Clear();
        foreach (var breakpoint in _breakpoints)
        {
            foreach (int address in breakpoint.Addresses)
            {
                if (!_breakpointAddresses.TryGetValue(address, out var there))
                {
                    _breakpointAddresses[address] = there = [];
                }

                there.Add(breakpoint);
            }
        }

        _hasProcessBreakpoints = _breakpoints.Exists(breakpoint => breakpoint.Kind == BreakpointKind.ProcessStart);
    }

    private void RemoveTemporary(ImmutableArray<Breakpoint> met)
    {
        if (_breakpoints.RemoveAll(breakpoint => breakpoint.IsTemporary && met.Contains(breakpoint)) > 0)
        {
            IndexBreakpoints();
        }
    }

    private Breakpoint? MeetStart(long process)
    {
        var start = _breakpoints.Find(breakpoint => breakpoint is { Kind: BreakpointKind.ProcessStart, IsEnabled: true } && (breakpoint.Process == 0 || breakpoint.Process == process));
        if (start is not null)
        {
            start.Hits++;
        }

        return start;
    }

    /// <summary>The breakpoints at an instruction that stop it.</summary>
    private ImmutableArray<Breakpoint> Meet(List<Breakpoint> there, long process, FrameScope scope, bool isCounted) =>
        [.. there.Where(breakpoint => breakpoint.IsEnabled && (breakpoint.Process == 0 || breakpoint.Process == process) && Stops(breakpoint, scope, isCounted))];

    /// <summary>Another run begins to count anew, and its frames are others.</summary>
    private void ForgetHits()
    {
        _watches.Clear();
        foreach (var breakpoint in _breakpoints)
        {
            breakpoint.IgnoreCount = Math.Max(0, breakpoint.IgnoreCount - breakpoint.Hits);
            breakpoint.Hits = 0;
        }
    }

    private bool Stops(Breakpoint breakpoint, FrameScope scope, bool isCounted)
    {
        if (breakpoint.Condition is { } condition)
        {
            if (!condition.TryEvaluate(scope, out var value, out string? problem))
            {
                _frontEnd.Note($"the condition of breakpoint {breakpoint.Number} has no value: {problem}");
            }
            else if (!ExpressionNode.IsTrue(value))
            {
                return false;
            }
        }

        if (!isCounted)
        {
            return breakpoint.LogText is null;
        }

        if (++breakpoint.Hits <= breakpoint.IgnoreCount || breakpoint.HitTest?.Invoke(breakpoint.Hits) == false)
        {
            return false;
        }

        if (breakpoint.LogText is not { } text)
        {
            return true;
        }

        _frontEnd.Note(Fill(text, scope));
        return false;
    }

    /// <summary>A text with the values of the expressions that stand in braces in it.</summary>
    private string Fill(string text, FrameScope scope)
    {
        var filled = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            int end = text[i] == '{' ? text.IndexOf('}', i) : -1;
            if (end < 0)
            {
                filled.Append(text[i]);
                continue;
            }

            filled.Append(ShownInLog(text[(i + 1)..end], scope));
            i = end;
        }

        return DisplayText.Escape(filled.ToString());
    }

    /// <summary>What is wrong, whatever the program does, with the expressions in the text of a breakpoint: for the person who sets it.</summary>
    /// <param name="text">The text.</param>
    public IEnumerable<string> ProblemsIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (int start = text.IndexOf('{', StringComparison.Ordinal); start >= 0 && text.IndexOf('}', start) is > 0 and var end; start = text.IndexOf('{', end))
        {
            string part = text[(start + 1)..end];
            if (!DebugExpression.TryRead(part, IsLisp, out _, out string? problem))
            {
                yield return $"{{{DisplayText.Escape(DisplayText.Shorten(part))}}} is no expression: {problem}";
            }
        }
    }

    /// <summary>The value of an expression in the text of a breakpoint, or why it has none.</summary>
    private string ShownInLog(string text, FrameScope scope)
    {
        if (DebugExpression.TryRead(text, IsLisp, out var expression, out string? problem) && expression.TryEvaluate(scope, out var value, out problem))
        {
            return value.IsText ? value.AsText : ValueDisplay.Of(value, AddressesOf(_context), MostInLog);
        }

        bool isName = expression?.Variable is { } name && FrameScope.OperandNumber(name) is null;
        return $"{{{text}: {(isName ? "no such variable" : problem)}}}";
    }

    private DebugStop? FindChange(ProcessContext context, IMachineView machine, MachineTrack track)
    {
        for (int i = 0; i < _watches.Count; i++)
        {
            var watch = _watches[i];
            if (!watch.IsEnabled || watch.Process != context.ProcessId || (watch.Track is not null && watch.Track != track.Origin))
            {
                continue;
            }

            if (watch.Track is not null && (machine.FrameCount < watch.Frame || (machine.FrameCount == watch.Frame && track.HasLeftFunction)))
            {
                _watches.RemoveAt(i--);
                _frontEnd.Note($"watch {watch.Number} is over: the function that has the variables of {DisplayText.Escape(watch.Expression.Text)} has returned");
                continue;
            }

            var scope = new FrameScope(machine, watch.Track is null ? 0 : machine.FrameCount - watch.Frame, name => GlobalNamed(context, name));
            Value? now = watch.Expression.TryEvaluate(scope, out var value, out _) ? (Value?)value : null;
            var before = watch.Value;
            if (HasChanged(watch, now))
            {
                Note(watch, now);
                if (!IsWanted(watch, scope))
                {
                    continue;
                }

                watch.Hits++;
                return new DebugStop(StopReason.Watch, context.ProcessId) { Watch = watch, Before = before, After = now };
            }
        }

        return null;
    }

    /// <summary>Whether a change counts.</summary>
    private bool IsWanted(Watch watch, FrameScope scope)
    {
        if (watch.Condition is not { } condition)
        {
            return true;
        }

        if (condition.TryEvaluate(scope, out var value, out string? problem))
        {
            return ExpressionNode.IsTrue(value);
        }

        _frontEnd.Note($"the condition of watch {watch.Number} has no value: {problem}");
        return true;
    }

    private static void Note(Watch watch, Value? value)
    {
        watch.Value = value;
        watch.Shown = value is { } known && ValueParts.CanChange(known) ? Shown(known) : null;
    }

    private static bool HasChanged(Watch watch, Value? now) => watch is { Value: { } before, Shown: { } shown } && now is { } after && IsSame(before, after)
        ? Shown(after) != shown
        : AreDifferent(watch.Value, now);

    private static bool IsSame(Value a, Value b) => ReferenceEquals(a.Tag, b.Tag) && a.Bits == b.Bits;

    private static bool AreDifferent(Value? older, Value? newer)
    {
        if (older is not { } before || newer is not { } after)
        {
            return older is null != newer is null;
        }

        return !IsSame(before, after) && !ExpressionOperators.AreEqual(before, after)
            && (before.Kind != after.Kind || Shown(after) is not { Length: < MostCompared } shown || Shown(before) != shown);
    }

    private static string Shown(Value value) => ValueDisplay.Of(value, AddressSpace.OwnNumbers, MostCompared);
}
