using TinyTotIL.Compiler.Debugging;
using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Cli.DebugAdapter;

/// <summary>Something that opens into variables in an editor.</summary>
/// <param name="Process">The process that it belongs to.</param>
internal abstract record VariableContainer(long Process)
{
    /// <summary>The variables of a frame.</summary>
    /// <param name="Process">The process that it belongs to.</param>
    /// <param name="Frame">The frame.</param>
    public sealed record Locals(long Process, DebugFrame Frame) : VariableContainer(Process);

    /// <summary>The operand stack of a frame.</summary>
    /// <param name="Process">The process that it belongs to.</param>
    /// <param name="Frame">The frame.</param>
    public sealed record Operands(long Process, DebugFrame Frame) : VariableContainer(Process);

    /// <summary>The variables of the whole program.</summary>
    /// <param name="Process">The process that has them.</param>
    public sealed record Globals(long Process) : VariableContainer(Process);

    /// <summary>The messages that wait.</summary>
    /// <param name="Process">The process that they wait for.</param>
    public sealed record Mailbox(long Process) : VariableContainer(Process);

    /// <summary>The parts of a value.</summary>
    /// <param name="Process">The process that it belongs to.</param>
    /// <param name="Value">The value.</param>
    /// <param name="Expression">An expression for it; null when there is none.</param>
    public sealed record Parts(long Process, Value Value, string? Expression) : VariableContainer(Process);
}
