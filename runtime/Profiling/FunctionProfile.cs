namespace TinyTotIL.Runtime.Profiling;

/// <summary>What all calls of a function came to.</summary>
/// <param name="Function">Index of its first instruction.</param>
/// <param name="Address">Its name as upstream gives it: <c>fn@0x000B</c>.</param>
/// <param name="Name">Its name in the source; null for none.</param>
/// <param name="Calls">Times it was entered.</param>
/// <param name="Ticks">Time it took with what it called, in ticks of the stopwatch.</param>
/// <param name="Instructions">Instructions of its own.</param>
/// <param name="Allocations">Values it has made.</param>
public sealed record FunctionProfile(int Function, string Address, string? Name, long Calls, long Ticks, long Instructions, long Allocations);
