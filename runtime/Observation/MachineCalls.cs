using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Runtime.Observation;

/// <summary>How far an observed machine has come, and the calls under way on it. Kept as the machine's mark.</summary>
/// <remarks>A machine that goes on from a continuation knows the calls of the one that was captured.</remarks>
public sealed class MachineCalls : IMachineMark
{
    private Link? _innermost;

    /// <summary>The instruction that started last.</summary>
    internal int Last { get; set; } = -1;

    /// <summary>Frames when it started.</summary>
    internal int Frames { get; set; }

    /// <summary>Values on the operand stack when it started.</summary>
    internal int Height { get; set; }

    /// <summary>Errors caught until then.</summary>
    internal int Catches { get; set; }

    /// <summary>The nodes of the calls, when they are counted.</summary>
    internal IMachineMark? Nodes { get; set; }

    /// <summary>What is known of a machine that is observed.</summary>
    /// <param name="machine">The machine.</param>
    internal static MachineCalls Of(IMachineView machine) => (MachineCalls)machine.Mark!;

    /// <inheritdoc/>
    public IMachineMark Copy() => new MachineCalls { _innermost = _innermost, Last = Last, Frames = Frames, Height = Height, Nodes = Nodes?.Copy() };

    /// <summary>The innermost call on a machine; null when there is none.</summary>
    /// <param name="machine">The machine.</param>
    public static MachineCall? InnermostOf(IMachineView machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        return machine.Mark is MachineCalls { _innermost: { } innermost } ? innermost.Call : null;
    }

    /// <summary>Calls under way on a machine and on those that wait for it.</summary>
    /// <param name="machine">The machine.</param>
    public static int DepthOf(IMachineView? machine)
    {
        int depth = 0;
        for (; machine is not null; machine = machine.Outer)
        {
            depth += (machine.Mark as MachineCalls)?._innermost?.Depth ?? 0;
        }

        return depth;
    }

    /// <summary>Values that the instruction which started last has pushed, once it has completed.</summary>
    /// <param name="machine">Its machine.</param>
    /// <param name="taken">Values it took first.</param>
    internal static int PushedSince(IMachineView machine, int taken) =>
        machine.Mark is MachineCalls calls ? Math.Max(0, machine.Height - Math.Max(0, calls.Height - taken)) : 0;

    /// <summary>The instruction that started last; -1 for none.</summary>
    /// <param name="machine">Its machine.</param>
    internal static int LastOf(IMachineView machine) => (machine.Mark as MachineCalls)?.Last ?? -1;

    /// <summary>Begins a call.</summary>
    /// <param name="call">The call.</param>
    internal void Push(in MachineCall call) => _innermost = new Link(call, _innermost);

    /// <summary>Ends the innermost call whose frame is gone; false when there is none.</summary>
    /// <param name="frames">Frames that are left.</param>
    /// <param name="call">The call.</param>
    internal bool TryPop(int frames, out MachineCall call)
    {
        call = _innermost?.Call ?? default;
        if (_innermost is null || call.Frame <= frames)
        {
            return false;
        }

        _innermost = _innermost.Outer;
        return true;
    }

    /// <summary>A call and those around it; machines that were captured share them.</summary>
    private sealed class Link(MachineCall call, Link? outer)
    {
        /// <summary>The call.</summary>
        public MachineCall Call => call;

        /// <summary>The call it was made in.</summary>
        public Link? Outer => outer;

        /// <summary>How many there are.</summary>
        public int Depth { get; } = 1 + (outer?.Depth ?? 0);
    }
}
