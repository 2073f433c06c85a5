using System.Collections.Immutable;

namespace TinyTotIL.Compiler.Verification;

/// <summary>What is known at the beginning of one basic block of one function.</summary>
/// <remarks>
/// Heights count from the function's entry, after its parameters were taken: below zero lie the values of the caller
/// that the function has consumed.
/// </remarks>
internal sealed class BlockShape
{
    /// <summary>Describes a block on its first visit.</summary>
    /// <param name="function">The function it belongs to.</param>
    /// <param name="leader">Index of its first instruction.</param>
    /// <param name="bottom">Height of the lowest slot in <paramref name="slots"/>.</param>
    /// <param name="slots">What each slot may hold, lowest first; null for slots that hold no function.</param>
    /// <param name="handler">The newest handler open in the whole block.</param>
    /// <param name="captures">Captures pending at its beginning.</param>
    public BlockShape(FunctionShape function, int leader, int bottom, List<FlowCell?> slots, HandlerRecord? handler, CaptureRecord? captures)
    {
        Function = function;
        Leader = leader;
        Bottom = bottom;
        Slots = slots;
        Handler = handler;
        Captures = captures;
    }

    /// <summary>The function the block belongs to.</summary>
    public FunctionShape Function { get; }

    /// <summary>Index of its first instruction.</summary>
    public int Leader { get; }

    /// <summary>Height of the lowest slot listed.</summary>
    public int Bottom { get; set; }

    /// <summary>What each slot may hold, lowest first.</summary>
    public List<FlowCell?> Slots { get; }

    /// <summary>The newest handler open in the block; it holds for every instruction of the block.</summary>
    public HandlerRecord? Handler { get; }

    /// <summary>Captures pending at the beginning of the block.</summary>
    public CaptureRecord? Captures { get; }

    /// <summary>Variables surely set at the beginning of the block, of those that are captured somewhere.</summary>
    public ImmutableHashSet<string> Assigned { get; set; } = [];

    /// <summary>The same where the block waits.</summary>
    public ImmutableHashSet<string> AssignedWaiting { get; set; } = [];

    /// <summary>Height of the operand stack at the beginning of the block.</summary>
    public int Height => Bottom + Slots.Count;

    /// <summary>Number of instructions looked at in the block.</summary>
    public int Length
    {
        get;
        set
        {
            Function.Length += value - field;
            field = value;
        }
    }

    /// <summary>The call at which a look at the block ended because its callee was not known to return; null to begin anew.</summary>
    public WaitingCall? Waiting { get; set; }

    /// <summary>Whether the block waits to be looked at.</summary>
    public bool IsQueued { get; set; }
}
