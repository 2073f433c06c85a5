using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Runtime.Processes;

/// <summary>The stacks of a machine that executes instructions, interpreted or compiled to be observed. For looking only.</summary>
public interface IMachineView
{
    /// <summary>Values on the operand stack.</summary>
    int Height { get; }

    /// <summary>Frames, that of the top level or of the first function included.</summary>
    int FrameCount { get; }

    /// <summary>Handlers that are open.</summary>
    int HandlerCount { get; }

    /// <summary>How often an error has been brought to a handler of this machine: shows that an instruction has failed rather than jumped.</summary>
    int CatchCount { get; }

    /// <summary>Variables captured for the next closure.</summary>
    Scope Captures { get; }

    /// <summary>The machine that waits for this one, for example at an IMPORT; null when there is none on the same thread's stack.</summary>
    IMachineView? Outer { get; }

    /// <summary>What an observer remembers of this machine.</summary>
    object? Mark { get; set; }

    /// <summary>A value of the operand stack.</summary>
    /// <param name="depth">Values above it: 0 is the top.</param>
    Value Peek(int depth);

    /// <summary>The variables of a frame.</summary>
    /// <param name="depth">Frames above it: 0 is the current one.</param>
    Scope VariablesAt(int depth);

    /// <summary>Where a frame's RET continues, so the instruction after the call; negative when the machine ends there.</summary>
    /// <param name="depth">Frames above it: 0 is the current one.</param>
    int ReturnIndexAt(int depth);
}
