using System.Diagnostics.CodeAnalysis;
using TinyTotIL.Runtime.Operations;
using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Debugging;

/// <content>What there is to see while the program stands still: now, or where one has gone back to.</content>
public sealed partial class DebugSession
{
    /// <summary>Whether the program stands still, so that it can be looked at.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>How many instructions back one has gone; 0 in the present.</summary>
    public long StepsBack => _past is { } past ? _history!.End - 1 - past : 0;

    /// <summary>The place of an instruction; null where none is known.</summary>
    /// <param name="address">Its index in the linked program.</param>
    public SourcePlace? PlaceOf(int address) =>
        address < Map.Count || _image is null ? Map.PlaceOf(address) : _image.Symbols.LineAt(address) is var (file, line) ? new SourcePlace(file, line) : null;

    /// <summary>The column in which an instruction begins, from 1; 0 where none is known.</summary>
    /// <param name="address">Its index in the linked program.</param>
    public int ColumnOf(int address) => address < Map.Count || _image is null ? Map.ColumnOf(address) : _image.Symbols.PlaceAt(address)?.Column ?? 0;

    /// <summary>An instruction as traces show it.</summary>
    /// <param name="address">Its index in the linked program.</param>
    public string InstructionText(int address) => _image!.Facts[address].DebugText;

    /// <summary>How the values of a process number the addresses of functions.</summary>
    /// <param name="process">Its number.</param>
    public AddressSpace AddressesOf(long process) =>
        process == CurrentProcess ? AddressesOf(_context) : Facts(process)?.Addresses ?? AddressesOf(_context);

    /// <summary>The calls under way in a process, innermost first; those of Scheme's libraries only when they are wanted, or there are no others.</summary>
    /// <param name="process">Its number.</param>
    public IEnumerable<DebugFrame> Frames(long process)
    {
        bool isAny = ShowsLibraries || !AllFrames(process).Any(frame => !frame.IsLibrary);
        int number = 0;
        foreach (var frame in AllFrames(process))
        {
            if (isAny || !frame.IsLibrary)
            {
                yield return new DebugFrame(number++, frame.Address, frame.View, frame.Level)
                {
                    Function = frame.Function,
                    Module = frame.Module,
                    Place = frame.Place,
                    Column = frame.Column,
                    IsLibrary = frame.IsLibrary,
                };
            }
        }
    }

    /// <summary>The variables of a frame, in the order in which they were set; none while the program runs.</summary>
    /// <param name="frame">The frame.</param>
    public IReadOnlyList<KeyValuePair<string, Value>> Variables(DebugFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var variables = new List<KeyValuePair<string, Value>>();
        if (IsStopped && frame.View is { } view)
        {
            foreach (var variable in view.VariablesAt(frame.Level))
            {
                variables.Add(variable);
            }
        }

        return variables;
    }

    /// <summary>How many values are on the operand stack that a frame works on.</summary>
    /// <param name="frame">The frame.</param>
    public int OperandCount(DebugFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return OperandsOf(frame)?.Height ?? 0;
    }

    /// <summary>A value of that operand stack; unset where it was not recorded.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="depth">Values above it: 0 is the top.</param>
    public Value Operand(DebugFrame frame, int depth)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return OperandsOf(frame) is { } view && depth >= 0 && depth < view.Height ? view.Peek(depth) : Value.Unset;
    }

    /// <summary>The variables of the whole program that have a value.</summary>
    /// <param name="process">The process that has them.</param>
    public IEnumerable<KeyValuePair<string, Value>> Globals(long process)
    {
        int count = _image?.Globals.Count ?? 0;
        for (int slot = 0; slot < count; slot++)
        {
            string name = _image!.Globals.NameOf(slot);
            if (GlobalNamed(process, name) is { } value)
            {
                yield return new KeyValuePair<string, Value>(name, value);
            }
        }
    }

    /// <summary>Finds the value of an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="process">The process.</param>
    /// <param name="frame">The frame whose variables it may use; null for those of the whole program only.</param>
    /// <param name="value">The value.</param>
    /// <param name="problem">Why it has none; null when it has.</param>
    public bool TryEvaluate(DebugExpression expression, long process, DebugFrame? frame, out Value value, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return expression.TryEvaluate(new FrameScope(frame?.View, frame?.Level ?? 0, name => GlobalNamed(process, name)) { Operands = frame is null ? null : OperandsOf(frame) }, out value, out problem);
    }

    /// <summary>Gives a variable of a frame, or one of the whole program, another value. Not in the past.</summary>
    /// <param name="name">The variable; it exists.</param>
    /// <param name="value">The value.</param>
    /// <param name="process">The process.</param>
    /// <param name="frame">The frame; null for variables of the whole program.</param>
    /// <returns>Why it was not done; null when it was.</returns>
    public string? SetVariable(string name, Value value, long process, DebugFrame? frame)
    {
        if (_past is not null)
        {
            return "the past cannot be changed";
        }

        // What a person has set is no change that an instruction has made.
        var shown = _watches.ConvertAll(watch => (Watch: watch, Value: ValueNow(watch)));
        string? problem = Change(name, value, process, frame);
        foreach (var (watch, before) in shown)
        {
            if (ValueNow(watch) is var now && AreDifferent(before, now))
            {
                Note(watch, now);
            }
        }

        return problem;
    }

    private string? Change(string name, Value value, long process, DebugFrame? frame)
    {
        if (frame?.View is { } view && view.VariablesAt(frame.Level) is var variables && variables.TryGet(name, out var before))
        {
            if (before.Tag is CellValue cell)
            {
                cell.Content = value;
            }
            else
            {
                variables.Set(name, value);
                _history?.Amend(process, view, frame.Level, name);
            }

            return null;
        }

        int slot = _image!.Globals.Find(name);
        if (slot < 0 || GlobalNamed(process, name) is null)
        {
            return FrameScope.OperandNumber(name) is not null
                ? "the operand stack cannot be set, only variables can"
                : $"there is no variable '{Runtime.Errors.DisplayText.Escape(Runtime.Errors.DisplayText.Shorten(name))}' here";
        }

        if (process != CurrentProcess || _context is null)
        {
            return "only the process that has stopped can be given other values of these";
        }

        GlobalOperations.Define(_context, value, slot);
        return null;
    }

    private long CurrentProcess => _past is { } past ? _history![past].Process : _present?.Process ?? 0;

    private static AddressSpace AddressesOf(ProcessContext? context) => context?.Addresses ?? AddressSpace.OwnNumbers;

    private string? FunctionAt(int address) => address < Map.Count ? Map.FunctionAt(address) : _image!.Symbols.FunctionAt(address);

    /// <summary>Whether an instruction has left its function by a tail call. A loop that calls itself so stays in it.</summary>
    private bool IsOtherFunction(int last, int address) => _image!.Facts[last].Flow == InstructionFlow.TailCall && FunctionAt(last) != FunctionAt(address);

    private bool IsHidden(int address) => !ShowsLibraries && (address < Map.Count ? Map.IsLibrary(address) : PlaceOf(address) is not { } place || CodeMap.IsLibrary(place.File));

    /// <summary>An instruction that has failed has lost what it took; what is recorded of it still has that.</summary>
    private IMachineView? OperandsOf(DebugFrame frame) =>
        _past is null && _present?.Reason == StopReason.Error && frame.View == _machine && frame.View?.Mark is MachineTrack { Latest: { } recorded } ? recorded : frame.View;

    private IEnumerable<DebugFrame> AllFrames(long process)
    {
        foreach (var (view, innermost) in Machines(process))
        {
            int address = innermost;
            for (int level = 0; address >= 0; level++)
            {
                yield return new DebugFrame(0, address, view, level)
                {
                    Function = FunctionAt(address),
                    Module = Map.ModuleAt(address),
                    Place = PlaceOf(address),
                    Column = ColumnOf(address),
                    IsLibrary = address < Map.Count ? Map.IsLibrary(address) : false,
                };
                if (view is null || level + 1 >= view.FrameCount)
                {
                    break;
                }

                address = view.ReturnIndexAt(level) - 1;
            }
        }
    }

    /// <summary>The machines of a process, innermost first.</summary>
    private IEnumerable<MachinePlace> Machines(long process)
    {
        if (_past is { } past)
        {
            long step = _history!.LatestOf(process, past);
            for (var recorded = step < 0 ? null : _history[step].Machine; recorded is not null; recorded = recorded.OuterMachine)
            {
                yield return new MachinePlace(recorded, recorded.Address);
            }

            yield break;
        }

        var frame = Facts(process)?.Frames;
        if (_machine is not null && process == _present!.Process)
        {
            yield return new MachinePlace(_machine, _address);
            for (var outer = _machine.Outer; outer is not null; outer = outer.Outer)
            {
                yield return new MachinePlace(outer, (outer.Mark as MachineTrack)?.Last ?? -1);
            }

            frame = _context!.WaitingFrames;
        }

        for (; frame is not null; frame = frame.Caller)
        {
            yield return new MachinePlace(frame.View, frame.Address);
        }
    }

    private static FrameScope ScopeHere(ProcessContext context, IMachineView machine) => new(machine, 0, name => GlobalNamed(context, name));

    /// <summary>A variable of the whole program as the running process has it; null when it has no value.</summary>
    /// <remarks>Without the casts a null here would be that of the language.</remarks>
    private static Value? GlobalNamed(ProcessContext context, string name) =>
        context.Image.Globals.Find(name) is >= 0 and var slot && ExecutionHistory.GlobalOf(context.Globals, slot) is { IsUnset: false } value ? (Value?)value : null;

    /// <summary>A variable of the whole program as a process has it, now or in the past; null when it has no value.</summary>
    private Value? GlobalNamed(long process, string name)
    {
        int slot = _image?.Globals.Find(name) ?? -1;
        if (slot < 0)
        {
            return null;
        }

        bool isRunning = process == _present?.Process && _context is not null;
        var globals = isRunning ? _context!.Globals : Facts(process)?.Globals ?? [];
        var value = ExecutionHistory.GlobalOf(globals, slot);
        if (_past is { } past)
        {
            value = _history!.GlobalAt(past, process, slot, value);
        }

        return value.IsUnset ? (Value?)null : value;
    }
}
