using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Debugging;

/// <summary>A value of a recorded operand stack, with those below it, which later moments share.</summary>
/// <param name="value">The value.</param>
/// <param name="below">What is below it; null for nothing that was recorded.</param>
internal sealed class RecordedValue(Value value, RecordedValue? below)
{
    /// <summary>The value.</summary>
    public Value Value { get; } = value;

    /// <summary>What is below it.</summary>
    public RecordedValue? Below { get; } = below;
}
