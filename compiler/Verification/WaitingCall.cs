namespace TinyTotIL.Compiler.Verification;

/// <summary>The state before a call whose callee was not yet known to return.</summary>
/// <remarks>Without it a block of many calls would be looked at from its beginning once for each of them.</remarks>
/// <param name="Callee">The function called.</param>
/// <param name="Index">Index of the call.</param>
/// <param name="Bottom">Height of the lowest slot in <paramref name="Slots"/>.</param>
/// <param name="Slots">What each slot may hold, lowest first.</param>
internal sealed record WaitingCall(FunctionShape Callee, int Index, int Bottom, List<FlowCell?> Slots);
