using TinyTotIL.Runtime.Processes;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Interpretation;

/// <summary>The lower part of an interpreter's stacks, which continuations hold and nobody changes.</summary>
/// <remarks>
/// What a machine has on its stacks when a continuation captures it becomes a part, without a copy. A machine that goes on from there takes one frame after
/// another out of it as control returns to them, so that capturing and going on cost what is near the top, however deep the stacks are.
/// </remarks>
internal sealed class MachinePart
{
    private readonly Value[] _values;
    private readonly Frame[] _frames;
    private readonly HandlerRecord[] _handlers;

    /// <summary>Takes stacks over.</summary>
    /// <param name="values">The operand stack.</param>
    /// <param name="height">Values on it.</param>
    /// <param name="frames">The frames.</param>
    /// <param name="frameCount">How many there are, at least one.</param>
    /// <param name="handlers">The handler stack.</param>
    /// <param name="handlerCount">Handlers on it.</param>
    /// <param name="below">What is under them; null for nothing.</param>
    public MachinePart(Value[] values, int height, Frame[] frames, int frameCount, HandlerRecord[] handlers, int handlerCount, MachinePart? below)
    {
        (_values, Height, _frames, FrameCount, _handlers, HandlerCount, Below) = (values, height, frames, frameCount, handlers, handlerCount, below);
        HasHandlers = handlerCount > 0 || below is { HasHandlers: true };
        HeightBelow = below?.TotalHeight ?? 0;
        FramesBelow = below?.TotalFrames ?? 0;
    }

    /// <summary>Values on its operand stack.</summary>
    public int Height { get; }

    /// <summary>Its frames.</summary>
    public int FrameCount { get; }

    /// <summary>Handlers on its handler stack.</summary>
    public int HandlerCount { get; }

    /// <summary>What is under it; null for nothing.</summary>
    public MachinePart? Below { get; }

    /// <summary>Whether there are handlers in it or under it.</summary>
    public bool HasHandlers { get; }

    /// <summary>Values under it.</summary>
    public int HeightBelow { get; }

    /// <summary>Frames under it.</summary>
    public int FramesBelow { get; }

    /// <summary>Values in it and under it.</summary>
    public int TotalHeight => HeightBelow + Height;

    /// <summary>Frames in it and under it.</summary>
    public int TotalFrames => FramesBelow + FrameCount;

    /// <summary>Its values, deepest first.</summary>
    public ReadOnlySpan<Value> Values => _values.AsSpan(0, Height);

    /// <summary>Its frames, outermost first.</summary>
    public ReadOnlySpan<Frame> Frames => _frames.AsSpan(0, FrameCount);

    /// <summary>Its handlers, oldest first.</summary>
    public ReadOnlySpan<HandlerRecord> Handlers => _handlers.AsSpan(0, HandlerCount);

    /// <summary>Handlers in it and under it.</summary>
    public int TotalHandlers
    {
        get
        {
            int count = 0;
            for (var part = this; part is not null; part = part.Below)
            {
                count += part.HandlerCount;
            }

            return count;
        }
    }

    /// <summary>A value in it or under it.</summary>
    /// <param name="depth">Values above it: 0 is the top.</param>
    public Value Peek(int depth)
    {
        var part = this;
        for (; depth >= part.Height; part = part.Below!)
        {
            depth -= part.Height;
        }

        return part._values[part.Height - 1 - depth];
    }

    /// <summary>A frame in it or under it.</summary>
    /// <param name="depth">Frames above it.</param>
    public Frame FrameAt(int depth)
    {
        var part = this;
        for (; depth >= part.FrameCount; part = part.Below!)
        {
            depth -= part.FrameCount;
        }

        return part._frames[part.FrameCount - 1 - depth];
    }

    /// <summary>The part without its topmost frame, and without the values and handlers that came with that.</summary>
    /// <remarks>
    /// A function may have taken values of its caller, or left handlers behind. Where the cut is exactly does not matter: a machine that finds too
    /// little on its own stacks takes more frames.
    /// </remarks>
    /// <returns>Null when nothing is left.</returns>
    public MachinePart? WithoutTop()
    {
        int frames = FrameCount - 1;
        if (frames == 0)
        {
            return Below;
        }

        int handlers = HandlerCount;
        while (handlers > 0 && _handlers[handlers - 1].FrameCount > FramesBelow + frames)
        {
            handlers--;
        }

        int height = Math.Clamp(_frames[frames].OperandsBelow - HeightBelow, 0, Height);
        return new MachinePart(_values, height, _frames, frames, _handlers, handlers, Below);
    }

    /// <summary>Shows a meter what it holds.</summary>
    /// <param name="meter">The meter.</param>
    public void Measure(HeapMeter meter)
    {
        for (var part = this; part is not null; part = part.Below)
        {
            meter.Add(part._values);
            foreach (var frame in part.Frames)
            {
                meter.Add(frame.Scope);
            }
        }
    }
}
