using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Debugging;

/// <summary>The stacks of a machine at a moment, when an instruction was about to start. Nothing changes it.</summary>
/// <remarks>
/// Values are immutable, apart from some of Scheme, so a moment is the one before it with what one instruction has changed: a few values on top of the operand stack, a
/// frame more or less, or a variable. A machine that is met for the first time may be deep already; only the upper part of its stacks is recorded then.
/// </remarks>
internal sealed class RecordedMachine : IMachineView
{
    /// <summary>Values and frames that are taken over from a machine of which nothing has been recorded.</summary>
    private const int MostAtOnce = 64;

    private readonly RecordedValue? _values;
    private readonly RecordedFrame? _frames;

    private RecordedMachine(MachineTrack track, IMachineView machine, int address, RecordedValue? values, RecordedFrame? frames, RecordedMachine? outer)
    {
        (Track, Address, _values, _frames, OuterMachine) = (track.Origin, address, values, frames, outer);
        (Height, FrameCount, CatchCount) = (machine.Height, machine.FrameCount, machine.CatchCount);
        Depth = FrameCount + (outer?.Depth ?? 0);
    }

    private RecordedMachine(RecordedMachine moment, RecordedFrame? frames)
    {
        (Track, Address, _values, _frames, OuterMachine) = (moment.Track, moment.Address, moment._values, frames, moment.OuterMachine);
        (Height, FrameCount, CatchCount, Depth) = (moment.Height, moment.FrameCount, moment.CatchCount, moment.Depth);
    }

    /// <summary>The machine this is a moment of: the track that those which go on from a continuation share.</summary>
    public MachineTrack Track { get; }

    /// <summary>The instruction that was about to start.</summary>
    public int Address { get; }

    /// <summary>Frames, those of the machines that waited for it included.</summary>
    public int Depth { get; }

    /// <summary>The machine that waited for it.</summary>
    public RecordedMachine? OuterMachine { get; }

    /// <inheritdoc/>
    public int Height { get; }

    /// <inheritdoc/>
    public int FrameCount { get; }

    /// <summary>Nobody asks for it of the past, and counting is not always quick.</summary>
    public int HandlerCount => 0;

    /// <inheritdoc/>
    public int CatchCount { get; private init; }

    /// <inheritdoc/>
    public Scope Captures { get; } = new();

    /// <inheritdoc/>
    public IMachineView? Outer => OuterMachine;

    /// <inheritdoc/>
    public object? Mark
    {
        get => Track;
        set => throw new NotSupportedException();
    }

    /// <summary>Records a machine.</summary>
    /// <param name="track">Its mark, which knows the moment before.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="address">The instruction that is about to start.</param>
    /// <param name="facts">What is known of instructions.</param>
    /// <param name="outer">The machine that waits for it.</param>
    public static RecordedMachine Of(MachineTrack track, IMachineView machine, int address, InstructionFacts facts, RecordedMachine? outer) => track.Latest is { } before
        ? new RecordedMachine(track, machine, address, ValuesAfter(before, machine, facts), FramesAfter(before, machine, facts), outer)
        : new RecordedMachine(track, machine, address, Push(null, machine, machine.Height), Enter(null, machine, machine.FrameCount), outer);

    /// <summary>The same moment of a machine that goes on from a continuation: that counts the errors it catches anew.</summary>
    public RecordedMachine WithoutCatches() => new(this, _frames) { CatchCount = 0 };

    /// <summary>The same moment with another value of a variable.</summary>
    /// <param name="level">Frames above the variable's.</param>
    /// <param name="name">The variable.</param>
    /// <param name="now">All variables of the frame as they are now.</param>
    public RecordedMachine With(int level, string name, Scope now)
    {
        if (FrameAt(level) is not { } changed)
        {
            return this;
        }

        var above = new Stack<RecordedFrame>();
        for (var frame = _frames; frame != changed; frame = frame!.Below)
        {
            above.Push(frame!);
        }

        var frames = new RecordedFrame(changed.Variables.With(name, now), changed.ReturnIndex, changed.Below);
        foreach (var frame in above)
        {
            frames = new RecordedFrame(frame.Variables, frame.ReturnIndex, frames);
        }

        return new RecordedMachine(this, frames);
    }

    /// <inheritdoc/>
    public Value Peek(int depth)
    {
        var node = _values;
        for (; depth > 0 && node is not null; depth--)
        {
            node = node.Below;
        }

        return node?.Value ?? Value.Unset;
    }

    /// <inheritdoc/>
    public Scope VariablesAt(int depth) => FrameAt(depth)?.Variables.ToScope() ?? new Scope();

    /// <inheritdoc/>
    public int ReturnIndexAt(int depth) => FrameAt(depth)?.ReturnIndex ?? -1;

    private RecordedFrame? FrameAt(int depth)
    {
        var node = _frames;
        for (; depth > 0 && node is not null; depth--)
        {
            node = node.Below;
        }

        return node;
    }

    /// <summary>An instruction leaves alone what lies below the values it takes; a handler begins with an exception on what it keeps.</summary>
    private static RecordedValue? ValuesAfter(RecordedMachine before, IMachineView machine, InstructionFacts facts)
    {
        int kept = Math.Min(before.Height - facts[before.Address].Takes, machine.CatchCount == before.CatchCount ? machine.Height : machine.Height - 1);
        kept = Math.Max(0, kept);
        var node = before._values;
        for (int height = before.Height; height > kept && node is not null; height--)
        {
            node = node.Below;
        }

        return Push(node, machine, machine.Height - kept);
    }

    private static RecordedValue? Push(RecordedValue? node, IMachineView machine, int count)
    {
        if (count > MostAtOnce)
        {
            (node, count) = (null, MostAtOnce);
        }

        for (int depth = count - 1; depth >= 0; depth--)
        {
            node = new RecordedValue(machine.Peek(depth), node);
        }

        return node;
    }

    private static RecordedFrame? FramesAfter(RecordedMachine before, IMachineView machine, InstructionFacts facts)
    {
        var node = before._frames;
        int more = machine.FrameCount - before.FrameCount;
        if (more > 0)
        {
            return Enter(node, machine, more);
        }

        for (; more < 0 && node is not null; more++)
        {
            node = node.Below;
        }

        if (node is null)
        {
            return Enter(null, machine, machine.FrameCount);
        }

        var fact = facts[before.Address];
        var scope = machine.VariablesAt(0);
        bool isCaught = machine.CatchCount != before.CatchCount;
        if (!isCaught && fact is { Mnemonic: "STORE" or "DELETE", Name: { } name } && machine.FrameCount == before.FrameCount)
        {
            return new RecordedFrame(node.Variables.With(name, scope), node.ReturnIndex, node.Below);
        }

        bool isSame = !isCaught && fact.Flow != InstructionFlow.TailCall && fact.Mnemonic != "IMPORT" && node.Variables.Count == scope.Count;
        return isSame ? node : new RecordedFrame(RecordedVariables.Of(scope), machine.ReturnIndexAt(0), node.Below);
    }

    private static RecordedFrame? Enter(RecordedFrame? node, IMachineView machine, int count)
    {
        if (count > MostAtOnce)
        {
            (node, count) = (null, MostAtOnce);
        }

        for (int depth = count - 1; depth >= 0; depth--)
        {
            node = new RecordedFrame(RecordedVariables.Of(machine.VariablesAt(depth)), machine.ReturnIndexAt(depth), node);
        }

        return node;
    }
}
