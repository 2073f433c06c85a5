using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Debugging;

/// <summary>An expression whose value is looked at after each instruction.</summary>
public sealed class Watch
{
    internal Watch(int number, DebugExpression expression, long process) => (Number, Expression, Process) = (number, expression, process);

    /// <summary>Its number; breakpoints and watches are numbered together.</summary>
    public int Number { get; }

    /// <summary>The expression.</summary>
    public DebugExpression Expression { get; }

    /// <summary>The process it belongs to.</summary>
    public long Process { get; }

    /// <summary>The value last seen; null when there was none.</summary>
    public Value? Value { get; internal set; }

    /// <summary>Whether it is looked at.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>What must be true after a change for it to stop the program; null for nothing.</summary>
    public DebugExpression? Condition { get; set; }

    /// <summary>How often it has stopped the program.</summary>
    public long Hits { get; internal set; }

    /// <summary>The machine whose frame the variables are in; null when they are variables of the whole program.</summary>
    internal MachineTrack? Track { get; init; }

    /// <summary>The number of frames up to that one.</summary>
    internal int Frame { get; init; }

    /// <summary>The first recorded step that frame may have been there at.</summary>
    internal long Begin { get; set; }

    /// <summary>How the value looked: what can be changed in place shows no other way that it was.</summary>
    internal string? Shown { get; set; }
}
