namespace TinyTotIL.Runtime.Observation;

/// <summary>A call under way on a machine that is observed.</summary>
/// <param name="Function">Index of the function's first instruction.</param>
/// <param name="Site">Index of the calling instruction.</param>
/// <param name="Arguments">Values that were passed.</param>
/// <param name="Frame">Frames of the machine with that of the call.</param>
/// <param name="IsTail">Whether it has taken the place of the call it was made in.</param>
public readonly record struct MachineCall(int Function, int Site, int Arguments, int Frame, bool IsTail);
