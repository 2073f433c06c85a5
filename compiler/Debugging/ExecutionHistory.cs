using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Debugging;

/// <summary>The instructions that started last, as many as there is room for, numbered from 0 since the start.</summary>
/// <param name="capacity">How many are kept; at least 1.</param>
internal sealed class ExecutionHistory(int capacity)
{
    private const int FirstRoom = 1024;

    private HistoryStep[] _steps = new HistoryStep[Math.Min(FirstRoom, capacity)];

    /// <summary>The number of the oldest that is kept.</summary>
    public long Oldest { get; private set; }

    /// <summary>The number that the next one gets.</summary>
    public long End { get; private set; }

    /// <summary>A step.</summary>
    /// <param name="number">Its number; it is kept.</param>
    public HistoryStep this[long number] => _steps[number % _steps.Length];

    /// <summary>Whether a step is kept.</summary>
    /// <param name="number">Its number.</param>
    public bool Holds(long number) => number >= Oldest && number < End;

    /// <summary>Records the start of an instruction.</summary>
    /// <param name="context">The running process.</param>
    /// <param name="machine">Its stacks.</param>
    /// <param name="track">The mark of the machine.</param>
    /// <param name="address">The instruction.</param>
    public void Record(ProcessContext context, IMachineView machine, MachineTrack track, int address)
    {
        var facts = context.Image.Facts;
        var recorded = track.Latest = RecordedMachine.Of(track, machine, address, facts, OuterOf(context, machine));
        int slot = -1;
        if (facts[address] is { Mnemonic: "SET_GLOBAL" or "DEFINE_GLOBAL", Name: { } name })
        {
            slot = context.Image.Globals.Find(name);
        }

        if (End - Oldest == _steps.Length)
        {
            MakeRoom();
        }

        _steps[End % _steps.Length] = new HistoryStep(context.ProcessId, recorded, slot, slot < 0 ? default : GlobalOf(context.Globals, slot));
        End++;
    }

    /// <summary>Something else than an instruction has given a variable another value: the latest moment of its machine has that already.</summary>
    /// <param name="process">The process.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="level">Frames above the variable's.</param>
    /// <param name="name">The variable.</param>
    public void Amend(long process, IMachineView machine, int level, string name)
    {
        var track = MachineTrack.Of(machine);
        if (track.Latest is not { } before)
        {
            return;
        }

        track.Latest = before.With(level, name, machine.VariablesAt(level));
        if (LatestOf(process, End - 1) is >= 0 and var step && this[step].Machine == before)
        {
            _steps[step % _steps.Length] = this[step] with { Machine = track.Latest };
        }
    }

    /// <summary>What a variable of the whole program held when a step began.</summary>
    /// <param name="number">The step.</param>
    /// <param name="process">The process that has it.</param>
    /// <param name="slot">The variable.</param>
    /// <param name="now">What it holds now.</param>
    public Value GlobalAt(long number, long process, int slot, Value now)
    {
        for (long later = number; later < End; later++)
        {
            if (this[later] is var step && step.Slot == slot && step.Process == process)
            {
                return step.Replaced;
            }
        }

        return now;
    }

    /// <summary>The latest step of a process at or before another one; -1 when none is kept.</summary>
    /// <param name="process">The process.</param>
    /// <param name="number">The other one.</param>
    public long LatestOf(long process, long number)
    {
        for (; number >= Oldest; number--)
        {
            if (this[number].Process == process)
            {
                return number;
            }
        }

        return -1;
    }

    /// <summary>A variable of the whole program.</summary>
    /// <param name="globals">All of them.</param>
    /// <param name="slot">Its number.</param>
    public static Value GlobalOf(IReadOnlyList<Value> globals, int slot) => slot < globals.Count ? globals[slot] : Value.Unset;

    private static RecordedMachine? OuterOf(ProcessContext context, IMachineView machine)
    {
        if (machine.Outer is { } outer)
        {
            return (outer.Mark as MachineTrack)?.Latest;
        }

        for (var frame = context.WaitingFrames; frame is not null; frame = frame.Caller)
        {
            if (frame.View is { } view)
            {
                return (view.Mark as MachineTrack)?.Latest;
            }
        }

        return null;
    }

    private void MakeRoom()
    {
        if (_steps.Length == capacity)
        {
            Oldest++;
            return;
        }

        var longer = new HistoryStep[Math.Min(capacity, _steps.Length * 2)];
        for (long number = Oldest; number < End; number++)
        {
            longer[number % longer.Length] = this[number];
        }

        _steps = longer;
    }
}
