using TinyTotIL.Runtime.Values;

namespace TinyTotIL.Compiler.Debugging;

/// <summary>What a watch showed at a recorded step.</summary>
/// <param name="Value">The value; null when there was none.</param>
/// <param name="IsWanted">Whether a change to it counts.</param>
internal readonly record struct WatchedMoment(Value? Value, bool IsWanted);
