using TinyTotIL.Runtime.Observation;

namespace TinyTotIL.Compiler.Debugging;

/// <summary>A process as a list of all of them shows it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="State">What it does, in a word.</param>
/// <param name="Top">Its innermost frame that is not of a library; null when it has none.</param>
/// <param name="Facts">What else there is to know; null in a program without processes.</param>
public sealed record ProcessSummary(long Id, string State, DebugFrame? Top, StoppedProcess? Facts);
