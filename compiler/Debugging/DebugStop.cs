using System.Collections.Immutable;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Debugging;

/// <summary>A program stands still.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Process">The process that has stopped; 0 when all have.</param>
public sealed record DebugStop(StopReason Reason, long Process)
{
    /// <summary>The instruction that is about to start, or has failed; -1 for none.</summary>
    public int Address { get; init; } = -1;

    /// <summary>How many instructions back this is; 0 in the present.</summary>
    public long StepsBack { get; init; }

    /// <summary>The breakpoints that were met.</summary>
    public ImmutableArray<Breakpoint> Breakpoints { get; init; } = [];

    /// <summary>The error that was raised, or what a deadlock looks like in lines; null otherwise.</summary>
    public string? Text { get; init; }

    /// <summary>Whether a handler is open for the error.</summary>
    public bool IsCaught { get; init; }

    /// <summary>How many values the function has left that a step went out of, on top of the operand stack; null when it is not known, or was no such step.</summary>
    public int? Returned { get; init; }

    /// <summary>The watch whose value has changed; null otherwise.</summary>
    public Watch? Watch { get; init; }

    /// <summary>What that was before; null when it did not exist.</summary>
    public Value? Before { get; init; }

    /// <summary>What it is now; null when it does not exist any more.</summary>
    public Value? After { get; init; }
}
