using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Debugging;

/// <summary>What a session remembers of a machine, as its mark.</summary>
/// <remarks>A machine that goes on from a continuation takes up what was known when that was captured: its calls are the same ones.</remarks>
internal sealed class MachineTrack : IMachineMark
{
    private readonly MachineTrack? _origin;

    private MachineTrack(MachineTrack? origin) => _origin = origin;

    /// <summary>The track of the machine that all those are copies of which have the same calls.</summary>
    public MachineTrack Origin => _origin ?? this;

    /// <summary>The instruction that started last.</summary>
    public int Last { get; set; } = -1;

    /// <summary>Errors caught until then.</summary>
    public int Catches { get; set; }

    /// <summary>Whether the instruction before that was a tail call into another function, which has the frame now.</summary>
    public bool HasLeftFunction { get; set; }

    /// <summary>The machine when that started; null when nothing is recorded.</summary>
    public RecordedMachine? Latest { get; set; }

    /// <summary>The mark of a machine, made on first use.</summary>
    /// <param name="machine">The machine.</param>
    public static MachineTrack Of(IMachineView machine)
    {
        if (machine.Mark is not MachineTrack track)
        {
            machine.Mark = track = new MachineTrack(origin: null);
        }

        return track;
    }

    /// <inheritdoc/>
    public IMachineMark Copy() => new MachineTrack(Origin) { Last = Last, Latest = Latest?.WithoutCatches() };
}
