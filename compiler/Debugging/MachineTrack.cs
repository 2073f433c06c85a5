using TinyTotIL.Runtime.Processes;

namespace TinyTotIL.Compiler.Debugging;

/// <summary>What a session remembers of a machine, as its mark.</summary>
internal sealed class MachineTrack
{
    /// <summary>The instruction that started last.</summary>
    public int Last { get; set; } = -1;

    /// <summary>The machine when that started; null when nothing is recorded.</summary>
    public RecordedMachine? Latest { get; set; }

    /// <summary>The mark of a machine, made on first use.</summary>
    /// <param name="machine">The machine.</param>
    public static MachineTrack Of(IMachineView machine)
    {
        if (machine.Mark is not MachineTrack track)
        {
            machine.Mark = track = new MachineTrack();
        }

        return track;
    }
}
